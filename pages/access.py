"""The one place that says which pages a reader may see, when a page is reached by its id."""

from functools import partial

from django.db.models import Q, prefetch_related_objects
from django.http import Http404
from wagtail.models import BaseViewRestriction, Page, PageViewRestriction


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
    if request.user.is_authenticated:
        # Every restriction to groups asks for them.
        prefetch_related_objects([request.user], "groups")
    return _not_closed(pages, lambda restriction: restriction.accept_request(request))


def pages_readable_by(user, pages):
    """Those of some pages that this person may see wherever they sign in: for mails and lists of their own.

    A page behind a password counts as closed: whether somebody has entered it is known of a
    session, not of a person.
    """
    readable = readable_by_each([user], pages)[user.pk]
    return [page for page in pages if page.pk in readable]


def readable_by_each(people, pages):
    """Which of some pages each of some people may see wherever they sign in: sets of numbers, by person.

    It takes as many queries for thousands of people as for one.
    """
    people = list(people)
    prefetch_related_objects(people, "groups")
    live = [page for page in pages if page.live]
    closings = _closings(live)
    return {
        person.pk: {
            page.pk for page in _open(live, closings, partial(_lets_in, person))
        }
        for person in people
    }


def _lets_in(user, restriction):
    if restriction.restriction_type == BaseViewRestriction.GROUPS:
        groups = {group.pk for group in user.groups.all()}
        return user.is_superuser or any(
            group.pk in groups for group in restriction.groups.all()
        )
    return restriction.restriction_type in {
        BaseViewRestriction.NONE,
        BaseViewRestriction.LOGIN,
    }


def _not_closed(pages, lets_through):
    return _open(pages, _closings(pages), lets_through)


def _closings(pages):
    """Each restriction on some pages or above them, with the paths that it closes."""
    paths = {
        page.path[:end]
        for page in pages
        for end in range(page.steplen, len(page.path) + 1, page.steplen)
    }
    restrictions = PageViewRestriction.objects.filter(
        Q(page__path__in=paths) | Q(page__aliases__path__in=paths)
    )
    # What shows a restricted page under another address is as closed as that page.
    return [
        (
            restriction,
            [page.path for page in (restriction.page, *restriction.page.aliases.all())],
        )
        for restriction in restrictions.select_related("page")
        .prefetch_related("groups", "page__aliases")
        .distinct()
    ]


def _open(pages, closings, lets_through):
    closed = tuple(
        path
        for restriction, paths in closings
        if not lets_through(restriction)
        for path in paths
    )
    return [page for page in pages if not page.path.startswith(closed)]
