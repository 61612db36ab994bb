"""What colleagues decide about a message."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ..models import FeedbackEvent, FeedbackItem
from ..permissions import can_decide
from .states import change, take

Action = FeedbackEvent.Action
State = FeedbackItem.State


def mark_done(item, *, by, seen=None):
    """Say that a message has been dealt with."""
    return _move(item, State.DONE, Action.DONE, by, seen)


def mark_spam(item, *, by, seen=None):
    """Put a message aside that nobody meant for us."""
    return _move(item, State.SPAM, Action.SPAM, by, seen)


def reopen(item, *, by, seen=None):
    """Put a message back among those to deal with: with whoever had it, or among the new ones."""
    state = State.IN_HAND if item.assignee_id else State.NEW
    return _move(item, state, Action.REOPENED, by, seen)


@transaction.atomic
def _move(item, state, action, colleague, seen):
    """Change the state and log who did; doing so twice changes and logs nothing more."""
    if not can_decide(colleague):
        raise PermissionDenied
    item = take(item, seen=seen)
    if item.state != state:
        change(item, action, state=state, by=colleague)
    return item
