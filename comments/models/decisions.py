"""What was decided about comments, and the reasons that moderators choose from."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safeguards.append_only import AppendOnlyModel


class RejectionReasonQuerySet(models.QuerySet):
    def offered(self):
        """The reasons that moderators can choose today."""
        return self.filter(is_active=True)


class RejectionReason(models.Model):
    """Why a comment may not be published, as moderators choose it and as the writer is told."""

    name = models.CharField(
        _("name"), max_length=80, help_text=_("What moderators choose from.")
    )
    message = models.TextField(
        _("message to the writer"),
        max_length=500,
        help_text=_("Kind and clear: what was wrong, and what the writer can do."),
    )
    is_active = models.BooleanField(_("offered to moderators"), default=True)

    panels = ["name", "message", "is_active"]
    objects = RejectionReasonQuerySet.as_manager()

    class Meta:
        verbose_name = _("reason for not publishing")
        verbose_name_plural = _("reasons for not publishing")
        ordering = ["name"]

    def __str__(self):
        return self.name


class CommentDecisionQuerySet(AppendOnlyModel.QuerySet):
    def about(self, comments):
        """What was decided about these comments, the oldest first."""
        numbers = [comment.pk for comment in comments]
        return self.filter(comment_id__in=numbers).order_by("decided_at", "pk")

    def made_by(self, moderator):
        """What this person decided, the newest first."""
        return self.filter(moderator_id=moderator.pk)


class CommentDecision(AppendOnlyModel):
    """One thing done to a comment: who, when and why. Never changed and never deleted.

    It holds ids and codes only, no names and no text, so that it may outlive both
    (docs/adr/0012). The database itself refuses changes: migration 0002.
    """

    class Action(models.TextChoices):
        PUBLISHED_AT_ONCE = "published_at_once", _("Published at once")
        HELD = "held", _("Held for a moderator")
        APPROVED = "approved", _("Approved")
        REJECTED = "rejected", _("Not published")
        HIDDEN = "hidden", _("Hidden")
        RESTORED = "restored", _("Shown again")
        REMOVED = "removed", _("Removed by its author")

    comment_id = models.BigIntegerField(db_index=True)
    action = models.CharField(max_length=20, choices=Action.choices)
    # Empty: the site itself decided.
    moderator_id = models.BigIntegerField(null=True)
    reason_id = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(default=timezone.now)

    objects = CommentDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        ordering = ["-decided_at", "-pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.get_action_display()} ({self.comment_id})"
