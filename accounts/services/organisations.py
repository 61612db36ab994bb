"""Signing in with the account that an organisation gave somebody."""

from allauth.account.internal.flows.login import perform_login
from allauth.account.internal.flows.signup import complete_signup, prevent_enumeration
from allauth.account.models import EmailAddress, Login
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.hashers import make_password
from django.db import transaction

from .. import notifications, pending
from ..models import AccountEvent, User
from ..models.events import log
from . import joining

Action = AccountEvent.Action

# In the state of a sign-in: the address has an account, whose owner has yet to enter a code.
PROVES_ADDRESS = "proves_address"


class ConnectedElsewhere(Exception):
    """The organisation's account signs somebody else in."""


class OnlyWayIn(Exception):
    """Without the organisation's account its owner could not sign in any more."""


def name_of(provider_id):
    """What an organisation is called; its key where it has been switched off."""
    apps = get_adapter().list_apps(None, provider=provider_id)
    return apps[0].name if apps else provider_id


@transaction.atomic
def connect(user, account):
    """Let an organisation's account sign somebody in; False where it does already."""
    stored, is_new = SocialAccount.objects.get_or_create(
        provider=account.provider,
        uid=account.uid,
        defaults={"user": user, "extra_data": account.extra_data},
    )
    if stored.user_id != user.pk:
        raise ConnectedElsewhere
    if is_new:
        log(Action.ORGANISATION_LINKED, user, actor=user, code=account.provider[:40])
        notifications.organisation_connected(user, name_of(account.provider))
    return is_new


@transaction.atomic
def disconnect(user, account):
    """Take an organisation's account off somebody's own."""
    User.objects.select_for_update().get(pk=user.pk)
    if not has_another_way_in(user, account):
        raise OnlyWayIn
    account.delete()
    log(Action.ORGANISATION_UNLINKED, user, actor=user, code=account.provider[:40])
    notifications.organisation_disconnected(user, name_of(account.provider))


def has_another_way_in(user, account):
    """Whether somebody could still sign in without this account of an organisation."""
    return (
        user.has_usable_password()
        # By a code that goes there.
        or EmailAddress.objects.filter(user=user, verified=True).exists()
        or Authenticator.objects.filter(
            user=user, type=Authenticator.Type.WEBAUTHN
        ).exists()
        or SocialAccount.objects.filter(user=user).exclude(pk=account.pk).exists()
    )


def join(request, sociallogin, *, email, display_name):
    """Send a code to the address of somebody whom an organisation's account doesn't sign in yet.

    With the code a new account is theirs, or the one that the address has already; nobody can
    tell which before. docs/adr/0021
    """
    on = {
        "redirect_url": sociallogin.get_redirect_url(request),
        "signal_kwargs": {"sociallogin": sociallogin},
    }
    person = User.objects.with_proved_address(email).first()
    if person and person.is_active:
        state = {PROVES_ADDRESS: True}
        login = Login(user=person, email=email, signup=True, state=state, **on)
        return perform_login(request, login)
    try:
        place = joining.begin_signup(email)
    except joining.AlreadyJoined:
        return prevent_enumeration(request, email=email)
    pending.keep(
        request,
        email=place.email,
        display_name=display_name,
        password_hash=make_password(None),
    )
    return complete_signup(request, user=place, **on)
