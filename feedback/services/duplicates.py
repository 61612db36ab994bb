"""Messages that say the same: linked to one of them, which is answered for all."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ..models import FeedbackEvent, FeedbackItem
from ..models.linking import group_of, others_like
from ..permissions import can_decide
from .states import ChangedMeanwhile, Refused, change, check, log

Action = FeedbackEvent.Action
State = FeedbackItem.State


class CannotLink(Refused):
    message = _("Choose another message that is not spam.")


class AlreadyTogether(Refused):
    message = _("That message is already linked to this one.")


def answered_with(item):
    """The other messages that an answer to this one answers too: all that were linked with it, never spam."""
    return list(others_like(item).select_related("kind", "page"))


@transaction.atomic
def link(item, to, *, by, seen=None):
    """Say that a message says the same as another, to whose first one it is linked; its own come along.

    Raises ChangedMeanwhile, CannotLink, AlreadyTogether.
    """
    _refuse_others(by)
    item, to, others = _take_both(item, to)
    head = others[to.duplicate_of_id] if to.duplicate_of_id else to
    if item.duplicate_of_id == head.pk:
        return item
    check(item, seen=seen, expected=set(State) - {State.SPAM})
    if head.pk == item.pk:
        raise CannotLink if to.pk == item.pk else AlreadyTogether
    if State.SPAM in {to.state, head.state}:
        raise CannotLink
    own = [each for each in others.values() if each.duplicate_of_id == item.pk]
    for each in [item, *own]:
        change(each, Action.LINKED, by=by, other=head, duplicate_of=head)
        log(head, Action.LINKED, by=by, codes=["from"], other=each)
    return item


@transaction.atomic
def unlink(item, *, by, seen=None):
    """Say that a message doesn't say the same as another after all. Raises ChangedMeanwhile."""
    _refuse_others(by)
    item, _itself, others = _take_both(item, item)
    if item.duplicate_of_id is None:
        return item
    check(item, seen=seen)
    head = others[item.duplicate_of_id]
    change(item, Action.UNLINKED, by=by, other=head, duplicate_of=None)
    log(head, Action.UNLINKED, by=by, codes=["from"], other=item)
    return item


def _refuse_others(by):
    if not can_decide(by):
        raise PermissionDenied


def _take_both(item, to):
    """Two messages and all that are linked with either, ours until the transaction ends.

    They are taken in one order, so that colleagues who meet here wait for one another and
    never for each other. Raises ChangedMeanwhile where the links changed at this moment.
    """
    numbers = {item.pk, to.pk}
    around = _numbers_around(numbers)
    items = FeedbackItem.objects.filter(pk__in=around).order_by("pk")
    taken = {each.pk: each for each in items.select_for_update(no_key=True)}
    if not numbers <= taken.keys():
        raise ChangedMeanwhile(item)
    if not _numbers_around(numbers) <= taken.keys():
        raise ChangedMeanwhile(taken[item.pk])
    return taken[item.pk], taken[to.pk], taken


def _numbers_around(numbers):
    """The numbers of these messages and of all that are linked with any of them."""
    found = FeedbackItem.objects.filter(pk__in=numbers)
    return {
        pk
        for each in found
        for pk in group_of(each).order_by().values_list("pk", flat=True)
    }
