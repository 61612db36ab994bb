"""Second factors that their owner has lost."""

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
