"""Which pages match, and what a result shows of each."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, F, Value
from django.db.models.functions import Coalesce
from wagtail.models import Locale, Page, Site, get_page_models

from pages.models import BasePage
from pages.models.querysets import aliases_of_restricted_pages


@dataclass(frozen=True)
class Result:
    """One found page, ready to show."""

    title: str
    url: str
    kind: str
    section: str
    summary: str
    # The pages above it, from the section down: "Toolkits", "Co-production toolkit".
    place: list[str]


def find_pages(terms, request):
    """The pages that this site's readers may all see and that match, the best first.

    All terms must occur; where no page has them all, any of them will do.
    """
    if not terms:
        return []
    pages = _readable_pages(request)
    words = " ".join(terms)
    found = pages.search(words, operator="and")
    if len(terms) > 1 and not found.count():
        found = pages.search(words, operator="or")
    return found


def describe(pages, request):
    """Results for some found pages, with as many queries for twenty as for one."""
    pages = list(pages)
    # One query instead of one for each type.
    ContentType.objects.get_for_models(*get_page_models())
    summaries = _summaries(pages)
    titles = _titles_above(pages)
    return [
        Result(
            title=page.title,
            url=page.get_url(request),
            kind=page.specific_class._meta.verbose_name,
            section=getattr(page.specific_class, "section", ""),
            summary=summaries.get(page.pk, ""),
            place=[titles[path] for path in _paths_above(page) if path in titles],
        )
        for page in pages
    ]


def _readable_pages(request):
    home = Site.find_for_request(request).root_page.localized
    pages = (
        Page.objects.live()
        .public()
        .descendant_of(home, inclusive=True)
        .filter(locale=Locale.get_active())
    )
    # What the index may be narrowed by is less than what `public()` of our own lists asks.
    for alias in aliases_of_restricted_pages():
        pages = pages.not_descendant_of(alias, inclusive=True)
    return pages


def _summaries(pages):
    """The summaries of pages of different types, by id, in one query."""
    types = {page.specific_class for page in pages}
    columns = [
        F(f"{page_type._meta.model_name}__summary")
        for page_type in types
        if issubclass(page_type, BasePage)
    ]
    if not columns:
        return {}
    summary = Coalesce(*columns, Value(""), output_field=CharField())
    return dict(
        Page.objects.filter(pk__in=[page.pk for page in pages]).values_list(
            "pk", summary
        )
    )


def _titles_above(pages):
    """The titles of the published pages above these, by path, without home pages."""
    paths = {path for page in pages for path in _paths_above(page)}
    return dict(Page.objects.live().filter(path__in=paths).values_list("path", "title"))


def _paths_above(page):
    return [page.path[: depth * Page.steplen] for depth in range(3, page.depth)]
