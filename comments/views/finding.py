"""The page that a comment belongs to, and the way back to it."""

from django.http import Http404
from django.shortcuts import redirect

from pages.access import get_readable_page_or_404

from ..permissions import can_read_comments


def page_with_comments_or_404(request, page_id):
    """The page whose comments this reader may see. Raises Http404."""
    page = get_readable_page_or_404(request, page_id)
    if not can_read_comments(page):
        raise Http404
    return page


def see(address):
    """Lead to an address after something was saved."""
    response = redirect(address)
    # See other: a reload shows the page again and sends nothing.
    response.status_code = 303
    return response
