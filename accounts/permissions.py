"""Who has powers, and what that asks of them."""

from .models import User


def has_powers(user):
    """Whether somebody can publish, moderate or administer."""
    return user.is_authenticated and _standing(user).has_powers


def needs_second_factor(user):
    """Whether somebody has powers and no second factor to guard them yet."""
    if not user.is_authenticated:
        return False
    standing = _standing(user)
    return standing.has_powers and not standing.has_second_factor


def _standing(user):
    # Whoever a session belongs to has been asked already, in the query that fetched them.
    if hasattr(user, "has_powers"):
        return user
    return User.objects.with_standing().get(pk=user.pk)
