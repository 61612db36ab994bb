"""Who may tell something, and who may answer."""

from allauth.account.utils import has_verified_email


def can_contribute(user):
    """Whether this person may tell us something: a member whose address is proven."""
    return (
        user.is_authenticated
        and user.is_active
        and not user.is_suspended
        and has_verified_email(user)
    )


def can_read(user):
    """Whether this person may open what readers told us."""
    return user.has_perm("contributions.view_contribution")


def can_answer(user):
    """Whether this person may turn a contribution down, and have its draft made again."""
    return can_read(user) and user.has_perm("contributions.change_contribution")
