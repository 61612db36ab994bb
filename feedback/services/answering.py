"""Answering messages by mail, and what becomes of the answers."""

from uuid import uuid5

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from safeguards.models import OutboxMessage
from safeguards.personal_details import find_details, without_details

from ..answer_letters import (
    answer_letter,
    can_be_mailed,
    new_message_id,
    tell_colleague,
    values_for,
)
from ..due import due_on
from ..models import FeedbackEvent, FeedbackItem, FeedbackMail
from ..permissions import can_decide
from ..placeholders import filled, unfilled
from .duplicates import answered_with
from .states import ChangedMeanwhile, Refused, change, check, opened, take

Action = FeedbackEvent.Action
State = FeedbackItem.State
MailState = FeedbackMail.State


class NoAddress(Refused):
    message = gettext_lazy("There is no address to which an answer could go.")


class Unfilled(Refused):
    """A placeholder for which a message has nothing: `item` and the `names`."""

    def __init__(self, item, names):
        super().__init__(item.pk)
        self.item, self.names = item, names

    def __str__(self):
        return _(
            "Write it without %(placeholders)s: there is nothing to fill in for %(reference)s."
        ) % {
            "placeholders": ", ".join(f"{{{name}}}" for name in self.names),
            "reference": self.item.reference,
        }


def recipients_of(item):
    """The messages that get an answer to this one: itself and its duplicates, where there is an address."""
    together = [item, *answered_with(item)]
    prefetch_related_objects(together, "kind", "page", "user")
    return [each for each in together if can_be_mailed(each)]


def check_answer(item, text):
    """The messages that this answer goes to. Raises NoAddress, Unfilled."""
    recipients = recipients_of(item)
    if not recipients:
        raise NoAddress
    for each in recipients:
        names = unfilled(text, values_for(each))
        if names:
            raise Unfilled(each, names)
    return recipients


@transaction.atomic
def answer(item, *, text, by, submission, seen=None, is_done=False):
    """Answer a message and all that say the same, each by a mail of its own; the mails.

    `submission` is the form's own number: the same form sent twice answers once, and returns
    nothing the second time. With `is_done` the messages are done. Raises ChangedMeanwhile,
    NoAddress, Unfilled.
    """
    if not can_decide(by):
        raise PermissionDenied
    group = _take_all([item, *answered_with(item)])
    submissions = {each: _submission_for(each, item, submission) for each in group}
    if FeedbackMail.objects.sent_with(submissions.values()).exists():
        return []
    item = group[item.pk]
    check(item, seen=seen, expected=set(State) - {State.SPAM})
    recipients = check_answer(item, text)
    if not {each.pk for each in recipients} <= group.keys():
        # Another one was linked a moment ago: whoever answers has not seen it.
        raise ChangedMeanwhile(item)
    mails = [
        _write(group[each.pk], text, by, submissions[each.pk]) for each in recipients
    ]
    if is_done:
        for each in group.values():
            if each.is_open:
                change(each, Action.DONE, state=State.DONE, by=by)
    return mails


@transaction.atomic
def settle(number, *, has_left):
    """Note that the mail of this number in the outbox has left, or was given up."""
    mail = FeedbackMail.objects.of_letter(number).select_related("item").first()
    if mail is not None:
        _settle(mail, MailState.SENT if has_left else MailState.FAILED)


def settle_what_is_left():
    """Note what became of mails of which nobody told us, because a worker died; how many."""
    left = list(FeedbackMail.objects.left_behind().select_related("outbox_message"))
    for mail in left:
        letter = mail.outbox_message
        has_left = letter is not None and letter.state == OutboxMessage.State.SENT
        with transaction.atomic():
            _settle(mail, MailState.SENT if has_left else MailState.FAILED)
    return len(left)


@transaction.atomic
def came_back(mail):
    """Note that an answer came back: it did not reach the sender."""
    _settle(mail, MailState.BOUNCED)


def _settle(mail, state):
    item = take(mail.item)
    mail.refresh_from_db(fields=["state"])
    if mail.state == state or mail.is_undelivered:
        return
    if state == MailState.SENT and mail.state != MailState.WAITING:
        return
    mail.state = state
    mail.settled_at = timezone.now()
    mail.save(update_fields=["state", "settled_at"])
    if not mail.is_undelivered:
        return
    is_bounced = state == MailState.BOUNCED
    action = Action.BOUNCED if is_bounced else Action.UNDELIVERED
    if not item.email:
        # Its sender has asked us to forget them: nobody is left to be answered.
        change(item, action, other=mail)
    else:
        open_again(item, action, {State.DONE}, other=mail)
        tell_colleague(item, "undelivered")


def details_with(item, findings):
    """The kinds of details about a message, with those found in a mail: who may read them finds them."""
    return sorted({*item.details, *(finding.kind.value for finding in findings)})


def open_again(item, action, states, **logged):
    """Have somebody deal with a message again if it is in one of these states: it is due anew."""
    if item.state not in states:
        return change(item, action, **logged)
    due = due_on(item.kind, timezone.localdate())
    return change(item, action, due_on=due, **opened(item), **logged)


def _take_all(items):
    """The messages by their numbers, ours until the transaction ends: always in one order."""
    taken = {}
    for each in sorted(items, key=lambda item: item.pk):
        taken[each.pk] = take(each)
    prefetch_related_objects(list(taken.values()), "kind", "page", "user")
    return taken


def _submission_for(number, item, submission):
    return submission if number == item.pk else uuid5(submission, str(number))


def _write(item, text, by, submission):
    """One mail: queued, kept and logged together."""
    said = filled(text, values_for(item))
    findings = find_details(said)
    message_id = new_message_id()
    letter = answer_letter(item, text, message_id=message_id)
    letter.send()
    mail = FeedbackMail.objects.create(
        item=item,
        author=by,
        body=said,
        shown_body=without_details(said, findings),
        submission=submission,
        message_id=message_id,
        outbox_message_id=getattr(letter, "kept_as", None),
    )
    change(
        item,
        Action.ANSWERED,
        state=State.IN_HAND if item.state == State.NEW else item.state,
        by=by,
        other=mail,
        answered_at=item.answered_at or mail.created_at,
        details=details_with(item, findings),
    )
    return mail
