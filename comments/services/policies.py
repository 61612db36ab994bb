"""Opening and closing comments."""

from django.core.exceptions import PermissionDenied

from ..models import PagePolicy
from ..permissions import can_set_policy


def set_policy(page, mode, *, user):
    """Open or close comments on a page and all pages under it, at once; None: as above it."""
    if not can_set_policy(user, page):
        raise PermissionDenied
    if mode is None:
        PagePolicy.objects.filter(page_id=page.pk).delete()
    else:
        PagePolicy.objects.update_or_create(page_id=page.pk, defaults={"mode": mode})
