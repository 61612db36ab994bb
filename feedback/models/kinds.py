"""What a message can be about, and the words around the form."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Locale, TranslatableMixin

MOST_DAYS = 60
TAKEN = _("Another kind is chosen by this already.")


class FeedbackKindQuerySet(models.QuerySet):
    def offered_in(self, locale):
        """The kinds in a reader's language, or in the site's own where there are none yet."""
        offered = self.filter(is_active=True)
        kinds = offered.filter(locale=locale)
        if kinds.exists():
            return kinds
        return offered.filter(locale=Locale.get_default())

    def like(self, kind):
        """Other kinds that the same way of the site chooses in the same language."""
        alike = self.filter(used_for=kind.used_for, locale_id=kind.locale_id)
        return alike.exclude(pk=kind.pk)

    def for_use(self, use, locale):
        """The kind that one of the site's own ways chooses, in a reader's language or else the site's; None without."""
        found = {
            kind.locale_id: kind for kind in self.filter(used_for=use, is_active=True)
        }
        return found.get(locale.pk) or found.get(Locale.get_default().pk)


class FeedbackKind(TranslatableMixin, models.Model):
    """What a message can be about, as visitors choose it."""

    class Use(models.TextChoices):
        """Which of the site's own ways to send something chooses this kind."""

        NONE = "", _("Nothing: visitors choose it")
        WRONG = "wrong", _("“Something wrong with this page?” and “not useful”")
        PRAISE = "praise", _("What helped on a useful page")
        FORMAT = "format", _("“Ask for this in another format”")

    name = models.CharField(
        _("name"),
        max_length=80,
        help_text=_("As visitors read it, for example: Something is wrong."),
    )
    sort_order = models.PositiveSmallIntegerField(
        _("place in the list"),
        default=0,
        help_text=_("The lowest number stands first."),
    )
    used_for = models.CharField(
        _("chosen by"),
        max_length=10,
        choices=Use.choices,
        blank=True,
        help_text=_(
            "Some links of the site choose a kind for the visitor. Each needs one kind in every"
            " language; without it the form asks."
        ),
    )
    days_to_answer = models.PositiveSmallIntegerField(
        _("working days to answer"),
        default=5,
        validators=[MaxValueValidator(MOST_DAYS)],
        help_text=_(
            "Messages are due after so many days from Monday to Friday, bank holidays apart."
            " Visitors are told the day. 0: on the day they came."
        ),
    )
    mailbox = models.EmailField(
        _("mailbox"),
        blank=True,
        help_text=_(
            "Gets a mail for each message of this kind, without its words. Empty: the mailbox"
            " of the team, under Settings, Feedback form."
        ),
    )
    is_active = models.BooleanField(
        _("offered to visitors"),
        default=True,
        help_text=_(
            "Take this off instead of deleting: messages that came keep their kind."
        ),
    )

    panels = [
        MultiFieldPanel(
            ["name", FieldRowPanel(["sort_order", "is_active"])],
            heading=_("What visitors choose from"),
        ),
        "used_for",
        MultiFieldPanel(
            ["days_to_answer", "mailbox"], heading=_("Who answers, and when")
        ),
    ]

    objects = FeedbackKindQuerySet.as_manager()

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("kind of feedback")
        verbose_name_plural = _("kinds of feedback")
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["used_for", "locale"],
                condition=~Q(used_for=""),
                name="feedback_kind_one_for_each_use",
                violation_error_message=TAKEN,
            )
        ]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        # The admin's form has no box for the language, so Django leaves the constraint unchecked.
        if self.used_for and type(self).objects.like(self).exists():
            raise ValidationError({"used_for": TAKEN})


@register_setting(icon="mail")
class FeedbackSettings(BaseSiteSetting):
    """The words around the feedback form, and who is told when something arrives."""

    introduction = models.TextField(
        _("text above the form"),
        max_length=600,
        blank=True,
        help_text=_("Empty: the site's own words, in the reader's language."),
    )
    what_happens_next = models.TextField(
        _("what happens next"),
        max_length=600,
        blank=True,
        help_text=_(
            "Stands on the thank-you page and in the receipt, before the day of the answer."
            " Empty: the site's own words, in the reader's language."
        ),
    )
    mailbox = models.EmailField(
        _("mailbox of the team"),
        blank=True,
        help_text=_(
            "Gets a mail for each message, without its words. A kind of feedback with a mailbox of"
            " its own goes there instead, and whoever asks for a document in another format reaches"
            " the team that looks after its page. Empty: nobody is told by mail."
        ),
    )

    panels = [
        MultiFieldPanel(
            ["introduction", "what_happens_next"], heading=_("What visitors read")
        ),
        MultiFieldPanel(["mailbox"], heading=_("Who is told")),
    ]

    class Meta:
        verbose_name = _("feedback form")

    @classmethod
    def current(cls):
        """What editors set, or the defaults where nobody has set anything yet."""
        return cls.objects.filter(site__is_default_site=True).first() or cls()

    @property
    def introduction_line(self):
        """What stands above the form."""
        return self.introduction or gettext(
            "Tell us what is wrong, what is missing or what helped you. A person reads every message."
        )

    @property
    def next_line(self):
        """What becomes of a message first."""
        return self.what_happens_next or gettext(
            "A person reads your message on a working day and deals with it."
        )
