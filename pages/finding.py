"""From an address to its page: the whole way from the home page down is read in one query.

Wagtail asks the database for the site, the language, and then twice for each part of an
address; here it is one query for the way and one for the page itself.
"""

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Left, Length
from django.http import Http404
from django.urls import Resolver404
from django.utils.translation import get_language
from wagtail import views
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import PageViewRestriction, Site

from .current_request import current_request
from .models.querysets import pages_of_any_type

# Pages that many others lead to: they come with the way, at no query of their own.
LANDMARKS = ["topicindexpage", "glossarypage", "differencepage"]

# What other apps show of a page, by the name under which the page then holds it.
_fetched_along = {}


def fetch_along(name, expression):
    """Have each page that is served hold what this expression finds, at no query of its own."""
    _fetched_along[name] = expression


def serve(request, path):
    """Answer with the page at `path`, as `wagtail.views.serve` does."""
    request._wagtail_route_for_request = find_route(request, path)
    return views.serve(request, path)


def find_route(request, path):
    """The page at `path` with what its view is called with (a RouteResult), or None."""
    site = Site.find_for_request(request)
    if site is None:
        return None
    parts = [part for part in path.split("/") if part]
    rows = list(_candidates(site.root_page, parts))
    way = find_way(site.root_page, parts, rows)
    page = specific_page(way)
    request.landmarks = _landmarks_below(way[0], rows)
    try:
        return page.route(request, parts[len(way) - 1 :])
    except Http404:
        return None


def landmark(kind):
    """The landmark of a kind, such as "glossarypage", that everyone may read on this site; else None."""
    return getattr(current_request(), "landmarks", {}).get(kind)


def find_way(root, parts, rows):
    """The pages of `rows` from the home page in the reader's language down towards `parts`, as far as there are any.

    It ends early at a page which answers the rest of the address itself, such as a list's `page/2/`.
    """
    way = [_home(root, rows)]
    for number, part in enumerate(parts):
        if _answers_itself(way[-1], parts[number:]):
            break
        child = next((row for row in rows if _is_child(row, way[-1], part)), None)
        if child is None:
            break
        # Where treebeard itself keeps the parent: the way up then costs no query.
        child._cached_parent_obj = way[-1]
        way.append(child)
    return way


def specific_page(way):
    """The last page of `way` as its own type, with all that its showing needs."""
    found = way[-1]
    model = found.specific_class
    pages = model._default_manager.select_related(*model.shown_with)
    page = pages.annotate(**_fetched_along).get(pk=found.pk)
    page.locale = found.locale
    if len(way) > 1:
        page._cached_parent_obj = way[-2]
    # Only an alias takes the restrictions of another branch.
    page.is_open_to_all = not any(row.is_restricted or row.alias_of_id for row in way)
    return page


def _candidates(root, parts):
    """Every page that may be on the way, each with whether it is restricted."""
    wanted = Q(translation_key=root.translation_key)
    for number, part in enumerate(parts, start=1):
        wanted |= Q(depth=root.depth + number, slug=part)
    wanted |= Q(content_type__app_label="pages", content_type__model__in=LANDMARKS)
    # On the page or above it: a landmark's own way is not among the rows.
    restrictions = PageViewRestriction.objects.filter(
        page__path=Left(OuterRef("path"), Length("page__path"))
    )
    return (
        pages_of_any_type()
        .filter(wanted)
        .select_related("locale")
        .annotate(is_restricted=Exists(restrictions))
    )


def _home(root, rows):
    """The home page in the reader's language, or the site's own where there is none."""
    try:
        language = get_supported_content_language_variant(get_language())
    except LookupError:
        language = None
    homes = [row for row in rows if row.translation_key == root.translation_key]
    in_language = (row for row in homes if row.locale.language_code == language)
    translated = next((row for row in in_language if row.live), None)
    return translated or next(row for row in homes if row.pk == root.pk)


def _landmarks_below(home, rows):
    """The landmarks of one language, by their kind."""
    return {
        row.cached_content_type.model: row
        for row in rows
        if row.cached_content_type.model in LANDMARKS
        and row.path.startswith(home.path)
        and row.live
        and not (row.is_restricted or row.alias_of_id)
    }


def _is_child(row, parent, slug):
    return (
        row.slug == slug
        and row.depth == parent.depth + 1
        and row.path.startswith(parent.path)
    )


def _answers_itself(page, parts):
    """Whether a page has an address of its own for the rest of the way."""
    model = page.specific_class
    if model is None or not issubclass(model, RoutablePageMixin):
        return False
    try:
        model.get_resolver().resolve("/" + "/".join([*parts, ""]))
    except Resolver404:
        return False
    return True
