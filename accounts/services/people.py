"""What administrators do to people's accounts."""

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from .. import notifications
from ..models import AccountEvent, User
from ..models.events import log
from ..permissions import can_sign_out, can_trust, can_watch
from .sessions import end_sessions

Action = AccountEvent.Action

# By whether the mark is set.
MARKS = {
    "is_trusted": {True: Action.TRUSTED, False: Action.NOT_TRUSTED},
    "is_watched": {True: Action.WATCHED, False: Action.NOT_WATCHED},
}

# What somebody is told when others change it; the rest concerns their work here only.
TOLD = {
    "email": _("the e-mail address"),
    "password": _("the password"),
    "is_active": _("whether the account is open"),
}


class LastAdministrator(Exception):
    """It would leave the site without anybody who may do everything."""

    message = _(
        "This is the only administrator who can sign in. "
        "Make somebody else an administrator first."
    )

    def __str__(self):
        return str(self.message)


def refuse_last_superuser(*people):
    """Raise LastAdministrator if nobody who may do everything were left without these people.

    Call it in the transaction that takes the power, the account or the way in from them:
    administrators who do so to each other at the same moment take turns here.
    """
    administrators = set(
        User.objects.administrators()
        .select_for_update(no_key=True)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    leaving = {person.pk for person in people}
    if administrators & leaving and not administrators - leaving:
        raise LastAdministrator


@transaction.atomic
def save_person(user):
    """Save somebody whom an administrator has entered; they can sign in without a code by mail."""
    if user.pk and not (user.is_superuser and user.is_active):
        refuse_last_superuser(user)
    user.email = user.email.lower()
    user.save()
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    return user


@transaction.atomic
def record_changes(person, fields, *, by, old_email):
    """Write down what an administrator changed about somebody, and tell them what concerns them."""
    for field in fields:
        log(Action.EDITED, person, actor=by, code=field)
    told = [words for field, words in TOLD.items() if field in fields]
    if told and person.pk != by.pk:
        end_sessions(person)
        notifications.changed(person, told, old_email=old_email)


@transaction.atomic
def set_trusted(person, is_trusted, *, by):
    """Decide whether what somebody writes is published at once; trust takes them off watch."""
    if not can_trust(by, person):
        raise PermissionDenied
    return _mark(person, "is_trusted", is_trusted, by=by)


@transaction.atomic
def set_watched(person, is_watched, *, by):
    """Decide whether all that somebody writes waits for a moderator; whoever is on watch isn't trusted."""
    if not can_watch(by, person):
        raise PermissionDenied
    return _mark(person, "is_watched", is_watched, by=by)


def _mark(person, mark, value, *, by):
    person = User.objects.select_for_update().get(pk=person.pk)
    marks = {mark: value}
    if value:
        # Nobody is trusted and watched: what is decided last holds.
        marks = dict.fromkeys(MARKS, False) | marks
    for name, is_set in marks.items():
        if getattr(person, name) != is_set:
            setattr(person, name, is_set)
            log(MARKS[name][is_set], person, actor=by)
    person.save(update_fields=[*marks])
    return person


@transaction.atomic
def sign_out_everywhere(person, *, by):
    """End all sessions of somebody, and tell them."""
    if not can_sign_out(by, person):
        raise PermissionDenied
    end_sessions(person)
    log(Action.SIGNED_OUT_EVERYWHERE, person, actor=by)
    notifications.signed_out(person)


@transaction.atomic
def set_active(people, is_active, *, by):
    """Open or close the accounts of these people; returns how many were changed."""
    if not is_active:
        refuse_last_superuser(*people)
    changed = [person for person in people if person.is_active != is_active]
    for person in changed:
        person.is_active = is_active
        person.save(update_fields=["is_active"])
        record_changes(person, ["is_active"], by=by, old_email=person.email)
    return len(changed)


@transaction.atomic
def add_to_group(people, group, *, by):
    """Put these people into a group."""
    if not by.is_superuser:
        raise PermissionDenied
    for person in people:
        person.groups.add(group)
        record_changes(person, ["groups"], by=by, old_email=person.email)
