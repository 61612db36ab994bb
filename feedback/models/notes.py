"""“You said, we did”: what became of messages, told to all readers."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from .items import FeedbackItem


class DoneNoteQuerySet(models.QuerySet):
    def published(self):
        """Notes that readers may see, the newest first."""
        return self.filter(withdrawn_at__isnull=True).order_by("-published_at", "-pk")


class DoneNote(models.Model):
    """What was said and what we did, in the editor's words.

    The sender's own words or name stand in it only with their consent, of which is kept how
    and when it was given.
    """

    class Consent(models.TextChoices):
        NONE = "", _("No: neither their words nor their name are used")
        MAIL = "mail", _("Yes, by e-mail")
        PHONE = "phone", _("Yes, by phone")
        PERSON = "person", _("Yes, in person")

    item = models.OneToOneField(
        FeedbackItem, null=True, on_delete=models.SET_NULL, related_name="done_note"
    )
    page = models.ForeignKey(
        Page,
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="done_notes",
    )
    locale = models.ForeignKey(Locale, on_delete=models.PROTECT, related_name="+")
    said = models.CharField(
        _("You said"),
        max_length=300,
        help_text=_("What it was about, in your own words."),
    )
    did = models.CharField(_("We did"), max_length=500)
    quote = models.CharField(_("their own words"), max_length=300, blank=True)
    quoted_name = models.CharField(_("name shown"), max_length=100, blank=True)
    consent = models.CharField(
        _("Did the sender agree to be quoted?"),
        max_length=10,
        choices=Consent.choices,
        blank=True,
    )
    consent_on = models.DateField(_("day of their consent"), null=True, blank=True)
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = DoneNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("“You said, we did”")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(quote="", quoted_name="")
                | (~Q(consent="") & Q(consent_on__isnull=False)),
                name="feedback_quoted_with_consent",
            )
        ]
        indexes = [
            models.Index(
                fields=["locale", "-published_at"],
                name="feedback_done_notes",
                condition=Q(withdrawn_at__isnull=True),
            ),
            models.Index(
                fields=["page", "-published_at"],
                name="feedback_done_on_page",
                condition=Q(withdrawn_at__isnull=True),
            ),
        ]

    def __str__(self):
        return self.said
