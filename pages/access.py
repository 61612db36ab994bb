"""The one place that says which pages a reader may see, when a page is reached by its id."""

from django.db.models import Q, prefetch_related_objects
from django.http import Http404
from wagtail.models import Page, PageViewRestriction


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


def readable_pages(request, pages):
    """Those of some live pages that this reader may see, with as many queries for thirty as for one."""
    paths = {
        page.path[:end]
        for page in pages
        for end in range(page.steplen, len(page.path) + 1, page.steplen)
    }
    restrictions = PageViewRestriction.objects.filter(
        Q(page__path__in=paths) | Q(page__aliases__path__in=paths)
    )
    if request.user.is_authenticated:
        # Every restriction to groups asks for them.
        prefetch_related_objects([request.user], "groups")
    # What shows a restricted page under another address is as closed as that page.
    closed = tuple(
        page.path
        for restriction in restrictions.select_related("page")
        .prefetch_related("groups", "page__aliases")
        .distinct()
        if not restriction.accept_request(request)
        for page in (restriction.page, *restriction.page.aliases.all())
    )
    return [page for page in pages if not page.path.startswith(closed)]
