"""What colleagues decide about a message."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ..models import FeedbackEvent, FeedbackItem
from ..models.linking import group_of
from ..permissions import can_decide
from .states import ChangedMeanwhile, change, check, opened, take

Action = FeedbackEvent.Action
State = FeedbackItem.State


@transaction.atomic
def mark_done(item, *, by, seen=None):
    """Say that a message has been dealt with. Raises ChangedMeanwhile."""
    _refuse_others(by)
    item = take(item)
    if item.state == State.DONE:
        return item
    check(item, seen=seen, expected=FeedbackItem.OPEN)
    return change(item, Action.DONE, state=State.DONE, by=by)


@transaction.atomic
def mark_all_done(item, *, by, seen=None):
    """The same for a message and all open ones that say the same; which ones. Raises ChangedMeanwhile."""
    _refuse_others(by)
    # In one order, as wherever several are taken.
    numbers = list(group_of(item).values_list("pk", flat=True))
    group = FeedbackItem.objects.filter(pk__in=numbers).order_by("pk")
    taken = list(group.select_for_update(no_key=True))
    found = next((each for each in taken if each.pk == item.pk), None)
    if found is None:
        raise ChangedMeanwhile(item)
    if found.state != State.DONE:
        check(found, seen=seen, expected=FeedbackItem.OPEN)
    still_open = [each for each in taken if each.is_open]
    for each in still_open:
        change(each, Action.DONE, state=State.DONE, by=by)
    return still_open


@transaction.atomic
def mark_spam(item, *, by, seen=None):
    """Put a message aside that nobody meant for us; those that say the same stay. Raises ChangedMeanwhile."""
    _refuse_others(by)
    item = take(item)
    if item.state == State.SPAM:
        return item
    check(item, seen=seen)
    return change(item, Action.SPAM, state=State.SPAM, by=by)


@transaction.atomic
def reopen(item, *, by, seen=None):
    """Put a message back among those to deal with: with whoever had it, or among the new ones. Raises ChangedMeanwhile."""
    _refuse_others(by)
    item = take(item)
    if item.is_open:
        return item
    check(item, seen=seen)
    return change(item, Action.REOPENED, by=by, **opened(item))


def _refuse_others(by):
    if not can_decide(by):
        raise PermissionDenied
