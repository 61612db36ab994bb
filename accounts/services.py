"""Writes about accounts that cross tables: joining, keeping addresses in step, erasing."""

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction

from .models import User


class AlreadyJoined(Exception):
    """The address belongs to somebody who has an account."""


@transaction.atomic
def begin_signup(email):
    """Keep a place for an address until its owner enters the code that is sent to it.

    The place holds neither password nor name: both belong to the attempt whose code is
    entered, and wait in that visitor's session. docs/adr/0011
    """
    user, _is_new = User.objects.get_or_create(
        email=email, defaults={"password": make_password(None)}
    )
    if not user.is_unfinished():
        raise AlreadyJoined
    EmailAddress.objects.get_or_create(
        user=user, email=email, defaults={"primary": True}
    )
    return user


def finish_signup(user, *, display_name, password_hash):
    """Give a place its name and password, now that the owner of the address has shown up."""
    user.display_name = display_name
    user.password = password_hash
    user.save(update_fields=["display_name", "password"])


@transaction.atomic
def save_person(user):
    """Save somebody whom an administrator has entered; they can sign in without a code by mail."""
    user.email = user.email.lower()
    user.save()
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    return user


def export_account(user):
    """What the account itself holds of its owner."""
    return {
        "email": user.email,
        "display_name": user.display_name,
        "joined": user.date_joined.isoformat(),
        "last_signed_in": user.last_login.isoformat() if user.last_login else None,
        "groups": list(user.groups.order_by("name").values_list("name", flat=True)),
        "addresses": list(
            user.emailaddress_set.order_by("pk").values("email", "verified", "primary")
        ),
    }


def erase_account(user, keep_words):
    """Delete the account; what was written under it is the concern of the apps that hold it."""
    user.delete()
