"""What was written to a sender and what came back."""

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.models import PreviewableMixin, TranslatableMixin

from safeguards.models import OutboxMessage

from ..placeholders import (
    example_values,
    filled,
    unknown_placeholders,
    what_is_unknown,
)
from .items import FeedbackItem

MAX_ANSWER_LENGTH = 5000


class FeedbackMailQuerySet(models.QuerySet):
    def outgoing(self):
        """Our answers, the newest first."""
        return self.exclude(state__in=FeedbackMail.INCOMING).order_by(
            "-created_at", "-pk"
        )

    def incoming(self):
        """What came back, from the sender or in their name."""
        return self.filter(state__in=FeedbackMail.INCOMING)

    def arrived(self):
        """What surely came from the sender, the newest first."""
        return self.filter(state=FeedbackMail.State.RECEIVED).order_by(
            "-created_at", "-pk"
        )

    def about(self, item):
        """All that went to and fro about a message, the oldest first."""
        return self.of([item]).order_by("created_at", "pk")

    def of(self, items):
        """All that went to and fro about these messages."""
        return self.filter(item__in=items)

    def coming_from(self, address):
        """What came from this address, though it is not the sender's."""
        return self.filter(from_address__iexact=address)

    def with_ids(self, message_ids):
        """The mails of ours that other mails name."""
        return self.outgoing().filter(message_id__in=message_ids)

    def bearing(self, message_id):
        """The mail that bears this number, in or out, if we have it."""
        return self.filter(message_id=message_id)

    def sent_with(self, submissions):
        """The answers that this very form sent, if it did."""
        return self.filter(submission__in=submissions)

    def of_letter(self, pk):
        """The answer that left, or not, as this mail of the outbox."""
        return self.filter(outbox_message_id=pk)

    def left_behind(self):
        """Answers whose mail left or was given up, or went with its recipient, and that don't know."""
        return self.filter(state=FeedbackMail.State.WAITING).filter(
            Q(outbox_message__isnull=True)
            | Q(
                outbox_message__state__in=[
                    OutboxMessage.State.SENT,
                    OutboxMessage.State.FAILED,
                ]
            )
        )


class FeedbackMail(models.Model):
    """One mail about a message: an answer of ours, or what its sender wrote back."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to be sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Could not be delivered")
        BOUNCED = "bounced", _("Came back")
        RECEIVED = "received", _("Received")
        # It names the reference, and comes from an address that is not the sender's.
        DOUBTFUL = "doubtful", _("From another address")

    INCOMING = (State.RECEIVED, State.DOUBTFUL)
    UNDELIVERED = (State.FAILED, State.BOUNCED)

    item = models.ForeignKey(
        FeedbackItem, on_delete=models.CASCADE, related_name="mails"
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.WAITING
    )
    # Of an answer: who wrote it.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # Of what came from another address than the sender's: which.
    from_address = models.CharField(max_length=320, blank=True)
    body = models.TextField(max_length=MAX_ANSWER_LENGTH)
    # With a word in the place of each personal detail.
    shown_body = models.TextField()
    # What was cut off what came back: quoted words and the signature, without personal details.
    rest = models.TextField(blank=True)
    # How many files came with it: none is kept.
    attachments = models.PositiveSmallIntegerField(default=0)
    # Given out with the form: the same answer sent twice goes once.
    submission = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # As the mail's header says, by which what comes back is known.
    message_id = models.CharField(max_length=255, unique=True)
    outbox_message = models.ForeignKey(
        OutboxMessage, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    # When it left, was given up or came back.
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = FeedbackMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail about a message")
        ordering = ["created_at", "pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="doubtful") | ~Q(from_address=""),
                name="feedback_doubtful_mail_has_address",
            )
        ]

    def __str__(self):
        return f"{self.item_id} ({self.pk})"

    @property
    def is_incoming(self):
        return self.state in self.INCOMING

    @property
    def is_undelivered(self):
        return self.state in self.UNDELIVERED

    @property
    def is_forged(self):
        """Whether it bears the sender's address, and their mail server says that it isn't theirs."""
        return (
            self.state == self.State.DOUBTFUL
            and self.from_address.lower() == self.item.email.lower()
        )


class KeptAnswerQuerySet(models.QuerySet):
    def offered_in(self, language):
        """Those in the sender's language and those in the site's own."""
        codes = {language, settings.LANGUAGE_CODE}
        return self.filter(locale__language_code__in=codes).order_by("title", "pk")


class KeptAnswer(PreviewableMixin, TranslatableMixin, models.Model):
    """A text that answers what is often asked: colleagues choose it and change it before it goes."""

    title = models.CharField(
        _("title"), max_length=80, help_text=_("What colleagues choose from.")
    )
    body = models.TextField(
        _("text"),
        max_length=MAX_ANSWER_LENGTH,
        help_text=_(
            "{name}, {reference}, {page} and {page_address} are filled in."
            " The greeting and the signature come by themselves."
        ),
    )

    panels = ["title", "body"]

    objects = KeptAnswerQuerySet.as_manager()

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("kept answer")
        verbose_name_plural = _("kept answers")
        ordering = ["title"]

    def __str__(self):
        return self.title

    @property
    def beginning(self):
        """The first words, for lists."""
        return Truncator(" ".join(self.body.split())).chars(120)

    @property
    def example(self):
        """The text as a sender would read it."""
        return filled(self.body, example_values())

    def get_preview_template(self, request, mode_name):
        return "feedback/admin/kept_answer.html"

    def clean(self):
        super().clean()
        unknown = unknown_placeholders(self.body)
        if unknown:
            raise ValidationError({"body": what_is_unknown(unknown)})
