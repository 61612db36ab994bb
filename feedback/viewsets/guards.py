"""Who gets to the messages, and the way back to them."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin.utils import get_valid_next_url_from_request

from ..permissions import can_decide, can_read


class ReadersOnlyMixin:
    """Lets in who may read messages and sends everyone else to the admin's home, as Wagtail does."""

    def dispatch(self, request, *args, **kwargs):
        if not self.is_let_in(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def is_let_in(self, user):
        return can_read(user)


class DecidersOnlyMixin(ReadersOnlyMixin):
    """Lets in who may deal with messages."""

    def is_let_in(self, user):
        return can_decide(user)


def message_address(item):
    """Where a message stands in the inbox."""
    return reverse("feedback_inbox:message", args=[item.pk])


def back_from(request, address):
    """Lead to where something was done, on this site only; else to `address`."""
    return redirect(get_valid_next_url_from_request(request) or address)
