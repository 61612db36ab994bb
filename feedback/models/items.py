"""What visitors tell us, and where each message stands."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.models import Page, Revision

from library.models import CLICDocument
from safeguards import references

from .events import FeedbackEvent
from .kinds import FeedbackKind
from .listing import InboxQuerySet
from .pictures import picture_name, picture_storage
from .tags import TaggedFeedback

MAX_MESSAGE_LENGTH = 5000
EXCERPT_LENGTH = 120


def new_reference():
    return references.new_reference("FB")


class FeedbackQuerySet(InboxQuerySet):
    def of(self, user):
        """What this person sent: signed in, or with their address as the way to answer."""
        return self.newest_first().filter(
            Q(user_id=user.pk) | Q(user__isnull=True, email__iexact=user.email)
        )

    def left_behind_by_others_than(self, colleagues):
        """Open messages of people who are none of these colleagues any more."""
        held = self.open().filter(assignee__isnull=False)
        return held.exclude(assignee__in=colleagues.values("pk"))

    def with_reference(self, reference):
        """The message of this reference, as mails write it."""
        return self.filter(reference=reference.upper())

    def after(self, number):
        """Messages that were kept after the one with this number, the oldest first."""
        return self.filter(pk__gt=number).order_by("pk")

    def with_pictures(self, names):
        """The names among these for which a message stands."""
        return self.filter(picture__in=names).values_list("picture", flat=True)

    def named_without_need(self):
        """Messages that still say who sent them, though nobody has to answer them any more.

        Whose words or name stand in a published note stays known: they can take their consent back.
        """
        consented = Q(done_note__withdrawn_at__isnull=True) & Q(
            done_note__consent__gt=""
        )
        settled = self.filter(nameless_at__isnull=True).exclude(
            state__in=FeedbackItem.OPEN
        )
        return settled.exclude(consented)

    def to_tell_of(self, since, until):
        """Open messages that came or changed hands since a moment, or are due by a day: for daily mails."""
        moved = FeedbackEvent.objects.assigned_since(since)
        return self.filter(
            Q(due_on__lte=until)
            | Q(created_at__gte=since)
            | Q(pk__in=moved.values("item_id")),
            state__in=FeedbackItem.OPEN,
        )

    def naming(self, address):
        """What is to be answered to this address, whoever sent it."""
        return self.filter(email__iexact=address)


class FeedbackItem(models.Model):
    """One message from a visitor, with or without a way to answer."""

    class State(models.TextChoices):
        NEW = "new", _("New")
        IN_HAND = "in_hand", _("Being dealt with")
        WAITING = "waiting", _("Waiting for others")
        DONE = "done", _("Done")
        SPAM = "spam", _("Spam")

    class Source(models.TextChoices):
        """Which of the site's ways it came by."""

        FORM = "form", _("Feedback form")
        BESIDE = "beside", _("“Something wrong with this page?”")
        USEFUL = "useful", _("“Is this page useful?”: yes")
        NOT_USEFUL = "not_useful", _("“Is this page useful?”: no")
        DOCUMENT = "document", _("“Ask for this in another format”")

    # In which somebody still has to do something.
    OPEN = (State.NEW, State.IN_HAND, State.WAITING)

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
    source = models.CharField(
        _("came by"), max_length=10, choices=Source.choices, default=Source.FORM
    )
    message = models.TextField(_("message"), max_length=MAX_MESSAGE_LENGTH)
    # What lists, searches and mails show: a word stands in the place of each personal detail.
    shown_message = models.TextField(editable=False)
    # Which kinds of personal details the sender was shown and kept.
    details = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    is_at_risk = models.BooleanField(_("someone may be at risk"), default=False)
    picture = models.ImageField(
        _("picture"), upload_to=picture_name, storage=picture_storage, blank=True
    )
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
    # In which the sender read the site: mails to them are in it.
    language = models.CharField(
        _("language"), max_length=10, default=settings.LANGUAGE_CODE
    )
    page = models.ForeignKey(
        Page,
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="feedback_items",
    )
    # What the page said when the sender read it, for as long as Wagtail keeps it.
    page_version = models.ForeignKey(
        Revision,
        verbose_name=_("version of the page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    document = models.ForeignKey(
        CLICDocument,
        verbose_name=_("document"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.NEW
    )
    # Counts each change: whoever decides says which one they looked at.
    version = models.PositiveIntegerField(default=1)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assigned to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="assigned_feedback",
    )
    due_on = models.DateField(_("due"), null=True, blank=True)
    waits_for = models.CharField(_("waiting for"), max_length=120, blank=True)
    tags = TaggableManager(
        verbose_name=_("tags"), through=TaggedFeedback, blank=True, help_text=""
    )
    # The message that says the same and is answered for both.
    duplicate_of = models.ForeignKey(
        "self",
        verbose_name=_("duplicate of"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="duplicates",
    )
    # Of what was sent and on which day: the same message sent twice makes one item.
    fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("sent"), default=timezone.now)
    # The first answer by mail.
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    handled_at = models.DateTimeField(_("dealt with"), null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("dealt with by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # When the sender's name and address went, because their time was over.
    nameless_at = models.DateTimeField(null=True, blank=True)
    search = models.GeneratedField(
        expression=SearchVector(
            "reference", "shown_message", "name", "email", config="simple"
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("feedback message")
        verbose_name_plural = _("feedback messages")
        permissions = [
            ("read_details", _("Can read personal details in feedback messages")),
            ("publish_note", _("Can publish “You said, we did”")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(message=""), name="feedback_says_something"
            ),
            models.CheckConstraint(
                condition=Q(duplicate_of__isnull=True)
                | ~Q(duplicate_of=models.F("pk")),
                name="feedback_not_its_own_duplicate",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-created_at"], name="feedback_inbox"),
            models.Index(fields=["-created_at", "-id"], name="feedback_newest"),
            models.Index(
                fields=["assignee", "state", "-created_at"], name="feedback_assigned"
            ),
            models.Index(fields=["page", "-created_at"], name="feedback_on_page"),
            models.Index(fields=["kind", "-created_at"], name="feedback_of_kind"),
            models.Index(
                fields=["due_on"],
                name="feedback_due",
                condition=Q(state__in=["new", "in_hand", "waiting"]),
            ),
            models.Index(
                fields=["due_on", "created_at", "id"], name="feedback_due_first"
            ),
            models.Index(fields=["source", "-created_at"], name="feedback_came_by"),
            models.Index(fields=["language", "-created_at"], name="feedback_language"),
            models.Index(
                fields=["-created_at"],
                name="feedback_at_risk",
                condition=Q(is_at_risk=True),
            ),
            models.Index(
                fields=["-created_at"],
                name="feedback_with_details",
                condition=~Q(details=[]),
            ),
            models.Index(Upper("email"), name="feedback_address"),
            GinIndex(fields=["search"], name="feedback_search"),
        ]

    def __str__(self):
        return self.reference

    @property
    def is_open(self):
        """Whether somebody still has to do something about it."""
        return self.state in self.OPEN

    @property
    def tells_of_sender(self):
        """Whether anything but their own words says who sent it."""
        return bool(
            self.name or self.email or self.user_id or self.picture or self.details
        )

    @property
    def is_overdue(self):
        """Whether it should have been answered by yesterday."""
        return (
            self.is_open
            and self.due_on is not None
            and self.due_on < timezone.localdate()
        )

    @property
    def excerpt(self):
        """The beginning of the message, on one line and without personal details."""
        return Truncator(" ".join(self.shown_message.split())).chars(EXCERPT_LENGTH)

    @property
    def sender(self):
        """Who wrote, as far as they said."""
        return self.name or self.email or _("No name given")
