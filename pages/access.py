"""The one place that says which pages a reader may see, when a page is reached by its id."""

from django.db.models import prefetch_related_objects
from django.http import Http404
from wagtail.models import Page, PageViewRestriction

from .models.querysets import aliases_of_restricted_pages


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


def readable_pages(request, page_ids):
    """The live pages among these that this reader may see, each as its own type, by id.

    However many there are, the number of queries is the same.
    """
    pages = Page.objects.live().filter(pk__in=page_ids, depth__gt=1).specific()
    shut_to_all = list(aliases_of_restricted_pages().values_list("path", flat=True))
    shut_to_reader = [
        restriction.page.path
        for restriction in _restrictions(request)
        if not restriction.accept_request(request)
    ]
    closed = (*shut_to_all, *shut_to_reader)
    return {page.pk: page for page in pages if not page.path.startswith(closed)}


def _restrictions(request):
    """Every restriction there is; asking each whether it lets this reader through costs no query."""
    if request.user.is_authenticated:
        prefetch_related_objects([request.user], "groups")
    return PageViewRestriction.objects.select_related("page").prefetch_related("groups")


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
    # What shows a restricted page under another address is as closed as that page.
    closed = tuple(
        page.path
        for restriction in restrictions.select_related("page")
        .prefetch_related("page__aliases")
        .distinct()
        if not restriction.accept_request(request)
        for page in (restriction.page, *restriction.page.aliases.all())
    )
    return [page for page in pages if not page.path.startswith(closed)]
