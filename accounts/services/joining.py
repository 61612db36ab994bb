"""Joining: a place is kept until the code is entered."""

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from ..models import User
from .names import choose_name


class AlreadyJoined(Exception):
    """The address belongs to somebody who has an account."""


@transaction.atomic
def begin_signup(email):
    """Keep a place for an address until its owner enters the code that is sent to it.

    The place holds neither password nor name: both belong to the attempt whose code is
    entered, and wait in that visitor's session. docs/adr/0011
    """
    user, is_new = User.objects.get_or_create(
        email=email, defaults={"password": make_password(None)}
    )
    if not user.is_unfinished():
        raise AlreadyJoined
    if not is_new:
        # Retention clears old places away: this one is in use again.
        user.date_joined = timezone.now()
        user.save(update_fields=["date_joined"])
    EmailAddress.objects.get_or_create(
        user=user, email=email, defaults={"primary": True}
    )
    return user


def finish_signup(user, *, display_name, password_hash):
    """Give a place its name and password, now that the owner of the address has shown up."""
    user.password = password_hash
    # The language of the pages on which they joined, until they choose another.
    user.language = get_language()
    user.save(update_fields=["password", "language"])
    choose_name(user, display_name)
