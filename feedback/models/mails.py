"""What was written to a sender and what came back."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import TranslatableMixin
from wagtail.snippets.models import register_snippet

from safeguards.models import OutboxMessage

from .items import FeedbackItem

MAX_ANSWER_LENGTH = 5000


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


@register_snippet
class KeptAnswer(TranslatableMixin, models.Model):
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

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("kept answer")
        verbose_name_plural = _("kept answers")
        ordering = ["title"]

    def __str__(self):
        return self.title
