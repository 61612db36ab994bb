"""Who has powers, and what that asks of them."""

from django.conf import settings

from .models import User
from .models.people import SECOND_FACTORS


def has_powers(user):
    """Whether somebody can publish, moderate or administer."""
    return user.is_authenticated and _standing(user).has_powers


def has_proven_address(user):
    """Whether somebody has shown that mail to their address reaches them."""
    return user.is_authenticated and _standing(user).has_proven_address


def is_of_partner(user):
    """Whether the proven address of somebody is one of a partner organisation."""
    return user.is_authenticated and User.objects.of_partners().contains(user)


def needs_second_factor(user):
    """Whether somebody has powers and no second factor to guard them yet."""
    if not user.is_authenticated:
        return False
    standing = _standing(user)
    return standing.has_powers and not standing.has_second_factor


def must_keep_second_factor(user):
    """Whether somebody may never be without a second factor."""
    return settings.CLIC_REQUIRE_MFA and has_powers(user)


def can_remove_factor(user, factor):
    """Whether a second factor may go: whoever must keep one keeps the last."""
    if factor.type not in SECOND_FACTORS or not must_keep_second_factor(user):
        return True
    others = user.authenticator_set.filter(type__in=SECOND_FACTORS)
    return others.exclude(pk=factor.pk).exists()


def _standing(user):
    # Whoever a session belongs to has been asked already, in the query that fetched them.
    if hasattr(user, "has_powers"):
        return user
    return User.objects.with_standing().get(pk=user.pk)


def can_see_people(user):
    """Whether somebody may look people up in the admin."""
    return user.is_active and any(
        user.has_perm(f"accounts.{codename}")
        for codename in [
            "view_user",
            "add_user",
            "change_user",
            "delete_user",
            "suspend_user",
            "trust_user",
            "check_name",
        ]
    )


def can_suspend(user, person):
    """Whether somebody may keep this person from signing in, and let them in again."""
    return _may(user, "suspend_user", person)


def can_trust(user, person):
    """Whether somebody may decide that what this person writes is published at once."""
    return _may(user, "trust_user", person)


def can_watch(user, person):
    """Whether somebody may decide that all this person writes waits for a moderator."""
    return can_trust(user, person)


def can_check_name(user, person):
    """Whether somebody may decide about the name that this person wants to show."""
    return _may(user, "check_name", person)


def can_erase(user, person):
    """Whether somebody may erase this person's account for them."""
    return _may(user, "delete_user", person)


def can_sign_out(user, person):
    """Whether somebody may end the sessions of this person."""
    return user.is_active and user.is_superuser and user.pk != person.pk


def can_edit(user, person):
    """Whether somebody may change this person's address or password: their own, or of whom they outrank."""
    return (
        user.is_active
        and user.has_perm("accounts.change_user")
        and (user.pk == person.pk or _outranks(user, person))
    )


def _may(user, codename, person):
    """Nobody decides about themselves, or about somebody who may do as much as they."""
    return (
        user.is_active
        and user.has_perm(f"accounts.{codename}")
        and user.pk != person.pk
        and _outranks(user, person)
    )


def _outranks(user, person):
    # Whoever may set a publisher's password or lock them out has a publisher's power.
    return user.is_superuser or not _standing(person).has_powers
