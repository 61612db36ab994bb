"""The one door to a message's state: locked, checked, counted and logged together."""

from django.utils import timezone

from ..models import FeedbackEvent, FeedbackItem
from ..permissions import can_decide

State = FeedbackItem.State


class ChangedMeanwhile(Exception):
    """Someone else was quicker: `item` is not as whoever acts saw it, and shows how it is."""

    def __init__(self, item):
        super().__init__(item.pk)
        self.item = item


class Refused(Exception):
    """What a colleague asked for can't be done; as text it says kindly why."""

    message = ""

    def __str__(self):
        return str(self.message)


def take(item, *, seen=None, expected=None):
    """The message as it is now, ours until the transaction ends.

    `seen` is the version that somebody looked at, where they had to look, and `expected` the
    states it may be in, where not any will do. Raises ChangedMeanwhile.
    """
    taken = FeedbackItem.objects.select_for_update(no_key=True).filter(pk=item.pk)
    found = taken.first()
    if found is None:
        # It was deleted a moment ago.
        raise ChangedMeanwhile(item)
    check(found, seen=seen, expected=expected)
    return found


def check(item, *, seen=None, expected=None):
    """Raise ChangedMeanwhile if a message that is ours is not as somebody saw it."""
    if seen not in {None, item.version}:
        raise ChangedMeanwhile(item)
    if expected is not None and item.state not in expected:
        raise ChangedMeanwhile(item)


def change(item, action, *, state=None, by=None, codes=(), other=None, **fields):
    """Change a message that was taken, count the change, and log it.

    `state` is the new one, if it changes; `by` the colleague (nobody: the site, or the sender);
    `codes` and `other` go into the log, `fields` into the message.
    """
    if state is not None and state != item.state:
        fields = {**_what_follows(state, by), **fields}
    for name, value in {**fields, "version": item.version + 1}.items():
        setattr(item, name, value)
    item.save(update_fields=[*fields, "version"])
    log(item, action, by=by, codes=codes, other=other)
    return item


def opened(item):
    """What a closed message becomes: somebody's again if whoever had it still deals with messages, else new."""
    if item.assignee and can_decide(item.assignee):
        return {"state": State.IN_HAND}
    return {"state": State.NEW, "assignee": None}


def log(item, action, *, by=None, codes=(), other=None):
    """Write down what happened to a message: numbers and codes only (docs/adr/0012)."""
    FeedbackEvent.objects.create(
        item_id=item.pk,
        action=action,
        actor_id=by and by.pk,
        codes=list(codes),
        other_id=other and other.pk,
    )


def _what_follows(state, by):
    """What else a new state means for a message."""
    if state in FeedbackItem.OPEN:
        fields = {"state": state, "handled_at": None, "handled_by": None}
    else:
        fields = {"state": state, "handled_at": timezone.now(), "handled_by": by}
    if state != State.WAITING:
        fields["waits_for"] = ""
    return fields
