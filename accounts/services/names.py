"""The names that readers see, and those that somebody looks at first."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from .. import notifications
from ..lookalikes import claims_office, looks_like
from ..models import AccountEvent, User
from ..models.events import log
from ..permissions import can_check_name, has_powers

Action = AccountEvent.Action


@transaction.atomic
def choose_name(user, typed, *, by=None):
    """Give somebody the name that was typed; False where it waits for somebody to look at it.

    `by` is who typed it, if not they themselves. Meanwhile readers see the earlier name, or
    a neutral word for somebody who has just joined: real namesakes exist, so nothing is refused.
    """
    stored = User.objects.select_for_update().get(pk=user.pk)
    shown, held = stored.display_name, ""
    if typed != shown and _is_to_be_looked_at(stored, typed, by):
        shown, held = shown or _("Member"), typed
    else:
        shown = typed
    user.display_name, user.held_name = shown, held
    user.save(update_fields=["display_name", "held_name"])
    if held and held != stored.held_name:
        log(Action.NAME_HELD, user, actor=by or user)
    if stored.display_name and shown != stored.display_name:
        log(Action.NAME_CHANGED, user, actor=by or user)
    return not held


def message_while_held(user):
    """What to tell somebody whose name waits."""
    return _(
        "The name “%(held)s” resembles that of somebody who looks after this site. "
        "Somebody looks at it first, and we write to you. "
        "Until then readers see “%(shown)s”."
    ) % {"held": user.held_name, "shown": user.display_name}


class AnotherName(Exception):
    """By now another name waits than the one that somebody looked at."""


@transaction.atomic
def approve_name(user, actor, seen):
    """Show readers the name that waits and was `seen`; nothing happens where none waits.

    Raises AnotherName where its owner has chosen yet another one since.
    """
    stored = _with_held_name(user, actor)
    if stored.held_name and stored.held_name != seen:
        raise AnotherName
    if stored.held_name:
        _settle(user, display_name=stored.held_name)
        log(Action.NAME_APPROVED, user, actor=actor)
        notifications.name_approved(user)


@transaction.atomic
def refuse_name(user, actor):
    """Drop the name that waits; the one that readers see stays."""
    stored = _with_held_name(user, actor)
    if stored.held_name:
        _settle(user, display_name=stored.display_name)
        log(Action.NAME_REFUSED, user, actor=actor)
        notifications.name_refused(user, stored.held_name)


def _is_to_be_looked_at(user, typed, by):
    if by is not None and by.pk != user.pk:
        # Whoever may rename others has looked.
        return False
    if has_powers(user):
        return False
    return claims_office(typed) or looks_like(typed, User.objects.names_with_powers())


def _with_held_name(user, actor):
    if not can_check_name(actor, user):
        raise PermissionDenied
    return User.objects.select_for_update().get(pk=user.pk)


def _settle(user, *, display_name):
    user.display_name, user.held_name = display_name, ""
    user.save(update_fields=["display_name", "held_name"])
