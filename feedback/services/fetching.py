"""Answers that come back by mail: each to its message, once, and nothing else let in."""

from collections import Counter
from enum import StrEnum

from django.conf import settings
from django.db import transaction

from safeguards.mailboxes import one_spelling
from safeguards.personal_details import find_details, without_details

from ..answer_letters import tell_colleague
from ..incoming.addresses import is_ours, proved_reference
from ..incoming.mailbox import open_mailbox
from ..incoming.mails import IncomingMail, Unreadable
from ..incoming.words import split_reply
from ..models import MAX_ANSWER_LENGTH, FeedbackEvent, FeedbackItem, FeedbackMail
from .answering import came_back, details_with, open_again
from .states import ChangedMeanwhile, change, take

Action = FeedbackEvent.Action
State = FeedbackItem.State
MailState = FeedbackMail.State

# What one message takes in; whoever writes more often means harm.
MOST_MAILS = 100
MOST_OF_REST = 20_000
MOST_FILES = 1000
LONGEST_ADDRESS = 320


class Outcome(StrEnum):
    """What became of a mail."""

    THREADED = "threaded"
    DOUBTED = "doubted"
    BOUNCED = "bounced"
    AUTOMATIC = "automatic"
    KNOWN = "known"
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"
    TOO_MANY = "too many"


# We have what is in them, or nobody misses it; the others wait for a person.
DEALT_WITH = {
    Outcome.THREADED,
    Outcome.DOUBTED,
    Outcome.BOUNCED,
    Outcome.AUTOMATIC,
    Outcome.KNOWN,
}


def fetch_mail():
    """Take in what came; how many mails of each outcome. Raises MailboxUnreachable.

    A mail is marked in the mailbox only after it is saved: where we are interrupted it is taken
    in again, and known.
    """
    counted = Counter()
    with open_mailbox(settings.FEEDBACK_MAILBOX) as mailbox:
        for fetched in mailbox.unread():
            outcome = take_in(fetched.raw, size=fetched.size)
            if outcome in DEALT_WITH:
                mailbox.mark_done(fetched)
            else:
                mailbox.leave_to_a_person(fetched)
            counted[outcome] += 1
    return counted


def take_in(raw, *, size):
    """Give one mail to the message that it answers, if it proves to; what became of it."""
    try:
        return _take_in(IncomingMail(raw, size=size))
    except Unreadable:
        return Outcome.UNREADABLE
    except ChangedMeanwhile:
        # Its message was deleted a moment ago.
        return Outcome.UNKNOWN


@transaction.atomic
def _take_in(mail):
    if mail.is_report:
        return _take_in_report(mail)
    item = _answered_item(mail)
    if item is None or not item.email:
        return Outcome.AUTOMATIC if mail.is_automatic else Outcome.UNKNOWN
    # No program is ever answered by us, and none opens anything: no two can go on for ever.
    if mail.is_automatic or is_ours(mail.sender):
        return Outcome.AUTOMATIC
    item = take(item)
    if not item.email:
        # Its sender was forgotten a moment ago, with all their addresses.
        return Outcome.UNKNOWN
    if FeedbackMail.objects.bearing(mail.message_id).exists():
        return Outcome.KNOWN
    if FeedbackMail.objects.of([item]).incoming().count() >= MOST_MAILS:
        return Outcome.TOO_MANY
    is_theirs = _is_theirs(mail, item)
    kept, findings = _keep(mail, item, is_theirs)
    logged = {"other": kept, "details": details_with(item, findings)}
    if not is_theirs:
        change(item, Action.DOUBTED, **logged)
        tell_colleague(item, "doubted")
        return Outcome.DOUBTED
    open_again(item, Action.SENDER_WROTE, {State.DONE, State.WAITING}, **logged)
    if item.state != State.SPAM:
        tell_colleague(item, "wrote")
    return Outcome.THREADED


def _take_in_report(report):
    """What a mail server says of an answer of ours."""
    ours = FeedbackMail.objects.with_ids(report.named_ids).select_related("item")
    mail = ours.first()
    if mail is None:
        item = _item_with(proved_reference(report.recipients))
        mail = item and FeedbackMail.objects.outgoing().of([item]).first()
    if mail is None:
        return Outcome.UNKNOWN if report.has_failed else Outcome.AUTOMATIC
    if not report.has_failed:
        # It is only late, or has arrived.
        return Outcome.AUTOMATIC
    came_back(mail)
    return Outcome.BOUNCED


def _answered_item(mail):
    """The message that a mail answers: by the address we gave out, or by the number of our mail."""
    item = _item_with(proved_reference(mail.recipients))
    if item is None:
        ours = FeedbackMail.objects.with_ids(mail.answered_ids).select_related("item")
        answered = ours.first()
        item = answered and answered.item
    return item


def _item_with(reference):
    return reference and FeedbackItem.objects.with_reference(reference).first()


def _is_theirs(mail, item):
    """Whether a mail comes from the sender of the message, as far as anybody can tell."""
    try:
        address = one_spelling(item.email)
    except ValueError:
        return False
    if mail.sender != address:
        return False
    return not mail.is_disowned(settings.FEEDBACK_AUTHSERV_ID)


def _keep(mail, item, is_theirs):
    text, files = mail.content
    words, rest = split_reply(text)
    # What doesn't fit stays with the rest: nothing that was written is thrown away.
    words, overflow = words[:MAX_ANSWER_LENGTH], words[MAX_ANSWER_LENGTH:]
    rest = "\n\n".join(part for part in (overflow, rest) if part)[:MOST_OF_REST]
    findings = find_details(words)
    kept = FeedbackMail.objects.create(
        item=item,
        state=MailState.RECEIVED if is_theirs else MailState.DOUBTFUL,
        from_address="" if is_theirs else mail.seeming_sender[:LONGEST_ADDRESS],
        body=words,
        shown_body=without_details(words, findings),
        rest=without_details(rest, find_details(rest)),
        attachments=min(files, MOST_FILES),
        message_id=mail.message_id,
    )
    return kept, findings
