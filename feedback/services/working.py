"""What colleagues do with a message while it is open.

Each of these does nothing where the message is so already: a second click finds it done. All
raise ChangedMeanwhile where somebody else changed it since `seen`, the version that was looked
at, and PermissionDenied for whoever may not decide.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from safeguards.personal_details import find_details

from ..models import FeedbackEvent, FeedbackItem, FeedbackNote
from ..permissions import can_decide, can_read_details
from .states import Refused, change, check, log, take

Action = FeedbackEvent.Action
State = FeedbackItem.State


class CannotBeAssigned(Refused):
    message = _("Choose a colleague who may deal with feedback and can sign in.")


def colleagues():
    """Everyone to whom a message can be assigned."""
    given = User.objects.able_to_sign_in().given("feedback", "change_feedbackitem")
    return given | User.objects.administrators().distinct()


@transaction.atomic
def assign(item, to, *, by, seen=None):
    """Give an open message to a colleague, or back to everybody for None. Raises CannotBeAssigned.

    What is new is being dealt with from then on; what is given back is new again.
    """
    item = _take(item, by)
    if item.assignee_id == (to and to.pk):
        return item
    check(item, seen=seen, expected=FeedbackItem.OPEN)
    if to is None:
        state = State.NEW if item.state == State.IN_HAND else item.state
        action, other = Action.UNASSIGNED, item.assignee
    else:
        if not (can_decide(to) and colleagues().contains(to)):
            raise CannotBeAssigned
        state = State.IN_HAND if item.state == State.NEW else item.state
        action, other = Action.ASSIGNED, to
    return change(item, action, state=state, by=by, other=other, assignee=to)


def give_back_what_is_left_behind():
    """Give open messages back to everybody whose colleague may no longer deal with them; how many."""
    left = FeedbackItem.objects.left_behind_by_others_than(colleagues())
    return sum(_give_back(item) for item in left.select_related("assignee"))


@transaction.atomic
def _give_back(item):
    taken = take(item)
    if taken.assignee_id != item.assignee_id or not taken.is_open:
        # Somebody has dealt with it this moment.
        return False
    state = State.NEW if taken.state == State.IN_HAND else taken.state
    change(taken, Action.UNASSIGNED, state=state, other=item.assignee, assignee=None)
    return True


@transaction.atomic
def set_due(item, day, *, by, seen=None):
    """Say by when a message is to be answered; None: by no particular day."""
    item = _take(item, by)
    if item.due_on == day:
        return item
    check(item, seen=seen, expected=FeedbackItem.OPEN)
    codes = _from_to(item.due_on, day)
    return change(item, Action.DUE_CHANGED, by=by, codes=codes, due_on=day)


@transaction.atomic
def set_kind(item, kind, *, by, seen=None):
    """Say what a message is about; the day it is due stays."""
    item = _take(item, by)
    if item.kind_id == (kind and kind.pk):
        return item
    check(item, seen=seen)
    codes = _from_to(item.kind_id, kind and kind.pk)
    return change(item, Action.KIND_CHANGED, by=by, codes=codes, kind=kind)


@transaction.atomic
def set_page(item, page, *, by, seen=None):
    """Say which page a message is about; None: no particular one."""
    item = _take(item, by)
    if item.page_id == (page and page.pk):
        return item
    check(item, seen=seen)
    codes = _from_to(item.page_id, page and page.pk)
    return change(item, Action.PAGE_CHANGED, by=by, codes=codes, page=page)


@transaction.atomic
def wait_for(item, whom, *, by, seen=None):
    """Put an open message aside until somebody else has answered or done something."""
    item = _take(item, by)
    if item.state == State.WAITING and item.waits_for == whom:
        return item
    check(item, seen=seen, expected=FeedbackItem.OPEN)
    return change(item, Action.WAITING, state=State.WAITING, by=by, waits_for=whom)


@transaction.atomic
def resume(item, *, by, seen=None):
    """Deal with a message that waited for others: whoever had it, or whoever says so."""
    item = _take(item, by)
    if item.state == State.IN_HAND:
        return item
    check(item, seen=seen, expected={State.WAITING})
    return change(
        item,
        Action.IN_HAND,
        state=State.IN_HAND,
        by=by,
        assignee=item.assignee or by,
    )


@transaction.atomic
def add_note(item, body, *, by, seen=None):
    """Write a note for colleagues; the sender never sees it."""
    item = _take(item, by)
    latest = item.notes.last()
    if latest and (latest.author_id, latest.body) == (by.pk, body):
        return item
    check(item, seen=seen)
    note = FeedbackNote.objects.create(item=item, author=by, body=body)
    return change(item, Action.NOTED, by=by, other=note)


@transaction.atomic
def set_tags(item, names, *, by, seen=None):
    """Give a message these tags and no others; upper and lower case make no difference."""
    item = _take(item, by)
    wanted = {name.casefold(): name for name in map(str.strip, names) if name}
    had = {tag.name.casefold(): tag for tag in item.tags.all()}
    if wanted.keys() == had.keys():
        return item
    check(item, seen=seen)
    item.tags.set(wanted.values())
    has = {tag.name.casefold(): tag for tag in item.tags.all()}
    codes = [
        *(f"added:{has[key].pk}" for key in has if key not in had),
        *(f"removed:{had[key].pk}" for key in had if key not in has),
    ]
    return change(item, Action.TAGGED, by=by, codes=codes)


def read_details(item, *, by):
    """Write down that somebody has seen the personal details in a message and the mails about it."""
    if not can_read_details(by):
        raise PermissionDenied
    kinds = set(item.details)
    for mail in item.mails.all():
        kinds.update(finding.kind.value for finding in find_details(mail.body))
    log(item, Action.DETAILS_READ, by=by, codes=sorted(kinds))


def _take(item, by):
    if not can_decide(by):
        raise PermissionDenied
    return take(item)


def _from_to(old, new):
    """What was and what is now, for the log: numbers and days only."""
    return [
        f"{word}:{value}"
        for word, value in [("from", old), ("to", new)]
        if value is not None
    ]
