"""How long we keep people's data: unused accounts are erased after two warnings, others sooner.

Nobody is erased who has not had both warnings in time: each counts only once its mail has left.
docs/adr/0023
"""

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from safeguards.models import OutboxMessage

from .. import notifications
from ..models import AccountEvent, RetentionRun, User
from ..models.events import log
from .erasure import erase_now
from .forgetting import forget_account
from .people import LastAdministrator, refuse_last_superuser

logger = logging.getLogger(__name__)

Action = AccountEvent.Action
FIRST, LAST = "first", "last"
# What the outbox calls the two warnings.
KINDS = {FIRST: "accounts_unused", LAST: "accounts_unused_again"}
FAILED = "failed"


@dataclass(frozen=True)
class Rule:
    """Who is concerned, whether it holds for one of them, and what is done to them then."""

    name: str
    people: Callable
    holds_for: Callable
    do: Callable


@dataclass(frozen=True)
class Days:
    """The periods of the settings."""

    unused: timedelta
    first_warning: timedelta
    last_warning: timedelta
    unfinished: timedelta

    @classmethod
    def set(cls):
        return cls(
            unused=timedelta(days=settings.ACCOUNT_UNUSED_DAYS),
            first_warning=timedelta(days=settings.ACCOUNT_FIRST_WARNING_DAYS),
            last_warning=timedelta(days=settings.ACCOUNT_LAST_WARNING_DAYS),
            unfinished=timedelta(days=settings.UNFINISHED_SIGNUP_DAYS),
        )


def apply_retention(*, dry_run=False):
    """Warn and erase whoever it is time for, and note how many; `dry_run` only counts."""
    counts = {}
    failed = 0
    for rule in RULES:
        counts[rule.name], failures = _apply(rule, dry_run)
        failed += failures
    counts[FAILED] = failed
    run = RetentionRun.objects.create(is_dry_run=dry_run, counts=counts)
    said = ", ".join(f"{name} {count}" for name, count in counts.items())
    logger.info("Retention%s: %s", " (only counted)" if dry_run else "", said)
    return run


def forget_warnings(person):
    """Somebody is back: what we wrote about their unused account is over."""
    if person.warned_at or person.warned_again_at:
        User.objects.filter(pk=person.pk).update(warned_at=None, warned_again_at=None)


def _apply(rule, dry_run):
    """For how many people a rule was carried out, and for how many it could not be."""
    done = failed = 0
    for pk in list(rule.people().values_list("pk", flat=True)):
        try:
            done += _apply_to(rule, pk, dry_run)
        except Exception as error:  # noqa: BLE001  (what a database says can repeat what was written)
            _log_failure(rule, pk, error)
            failed += 1
    return done, failed


@transaction.atomic
def _apply_to(rule, pk, dry_run):
    # Asked again, and theirs until the end: they may be signing in at this very moment.
    person = rule.people().select_for_update(of=("self",)).filter(pk=pk).first()
    if person is None or not rule.holds_for(person):
        return False
    if not dry_run:
        rule.do(person)
    return True


# Who --------------------------------------------------------------------------


def _back():
    return User.objects.warned().signed_in_somewhere()


def _warned():
    return User.objects.warned()


def _to_warn():
    days = Days.set()
    moment = timezone.now() - days.unused + days.first_warning
    return User.objects.kept_only_while_used().unused_since(moment).not_warned()


def _to_warn_again():
    days, now = Days.set(), timezone.now()
    return (
        User.objects.kept_only_while_used()
        .unused_since(now - days.unused + days.last_warning)
        .warned_by(now - days.first_warning + days.last_warning)
        .not_warned_again()
    )


def _to_erase():
    days, now = Days.set(), timezone.now()
    return (
        User.objects.kept_only_while_used()
        .unused_since(now - days.unused)
        .warned_by(now - days.first_warning)
        .warned_again_by(now - days.last_warning)
    )


def _never_joined():
    moment = timezone.now() - Days.set().unfinished
    return User.objects.unfinished().joined_before(moment)


# Whether ------------------------------------------------------------------------


def _always(person):
    return True


def _can_go(person):
    """Somebody has to be left who may do everything."""
    try:
        refuse_last_superuser(person)
    except LastAdministrator:
        return False
    return True


def _has_failed_mail(person):
    """Whether a warning was given up that did not reach its mailbox for a reason of our own."""
    first = _message(person, FIRST, person.warned_at)
    last = person.warned_again_at and _message(person, LAST, person.warned_again_at)
    return any(message and _was_lost(message) for message in (first, last))


def _first_warning_left_in_time(person):
    days = Days.set()
    return _left_by(
        person,
        FIRST,
        person.warned_at,
        timezone.now() - days.first_warning + days.last_warning,
    )


def _last_warning_left_in_time(person):
    moment = timezone.now() - Days.set().last_warning
    in_time = _left_by(person, LAST, person.warned_again_at, moment)
    return in_time and _can_go(person)


def _left_by(person, which, queued_at, moment):
    """Whether a warning had left by then; one that the outbox has forgotten left long ago."""
    message = _message(person, which, queued_at)
    if message is None or _was_refused(message):
        return True
    return message.sent_at is not None and message.sent_at <= moment


def _message(person, which, queued_at):
    """The mail of a warning as the outbox knows it."""
    mails = OutboxMessage.objects.of_kind(
        KINDS[which], to=person.email, since=queued_at
    )
    return mails.last()


def _was_refused(message):
    """Whether the other side has no such mailbox (any more): we could do no better."""
    return (
        message.state == OutboxMessage.State.FAILED
        and message.last_error.startswith("SMTPRecipientsRefused")
    )


def _was_lost(message):
    return message.state == OutboxMessage.State.FAILED and not _was_refused(message)


# What ---------------------------------------------------------------------------


def _warn(person):
    erased_on = timezone.localdate() + Days.set().first_warning
    person.warned_at = timezone.now()
    person.warned_again_at = None
    person.save(update_fields=["warned_at", "warned_again_at"])
    log(Action.WARNED, person, code=FIRST)
    notifications.unused(person, erased_on=erased_on)


def _warn_again(person):
    erased_on = timezone.localdate() + Days.set().last_warning
    person.warned_again_at = timezone.now()
    person.save(update_fields=["warned_again_at"])
    log(Action.WARNED, person, code=LAST)
    notifications.unused_again(person, erased_on=erased_on)


def _erase(person):
    erase_now(person, None, True)


def _forget(person):
    forget_account(person, False)


RULES = [
    Rule("accounts_erased", _to_erase, _last_warning_left_in_time, _erase),
    Rule("last_warnings", _to_warn_again, _first_warning_left_in_time, _warn_again),
    Rule("first_warnings", _to_warn, _can_go, _warn),
    Rule("unfinished_signups", _never_joined, _always, _forget),
    Rule("warnings_taken_back", _back, _always, forget_warnings),
    # Whoever could not be told is told again from the start, the next time.
    Rule("warnings_that_were_lost", _warned, _has_failed_mail, forget_warnings),
]


def _log_failure(rule, pk, error):
    places = traceback.extract_tb(error.__traceback__)
    logger.error(
        "Retention: %s failed for account %s: %s at %s",
        rule.name,
        pk,
        type(error).__name__,
        " > ".join(f"{Path(each.filename).name}:{each.lineno}" for each in places),
    )
