"""Who gets into the queue, and the way back to it."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin.utils import get_valid_next_url_from_request

from ..permissions import can_moderate


class ModeratorsOnlyMixin:
    """Lets comment moderators in and sends everyone else to the admin's home, as Wagtail does."""

    def dispatch(self, request, *args, **kwargs):
        if not can_moderate(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


def moderators_only(view):
    """The same for views that are functions."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not can_moderate(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def queue_address():
    """Where the comments stand that wait."""
    return reverse("comment_queue:waiting")


def back_from(request):
    """Lead to where a decision was made, on this site only; else to what waits."""
    return redirect(get_valid_next_url_from_request(request) or queue_address())
