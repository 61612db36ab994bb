"""Opening and closing comments."""

from django.core.exceptions import PermissionDenied

from ..models import PagePolicy
from ..permissions import can_set_policy


def set_policy(
    page, mode, *, user, closes_on=None, approves_first=False, allows_hidden_names=False
):
    """Open or close comments on a page and all pages under it, at once; None: as above it.

    What is not given does not hold: a policy is chosen as a whole.
    """
    if not can_set_policy(user, page):
        raise PermissionDenied
    if mode is None:
        PagePolicy.objects.filter(page_id=page.pk).delete()
        return
    PagePolicy.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "mode": mode,
            "closes_on": closes_on,
            "approves_first": approves_first,
            "allows_hidden_names": allows_hidden_names,
        },
    )
