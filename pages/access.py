"""The one place that says which pages a reader may see, when a page is reached by its id."""

from django.http import Http404
from wagtail.models import Page


def get_readable_page_or_404(request, page_id):
    """Return the live page that this reader may see, as its own type.

    Raises Http404 for a draft, an expired, a missing or a restricted page, so
    that nothing tells one from another.
    """
    page = readable_page(request, page_id)
    if page is None:
        raise Http404
    return page


def readable_page(request, page_id):
    """Return the live page that this reader may see, or None."""
    page = Page.objects.live().filter(pk=page_id, depth__gt=1).first()
    if page is None or not may_read(request, page):
        return None
    return page.specific


def may_read(request, page):
    """Whether every restriction on the page and above it lets this reader through."""
    return all(
        restriction.accept_request(request)
        for restriction in page.get_view_restrictions()
    )
