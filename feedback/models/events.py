"""What was done about messages: ids and codes, never a word of anybody."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safeguards.append_only import AppendOnlyModel, AppendOnlyQuerySet


class FeedbackEventQuerySet(AppendOnlyQuerySet):
    def about(self, item):
        """What was done about a message, the oldest first."""
        return self.filter(item_id=item.pk).order_by("happened_at", "pk")

    def assigned_since(self, moment):
        """When messages were given to a colleague since a moment."""
        action = FeedbackEvent.Action.ASSIGNED
        return self.filter(action=action, happened_at__gte=moment)

    def publishing(self, note):
        """When a note was published, the first time first."""
        action = FeedbackEvent.Action.PUBLISHED
        return self.filter(action=action, other_id=note.pk).order_by("pk")


class FeedbackEvent(AppendOnlyModel):
    """One thing done about a message: who, what and when. Never changed and never deleted.

    It holds ids and codes only, so that it may outlive names and words (docs/adr/0012). The
    database itself refuses changes: migration 0006.
    """

    class Action(models.TextChoices):
        RECEIVED = "received", _("Received")
        ASSIGNED = "assigned", _("Assigned")
        UNASSIGNED = "unassigned", _("Given back")
        NOTED = "noted", _("Note written")
        TAGGED = "tagged", _("Tags changed")
        DUE_CHANGED = "due_changed", _("Due date changed")
        KIND_CHANGED = "kind_changed", _("Kind changed")
        PAGE_CHANGED = "page_changed", _("Page changed")
        WAITING = "waiting", _("Waiting for others")
        IN_HAND = "in_hand", _("Being dealt with again")
        DONE = "done", _("Marked as done")
        SPAM = "spam", _("Marked as spam")
        REOPENED = "reopened", _("Opened again")
        LINKED = "linked", _("Linked as a duplicate")
        UNLINKED = "unlinked", _("No longer a duplicate")
        TASK_MADE = "task_made", _("Made a task on the page")
        TASK_DONE = "task_done", _("Task on the page done")
        TASK_REOPENED = "task_reopened", _("Task on the page open again")
        TASK_TAKEN_BACK = "task_taken_back", _("Task on the page taken back")
        ANSWERED = "answered", _("Answered by mail")
        UNDELIVERED = "undelivered", _("Answer could not be delivered")
        BOUNCED = "bounced", _("Answer came back")
        SENDER_WROTE = "sender_wrote", _("Sender wrote again")
        DOUBTED = "doubted", _("Mail from another address")
        DETAILS_READ = "details_read", _("Personal details read")
        PUBLISHED = "published", _("“You said, we did” published")
        CHANGED_NOTE = "changed_note", _("“You said, we did” changed")
        WITHDRAWN = "withdrawn", _("“You said, we did” taken back")
        NAMELESS = "nameless", _("Name and address removed after their time")
        DELETED = "deleted", _("Deleted after its time")

    item_id = models.BigIntegerField()
    action = models.CharField(max_length=20, choices=Action.choices)
    # Empty: the site itself, or the sender.
    actor_id = models.BigIntegerField(null=True)
    # Codes only: the kinds of details that were read, the state it came from.
    codes = ArrayField(models.CharField(max_length=40), default=list)
    # The colleague, message, mail, note or task that it was about.
    other_id = models.BigIntegerField(null=True)
    happened_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = FeedbackEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event of a message")
        ordering = ["happened_at", "pk"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["item_id", "happened_at"], name="feedback_event_item")
        ]

    def __str__(self):
        return f"{self.get_action_display()} ({self.item_id})"
