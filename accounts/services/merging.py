"""Making one account of two that belong to the same person."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from .. import notifications
from ..models import AccountEvent, ErasureRequest, User
from ..models.events import log
from ..registry import registered
from .erasure import erase_now

Action = AccountEvent.Action


class CannotMerge(Exception):
    """Why two accounts stay two, in words for whoever asked."""

    def __init__(self, why):
        super().__init__(why)
        self.why = why

    def __str__(self):
        return str(self.why)


@transaction.atomic
def merge_people(*, kept, merged, by=None):
    """Give all that one account wrote, saved and follows to the other, and erase the empty one.

    Name, address, choices for mail and ways to sign in are those of the account that is
    kept. Returns how many things changed hands, by the keys of the registry. `by` is an
    administrator, or nobody: whoever runs the server. Raises CannotMerge.
    """
    if by is not None and not (by.is_active and by.is_superuser):
        raise PermissionDenied
    numbers = [kept.pk, merged.pk]
    people = User.objects.select_for_update().filter(pk__in=numbers).order_by("pk")
    locked = {person.pk: person for person in people}
    if len(locked) != 2:
        raise CannotMerge(_("Name two accounts that are there."))
    kept, merged = (locked[number] for number in numbers)
    _refuse(kept, merged)
    counts = {data.key: data.hand_over(merged, kept) for data in registered()}
    if merged.is_watched and not kept.is_watched:
        # Nobody is trusted and watched.
        kept.is_watched, kept.is_trusted = True, False
        kept.save(update_fields=["is_watched", "is_trusted"])
        log(Action.WATCHED, kept, actor=by)
    log(Action.MERGED, kept, actor=by, code=f"account {merged.pk}")
    erase_now(merged, by, keeps_words=True)
    notifications.merged(kept)
    return {key: count for key, count in counts.items() if count}


def _refuse(kept, merged):
    """Raise CannotMerge where one of the two would gain or escape something."""
    standing = User.objects.with_standing().in_bulk([kept.pk, merged.pk])
    if standing[merged.pk].has_powers:
        raise CannotMerge(
            _(
                "The account to be merged has powers. Take its groups and rights away first."
            )
        )
    if not (kept.is_active and standing[kept.pk].has_proven_address):
        raise CannotMerge(
            _("The account to be kept is closed, or its address was never proven.")
        )
    if kept.is_suspended or merged.is_suspended or not merged.is_active:
        raise CannotMerge(
            _("One of the two is suspended or closed. Decide about that first.")
        )
    if ErasureRequest.objects.filter(user__in=[kept, merged]).exists():
        raise CannotMerge(
            _("Somebody has asked to erase one of the two. That comes first.")
        )
