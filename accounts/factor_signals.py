"""What follows from second factors coming, going and being used, beyond what allauth does."""

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
    authenticator_used,
)
from django.contrib import messages
from django.utils.translation import ngettext

from .models import AccountEvent
from .models.people import SECOND_FACTORS
from .services.second_factors import note_change, note_recovery_code_used
from .services.sessions import end_sessions


def connect():
    """Follow allauth's announcements."""
    for signal in [authenticator_added, authenticator_reset]:
        signal.connect(_note_added, dispatch_uid="accounts_factor_added")
    authenticator_added.connect(_end_other_sessions, dispatch_uid="accounts_factor_new")
    authenticator_removed.connect(_note_removed, dispatch_uid="accounts_factor_removed")
    authenticator_used.connect(_count_codes, dispatch_uid="accounts_factor_used")


def _note_added(sender, user, authenticator, **_details):
    note_change(AccountEvent.Action.FACTOR_ADDED, user, authenticator, actor=user)


def _end_other_sessions(sender, request, user, authenticator, **_details):
    # Whoever is signed in elsewhere has shown no second factor: there was none.
    others = user.authenticator_set.filter(type__in=SECOND_FACTORS)
    if not others.exclude(pk=authenticator.pk).exists():
        end_sessions(user, keep=request.session.session_key)


def _note_removed(sender, user, authenticator, **_details):
    note_change(AccountEvent.Action.FACTOR_REMOVED, user, authenticator, actor=user)


def _count_codes(sender, request, user, authenticator, **_details):
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        return
    # allauth marked the code as used in a copy that it had locked.
    authenticator.refresh_from_db(fields=["data"])
    left = len(authenticator.wrap().get_unused_codes())
    note_recovery_code_used(user, left)
    messages.warning(
        request,
        ngettext(
            "You have used a recovery code. %(count)s is left.",
            "You have used a recovery code. %(count)s are left.",
            left,
        )
        % {"count": left},
    )
