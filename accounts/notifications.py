"""Mails about what was done to an account. None names who did it."""

from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from safeguards.letters import send_letter


def suspended(person):
    """Tell somebody that they can't sign in, why, and until when."""
    _send(
        "suspended",
        person,
        reason=person.suspension_reason,
        until=person.suspended_until,
    )


def suspension_lifted(person):
    """Tell somebody that they can sign in again."""
    _send("suspension_lifted", person)


def signed_out(person):
    """Tell somebody that they were signed out everywhere."""
    _send("signed_out", person)


def signed_out_elsewhere(person):
    """Tell somebody that they signed out everywhere but in one place."""
    _send("signed_out_elsewhere", person)


def changed(person, fields, *, old_email):
    """Tell somebody at the address they know which parts of their account were changed."""
    _send("changed", person, to=old_email, fields=fields)


def merged(person):
    """Tell somebody that their two accounts are one now."""
    _send("merged", person)


def locked(person):
    """Tell somebody that there were too many wrong passwords for their account."""
    _send("locked", person)


def address_changed(person, *, old_email):
    """Tell the old mailbox that the account has another address."""
    _send("address_changed", person, to=old_email)


def name_approved(person):
    """Tell somebody that readers see the name they chose."""
    _send("name_approved", person)


def name_refused(person, refused):
    """Tell somebody that the name they chose is not shown, and why."""
    _send("name_refused", person, refused=refused)


def copy_ready(person):
    """Tell somebody that the copy of their data is ready; only signed in they can fetch it."""
    _send("copy_ready", person, data_address=_absolute("data_export"))


def unused(person, *, erased_on):
    """Tell somebody that their account, which they don't use, will be erased, and when."""
    _send("unused", person, erased_on=erased_on)


def unused_again(person, *, erased_on):
    """Tell somebody for the last time that their account will be erased."""
    _send("unused_again", person, erased_on=erased_on)


def erasure_asked(person, request):
    """Tell somebody when they will be erased, and how to call it off."""
    _send("erasure_asked", person, request=request)


def erasure_called_off(person):
    """Tell somebody that their account is kept."""
    _send("erasure_called_off", person)


def erasure_done(person, receipt):
    """Tell somebody that they were erased; the mail names no one and leaves no trace."""
    with translation.override(person.language or settings.LANGUAGE_CODE):
        context = {"receipt": receipt}
        send_letter("accounts/erasure_done", context, to=person.email, forget=True)


def organisation_connected(person, organisation):
    """Tell somebody that an organisation's account signs them in from now on."""
    _send("organisation_connected", person, organisation=organisation)


def organisation_disconnected(person, organisation):
    """Tell somebody that an organisation's account signs them in no more."""
    _send("organisation_disconnected", person, organisation=organisation)


def _send(name, person, *, to=None, **context):
    # In the language they chose, not in the one its sender works in.
    with translation.override(person.language or settings.LANGUAGE_CODE):
        context |= {
            "name": person.display_name,
            "account_address": _absolute("account"),
            "sign_in_address": _absolute("account_login"),
            "feedback_address": _absolute("feedback"),
            "reset_address": _absolute("account_reset_password"),
        }
        send_letter(f"accounts/{name}", context, to=to or person.email)


def _absolute(name):
    return urljoin(f"{settings.PUBLIC_URL}/", reverse(name))
