"""What visitors tell us about the site, and where each message stands."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail.snippets.models import register_snippet

from safeguards import references

MAX_MESSAGE_LENGTH = 5000
EXCERPT_LENGTH = 120


def new_reference():
    return references.new_reference("FB")


class FeedbackKindQuerySet(models.QuerySet):
    def offered_in(self, locale):
        """The kinds in a reader's language, or in the site's own where there are none yet."""
        kinds = self.filter(locale=locale)
        if kinds.exists():
            return kinds
        return self.filter(locale=Locale.get_default())


@register_snippet
class FeedbackKind(TranslatableMixin, models.Model):
    """What a message can be about, as visitors choose it."""

    name = models.CharField(
        _("name"), max_length=80, help_text=_("For example: Something is wrong.")
    )
    sort_order = models.PositiveSmallIntegerField(_("place in the list"), default=0)

    panels = ["name", "sort_order"]

    objects = FeedbackKindQuerySet.as_manager()

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("kind of feedback")
        verbose_name_plural = _("kinds of feedback")
        ordering = ["sort_order", "pk"]

    def __str__(self):
        return self.name


@register_setting(icon="mail")
class FeedbackSettings(BaseSiteSetting):
    """The words around the feedback form, and who is told when something arrives."""

    introduction = models.TextField(
        _("text above the form"),
        max_length=600,
        blank=True,
        default="Tell us what is wrong, what is missing or what helped you. A person reads every message.",
    )
    what_happens_next = models.TextField(
        _("text on the thank-you page"),
        max_length=600,
        blank=True,
        default="We read messages on working days. If you left an e-mail address, we answer within five working days.",
    )
    mailbox = models.EmailField(
        _("mailbox of the team"),
        blank=True,
        help_text=_("Gets a mail for each message. Empty: nobody is told by mail."),
    )

    panels = ["introduction", "what_happens_next", "mailbox"]

    class Meta:
        verbose_name = _("feedback form")

    @classmethod
    def current(cls):
        """What editors set, or the defaults where nobody has set anything yet."""
        return cls.objects.filter(site__is_default_site=True).first() or cls()


class FeedbackQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by("-created_at", "-pk")

    def new(self):
        """Messages that nobody has dealt with."""
        return self.in_state(FeedbackItem.State.NEW)

    def in_state(self, state):
        """Messages in one state, or all of them for None."""
        return self.filter(state=state) if state else self.all()

    def of(self, user):
        """What this person sent: signed in, or with their address as the way to answer."""
        return self.newest_first().filter(
            Q(user_id=user.pk) | Q(user__isnull=True, email__iexact=user.email)
        )

    def naming(self, address):
        """What is to be answered to this address, whoever sent it."""
        return self.filter(email__iexact=address)


class FeedbackItem(models.Model):
    """One message from a visitor, with or without a way to answer."""

    class State(models.TextChoices):
        NEW = "new", _("New")
        DONE = "done", _("Done")
        SPAM = "spam", _("Spam")

    reference = models.CharField(
        _("reference"),
        max_length=20,
        unique=True,
        default=new_reference,
        editable=False,
    )
    kind = models.ForeignKey(
        FeedbackKind,
        verbose_name=_("about"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    message = models.TextField(_("message"), max_length=MAX_MESSAGE_LENGTH)
    name = models.CharField(_("name"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    # Who was signed in when it was sent, so that they find it under "my account".
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("sent by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="feedback_items",
    )
    page = models.ForeignKey(
        Page,
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="feedback_items",
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.NEW
    )
    # Of what was sent and on which day: the same message sent twice makes one item.
    fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("sent"), default=timezone.now)
    handled_at = models.DateTimeField(_("dealt with"), null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("dealt with by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("feedback message")
        verbose_name_plural = _("feedback messages")
        constraints = [
            models.CheckConstraint(
                condition=~Q(message=""), name="feedback_says_something"
            )
        ]
        indexes = [models.Index(fields=["state", "-created_at"], name="feedback_inbox")]

    def __str__(self):
        return self.reference

    @property
    def excerpt(self):
        """The beginning of the message, on one line."""
        return Truncator(" ".join(self.message.split())).chars(EXCERPT_LENGTH)

    @property
    def sender(self):
        """Who wrote, as far as they said."""
        return self.name or self.email or _("No name given")
