"""What moderators decide about one comment."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from .. import notifications
from ..models import Comment, CommentDecision
from ..permissions import can_moderate
from .states import change, take

Action = CommentDecision.Action
State = Comment.State


@transaction.atomic
def approve(comment, *, moderator, seen=None):
    """Publish a comment that waits, and tell its writer.

    `seen` is the version that the moderator looked at. Raises AlreadyDecided.
    """
    comment = _take(comment, moderator, {State.WAITING}, seen)
    publish(comment, Action.APPROVED, by=moderator)
    notifications.comment_published(comment)
    return comment


@transaction.atomic
def reject(comment, *, moderator, reason, seen=None):
    """Don't publish a comment that waits, and tell its writer why."""
    comment = _take(comment, moderator, {State.WAITING}, seen)
    change(comment, Action.REJECTED, state=State.REJECTED, by=moderator, reason=reason)
    notifications.comment_not_published(comment, reason)
    return comment


@transaction.atomic
def hide(comment, *, moderator, seen=None):
    """Take a published comment away from readers, and tell its writer."""
    comment = _take(comment, moderator, {State.PUBLISHED}, seen)
    change(comment, Action.HIDDEN, state=State.HIDDEN, by=moderator)
    notifications.comment_hidden(comment)
    return comment


@transaction.atomic
def restore(comment, *, moderator, seen=None):
    """Show a comment that was hidden or not published, and tell its writer."""
    comment = _take(comment, moderator, {State.HIDDEN, State.REJECTED}, seen)
    was_public = comment.published_at is not None
    publish(comment, Action.RESTORED, by=moderator)
    if was_public:
        notifications.comment_shown_again(comment)
    else:
        notifications.comment_published(comment)
    return comment


def publish(comment, action, *, by=None):
    """Show a comment that was taken to readers; those whom it answers are told the first time."""
    is_first_time = comment.published_at is None
    change(comment, action, state=State.PUBLISHED, by=by)
    if is_first_time:
        notifications.reply_published(comment)


def _take(comment, moderator, expected, seen):
    if not can_moderate(moderator):
        raise PermissionDenied
    return take(comment, expected=expected, seen=seen)
