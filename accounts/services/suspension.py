"""Keeping somebody from signing in for a time, with a reason that they can read."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from .. import notifications
from ..models import AccountEvent, User
from ..models.events import log
from ..permissions import can_suspend
from .people import refuse_last_superuser
from .sessions import end_sessions

SUSPENSION = ["suspended_at", "suspended_until", "suspension_reason"]


@transaction.atomic
def suspend(person, *, by, reason, until=None):
    """Sign somebody out at once and keep them out until a moment, or until it is lifted.

    They are told the reason and the end, by mail and when they try to sign in. A second
    suspension takes the place of the first.
    """
    # An address that was never proven may be anybody's: nobody is written to there.
    if not can_suspend(by, person) or person.is_unfinished():
        raise PermissionDenied
    refuse_last_superuser(person)
    person = User.objects.select_for_update().get(pk=person.pk)
    if (
        person.is_suspended
        and person.suspension_reason == reason
        and person.suspended_until == until
    ):
        return person
    person.suspended_at = timezone.now()
    person.suspended_until = until
    person.suspension_reason = reason
    person.save(update_fields=SUSPENSION)
    end_sessions(person)
    end = f"{timezone.localtime(until):%Y-%m-%d}" if until else "open"
    log(AccountEvent.Action.SUSPENDED, person, actor=by, code=end)
    notifications.suspended(person)
    return person


@transaction.atomic
def lift(person, *, by):
    """Let somebody who is suspended sign in again, and tell them."""
    if not can_suspend(by, person):
        raise PermissionDenied
    person = User.objects.select_for_update().get(pk=person.pk)
    was_suspended = person.is_suspended
    person.suspended_at = person.suspended_until = None
    person.suspension_reason = ""
    person.save(update_fields=SUSPENSION)
    if was_suspended:
        log(AccountEvent.Action.SUSPENSION_LIFTED, person, actor=by)
        notifications.suspension_lifted(person)
    return person
