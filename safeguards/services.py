"""Every write to the outbox: keeping a mail, sending it, forgetting it."""

import logging
from datetime import timedelta
from email.utils import make_msgid, parseaddr
from functools import partial
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.utils import timezone

from .models import OutboxMessage
from .signals import mail_settled

logger = logging.getLogger(__name__)

# A whole day of a silent mail server costs no mail.
PAUSES = [
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
    timedelta(hours=16),
]
MAX_ATTEMPTS = len(PAUSES) + 1
# Longer than any delivery may take (EMAIL_TIMEOUT), so that only a dead worker loses its lease.
LEASE = timedelta(minutes=5)
KEPT_FOR = timedelta(days=30)
WIPED = {"subject": "", "text_body": "", "html_body": "", "headers": {}}


class UnkeepableMessage(ValueError):
    """A mail that the outbox cannot hold, such as one with an attachment."""


def queue_messages(messages):
    """Keep Django's e-mails in the outbox, within the caller's transaction: many at the cost of one.

    With `message.forget = True` no trace of one stays once it has left, or was given up.
    """
    return OutboxMessage.objects.bulk_create([_row_of(message) for message in messages])


def _row_of(message):
    if message.attachments:
        raise UnkeepableMessage(
            "The outbox keeps no attachments: link to the file instead."
        )
    # Django checks headers when it builds the message: a line break in one must fail
    # here, in front of the caller, not later in the worker.
    message.message()
    return OutboxMessage(
        kind=getattr(message, "kind", "")[:60],
        from_email=message.from_email,
        to=list(message.to),
        cc=list(message.cc),
        bcc=list(message.bcc),
        reply_to=list(message.reply_to),
        headers=_headers(message),
        subject=_storable(message.subject),
        text_body=_storable(_text_body(message)),
        html_body=_storable(_html_body(message)),
        is_forgotten_after=getattr(message, "forget", False),
    )


def send_one(pk):
    """Send one mail of the outbox if it is due; True when it has left."""
    message = _claim(pk)
    if message is None:
        return False
    try:
        _deliver(message)
    except (OSError, SMTPException) as error:
        _put_back(message, error)
        return False
    except Exception as error:
        # An add-on's own failure, or a mail that cannot be built: noted, tried again, seen.
        logger.exception("Mail %s could not be handed over", message.pk)
        _put_back(message, error)
        return False
    _finish(message)
    return True


def send_due(limit=50):
    """Send what is due, oldest first, and say how many mails have left."""
    waiting = OutboxMessage.objects.due().values_list("pk", flat=True)[:limit]
    return sum(send_one(pk) for pk in list(waiting))


def forget_finished_mail(*, dry_run=False):
    """Remove what was sent or given up longer ago than we keep recipients."""
    longest = timezone.now() - KEPT_FOR
    old = OutboxMessage.objects.finished_before(longest) | (
        # A worker may have died between handing one over and forgetting it.
        OutboxMessage.objects.to_forget()
    )
    return old.count() if dry_run else old.delete()[0]


@transaction.atomic
def forget_recipient(address):
    """Keep no mail to `address`, whether it has left or still waits.

    What a worker is handing over at this very moment arrives all the same.
    """
    for message in OutboxMessage.objects.naming(address).select_for_update():
        others = {
            name: [kept for kept in getattr(message, name) if not _is(kept, address)]
            for name in ("to", "cc", "bcc")
        }
        if any(others.values()):
            OutboxMessage.objects.filter(pk=message.pk).update(**others)
        else:
            message.delete()


def _is(recipient, address):
    return address.lower() in {recipient.lower(), parseaddr(recipient)[1].lower()}


def _claim(pk):
    with transaction.atomic():
        message = (
            OutboxMessage.objects.due()
            .select_for_update(skip_locked=True)
            .filter(pk=pk)
            .first()
        )
        if message is None:
            return None
        if message.attempts >= MAX_ATTEMPTS:
            # Its worker died each time: sending it again would kill the next one.
            _give_up(message, "WorkerLost")
            return None
        message.state = OutboxMessage.State.SENDING
        message.attempts += 1
        message.lease_until = timezone.now() + LEASE
        message.save(update_fields=["state", "attempts", "lease_until"])
        return message


def _deliver(message):
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text_body,
        from_email=message.from_email,
        to=message.to,
        cc=message.cc,
        bcc=message.bcc,
        reply_to=message.reply_to,
        headers=message.headers,
        connection=get_connection(settings.OUTBOX_DELIVERY_BACKEND),
    )
    if message.html_body:
        mail.attach_alternative(message.html_body, "text/html")
    mail.send()


def _finish(message):
    finished = _still_ours(message).update(
        state=OutboxMessage.State.SENT,
        sent_at=timezone.now(),
        lease_until=None,
        last_error="",
        **WIPED,
    )
    OutboxMessage.objects.to_forget().filter(pk=message.pk).delete()
    if finished:
        _tell(message, has_left=True)


def _put_back(message, error):
    code = _error_code(error)
    logger.warning("Mail %s: attempt %s: %s", message.pk, message.attempts, code)
    if message.attempts >= MAX_ATTEMPTS or _is_final(error):
        _give_up(message, code)
        return
    _still_ours(message).update(
        state=OutboxMessage.State.WAITING,
        lease_until=None,
        next_attempt_at=timezone.now() + PAUSES[message.attempts - 1],
        last_error=code,
    )


def _give_up(message, code):
    given_up = _still_ours(message).update(
        state=OutboxMessage.State.FAILED, lease_until=None, last_error=code
    )
    OutboxMessage.objects.to_forget().filter(pk=message.pk).delete()
    if given_up:
        _tell(message, has_left=False)


def _tell(message, *, has_left):
    # Robust, and only once it is saved: no receiver can have a mail sent twice.
    transaction.on_commit(
        partial(
            mail_settled.send_robust,
            sender=OutboxMessage,
            number=message.pk,
            has_left=has_left,
        )
    )


def _still_ours(message):
    """The row, unless its lease ran out and another worker has taken it meanwhile."""
    return OutboxMessage.objects.filter(
        pk=message.pk, state=message.state, attempts=message.attempts
    )


def _is_final(error):
    """Whether every recipient was refused for good (an address that does not exist)."""
    return isinstance(error, SMTPRecipientsRefused) and all(
        code >= 500 for code, _reply in error.recipients.values()
    )


def _error_code(error):
    # Never the server's words: they can repeat addresses and what was written.
    name = type(error).__name__
    if isinstance(error, SMTPRecipientsRefused):
        codes = sorted({code for code, _reply in error.recipients.values()})
        return " ".join([name, *map(str, codes)])[:200]
    if isinstance(error, SMTPResponseException):
        return f"{name} {error.smtp_code}"[:200]
    return name[:200]


def _headers(message):
    # One Message-ID for every attempt: a mail sent twice by accident shows up once.
    host = urlsplit(settings.PUBLIC_URL).hostname
    headers = {"Message-ID": make_msgid(domain=host), **message.extra_headers}
    return {name: _storable(str(value)) for name, value in headers.items()}


def _text_body(message):
    if message.content_subtype != "plain":
        raise UnkeepableMessage("The text of a mail must be plain text.")
    return message.body


def _html_body(message):
    alternatives = getattr(message, "alternatives", [])
    if not alternatives:
        return ""
    if len(alternatives) > 1 or alternatives[0].mimetype != "text/html":
        raise UnkeepableMessage("A mail may carry one HTML version beside its text.")
    return alternatives[0].content


def _storable(text):
    # PostgreSQL stores no NUL character, and no mail needs one.
    return str(text).replace("\x00", "")
