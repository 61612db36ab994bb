"""Second factors: what is written down and told when they change, and what is done when they are lost."""

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import transaction

from ..models.events import AccountEvent, log
from .sessions import end_sessions


def can_reset_second_factors(user, actor):
    """Whether this administrator may take the second factors of somebody else away."""
    return actor.is_active and actor.is_superuser and actor.pk != user.pk


@transaction.atomic
def reset_second_factors(user, actor):
    """Take a lost second factor away, with the recovery codes, and tell its owner by mail.

    They are signed out everywhere; where a second factor is required, the next sign-in leads
    to its set-up.
    """
    if not can_reset_second_factors(user, actor):
        raise PermissionDenied
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    log(AccountEvent.Action.FACTORS_RESET, user, actor=actor)
    get_adapter().send_notification_mail(
        "mfa/email/second_factors_reset", user, email=user.email
    )


def note_change(action, user, factor, actor):
    """Write down that a second factor or the recovery codes came or went."""
    log(action, user, actor=actor, code=factor.type)


def note_wrong_codes(user):
    """Write down that codes were tried in vain, and tell the owner: their password may be known."""
    log(AccountEvent.Action.LOCKED, user, code="second_factor")
    get_adapter().send_notification_mail(
        "mfa/email/wrong_codes", user, email=user.email
    )


def note_recovery_code_used(user, codes_left):
    """Tell the owner that a recovery code was used, and how many are left."""
    get_adapter().send_notification_mail(
        "mfa/email/recovery_code_used",
        user,
        context={"codes_left": codes_left},
        email=user.email,
    )
