"""What editors decide for all comments: words to look at, promises, house rules."""

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import Page

from safeguards.text import clean_text

from ..forms.settings import CommentSettingsForm
from ..words import plain_words, says


class HeldWordQuerySet(models.QuerySet):
    def said_in(self, text):
        """Those that stand in a text, however it is spelt; for many texts ask the same list."""
        text = plain_words(text)
        return [held for held in self if says(plain_words(held.words), text)]


class HeldWord(models.Model):
    """A word or a few words after which a comment waits for a moderator."""

    words = models.CharField(
        _("word or words"),
        max_length=60,
        help_text=_(
            "Whole words only, in any case. The comment waits; it is not lost."
        ),
    )
    note = models.CharField(
        _("why"),
        max_length=200,
        blank=True,
        help_text=_("What moderators should look for. Readers don’t see it."),
    )

    panels = ["words", "note"]
    objects = HeldWordQuerySet.as_manager()

    class Meta:
        verbose_name = _("word to look at")
        verbose_name_plural = _("words to look at")
        ordering = ["words"]
        constraints = [
            models.UniqueConstraint(
                Lower("words"),
                name="each_held_word_once",
                violation_error_message=_("This is in the list already."),
            )
        ]

    def __str__(self):
        return self.words

    def clean(self):
        super().clean()
        self.words = clean_text(self.words, multiline=False)
        if not plain_words(self.words):
            raise ValidationError(
                {"words": gettext("Write at least one letter or number")}
            )


@register_setting(icon="comment")
class CommentSettings(BaseGenericSetting):
    """What holds for comments everywhere on the site."""

    promised_hours = models.PositiveSmallIntegerField(
        _("hours within which most comments are answered"),
        default=48,
        validators=[MinValueValidator(1), MaxValueValidator(720)],
        help_text=_(
            "Writers read this until ten comments have been decided about in the last 30 days; "
            "after that the site works it out."
        ),
    )
    most_links = models.PositiveSmallIntegerField(
        _("links a comment may have before it waits"),
        default=2,
        validators=[MaxValueValidator(20)],
    )
    reports_needed = models.PositiveSmallIntegerField(
        _("reports by trusted members that take a comment away"),
        default=3,
        validators=[MinValueValidator(2), MaxValueValidator(20)],
        help_text=_("It is hidden until a moderator has looked at it."),
    )
    languages_read = ArrayField(
        models.CharField(max_length=10),
        verbose_name=_("languages that moderators read"),
        default=list,
        blank=True,
        help_text=_("Comments in other languages wait. Empty: English only."),
    )
    house_rules = models.ForeignKey(
        Page,
        verbose_name=_("page with the house rules"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    base_form_class = CommentSettingsForm
    panels = [
        FieldPanel("promised_hours"),
        FieldPanel("most_links"),
        FieldPanel("reports_needed"),
        FieldPanel("languages_read"),
        PageChooserPanel(
            "house_rules",
            help_text=_("Mails to writers and their list of comments lead there."),
        ),
    ]

    class Meta:
        verbose_name = _("comments")

    @classmethod
    def current(cls):
        """What was set, or what holds where nobody has set anything yet."""
        return cls.objects.first() or cls()

    def __str__(self):
        return str(self._meta.verbose_name)
