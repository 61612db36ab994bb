"""“You said, we did”: what became of messages, told to all readers."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from pages.models.querysets import pages_of_any_type

from .items import FeedbackItem


class DoneNoteQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by("-published_at", "-pk")

    def published(self):
        """Notes that readers may see, the newest first."""
        return self.newest_first().filter(withdrawn_at__isnull=True)

    def withdrawn(self):
        """Notes that were taken back, the newest first."""
        return self.newest_first().filter(withdrawn_at__isnull=False)

    def public(self):
        """Published notes about no page in particular, or about one that everyone may read."""
        pages = pages_of_any_type().live().public()
        return self.published().filter(Q(page__isnull=True) | Q(page__in=pages))

    def of_language(self, code):
        return self.filter(locale__language_code=code)

    def of_types(self, types):
        """Notes about pages of these types."""
        return self.filter(page__in=pages_of_any_type().type(*types))

    def about(self, item):
        """What readers were told because of a message: one note, or none."""
        return self.filter(item_id=item.pk)

    def of(self, items):
        """What readers were told because of these messages."""
        return self.filter(item__in=items)

    def on(self, page):
        """Notes about a page: its number, or the page of the query around."""
        return self.filter(page_id=page)

    def locked(self, pk):
        """One note as it is now, ours until the transaction ends; None where there is none."""
        return self.select_for_update(no_key=True, of=("self",)).filter(pk=pk).first()


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
    # Counts each change: whoever changes it says which one they looked at.
    version = models.PositiveIntegerField(default=1)

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

    @property
    def is_published(self):
        return self.withdrawn_at is None

    def says(self, words):
        """Whether it says just this: the columns that an editor fills in."""
        return all(getattr(self, name) == value for name, value in words.items())
