"""Pages, their sections and the moments of their videos."""

from collections import defaultdict
from types import SimpleNamespace
from urllib.parse import quote

from django.db.models import prefetch_related_objects
from django.utils import timezone, translation
from wagtail.models import Locale

from library.languages import primary
from pages.models import (
    BasePage,
    EventPage,
    GlossaryTerm,
    HomePage,
    PageTopic,
    StoryPage,
    ToolkitPage,
    ToolPage,
    VideoPage,
)
from pages.models.querysets import pages_of_any_type

from ..models import Findable
from .moments import consent_lasts_until, moments_of
from .sections import sections_of

KINDS = {
    ToolkitPage: Findable.Kind.TOOLKIT,
    ToolPage: Findable.Kind.TOOL,
    StoryPage: Findable.Kind.STORY,
    VideoPage: Findable.Kind.VIDEO,
    EventPage: Findable.Kind.EVENT,
}
# What is fetched for all pages of a type at once.
FETCHED_ALONG = {
    ToolPage: ["care_settings"],
    StoryPage: ["organisation", "care_setting", "outcomes"],
    VideoPage: ["media__caption_tracks", "recordings__media"],
}
# The root of all and the home pages: every page leads there.
HIGHEST = 2


def key_of(number):
    """How the index calls a page."""
    return f"page:{number}"


def ids():
    """All pages that readers can reach."""
    pages = pages_of_any_type().live().filter(depth__gt=HIGHEST)
    return pages.order_by("path").values_list("pk", flat=True)


def rows_for(ids):
    """The rows of some pages, as far as they are published."""
    return rows_of(pages_of_any_type().filter(pk__in=ids).specific())


def rows_of(pages):
    """The same for pages that were just fetched, each as its own type."""
    pages = [page for page in pages if _is_findable(page)]
    for page_type, names in FETCHED_ALONG.items():
        of_type = [page for page in pages if isinstance(page, page_type)]
        prefetch_related_objects(of_type, *names)
    languages = dict(Locale.objects.values_list("pk", "language_code"))
    topics, names = _topics_of(pages), _names_of(pages)
    sites = SimpleNamespace()
    rows = []
    for page in pages:
        with translation.override(languages[page.locale_id]):
            address = address_of(page, sites)
            rows += _rows_of(page, address, topics[page.pk], names[page.pk])
    return rows


def _is_findable(page):
    is_ours = isinstance(page, BasePage) and not isinstance(page, HomePage)
    return is_ours and page.live and page.depth > HIGHEST


def _topics_of(pages):
    """The topics of each page, by its id."""
    found = defaultdict(list)
    rows = PageTopic.objects.filter(page__in=[page.pk for page in pages])
    for row in rows.select_related("topic").order_by("sort_order", "pk"):
        found[row.page_id].append(row.topic)
    return found


def _names_of(pages):
    """What the glossary calls that which each page explains, by the page's id."""
    found = defaultdict(list)
    terms = GlossaryTerm.objects.filter(page__in=[page.pk for page in pages])
    for term in terms.order_by("term", "pk"):
        found[term.page_id] += [term.term, *term.also_called]
    return found


def _rows_of(page, address, topics, names):
    sections = sections_of(page)
    moments = list(moments_of(page))
    settings = _settings_of(page)
    head = Findable(
        key=key_of(page.pk),
        kind=KINDS.get(type(page), Findable.Kind.PAGE),
        page_id=page.pk,
        title=page.title,
        other_names=_lines([page.seo_title, *names], but=page.title),
        headings=_lines(
            [
                *(title for section in sections for title in _titles(section)),
                *dict.fromkeys(moment.title for moment in moments),
                *(topic.name for topic in topics),
                *(setting.name for setting in settings),
            ]
        ),
        summary=_lines([page.summary, getattr(page, "promise", "")]),
        text=_lines(
            [
                *(text for section in sections for text in section.texts),
                *(moment.text for moment in moments),
            ]
        ),
        language=primary(translation.get_language()),
        date=_date_of(page),
        topics=[topic.pk for topic in topics],
        settings=[setting.pk for setting in settings],
        address=address,
        path=page.path,
        until=consent_lasts_until(page),
    )
    found = [_section_row(head, place, one) for place, one in enumerate(sections)]
    found += [_moment_row(head, moment) for moment in moments]
    return [head, *filter(None, found)]


def _section_row(head, place, section):
    text = _lines(section.texts)
    headings = _lines(section.headings)
    is_empty = section.is_usual and not (text or headings)
    if not section.anchor or is_empty:
        return None
    return _part_of(
        head,
        key=f"{head.key}#{section.anchor}",
        kind=Findable.Part.SECTION,
        position=place,
        title=section.title,
        headings=headings,
        text=text,
        language=head.language,
        address=f"{head.address}#{quote(section.anchor)}",
    )


def _moment_row(head, moment):
    in_language = "" if moment.is_in_own_language else f"/{moment.language}"
    return _part_of(
        head,
        key=f"{head.key}@{moment.second}{in_language}",
        kind=Findable.Part.MOMENT,
        position=moment.second,
        title=moment.title,
        text=moment.text,
        language=primary(moment.language),
        address=f"{head.address}{moment.part}?t={moment.second}#player",
    )


def _part_of(head, **fields):
    return Findable(
        head_key=head.key,
        page_id=head.page_id,
        date=head.date,
        path=head.path,
        until=head.until,
        **fields,
    )


def _titles(section):
    """What a section says in headings, without that which stands on every such page."""
    return [*([] if section.is_usual else [section.title]), *section.headings]


def _settings_of(page):
    """Where what the page tells fits, or happened."""
    if isinstance(page, ToolPage):
        return list(page.care_settings.all())
    if isinstance(page, StoryPage) and page.care_setting:
        return [page.care_setting]
    return []


def _date_of(page):
    if isinstance(page, StoryPage):
        return page.date
    if isinstance(page, EventPage):
        return timezone.localdate(page.starts_at)
    changed_at = page.last_published_at or page.first_published_at
    return timezone.localdate(changed_at) if changed_at else None


def address_of(page, sites=None):
    """The path of a page's address; `sites` is any object, on which the sites are kept for the next page."""
    parts = page.get_url_parts(sites)
    return parts[2] if parts else ""


def _lines(texts, but=""):
    """Texts that say something, one after another, each once."""
    said = (text.strip() for text in texts)
    return "\n".join(text for text in dict.fromkeys(said) if text and text != but)
