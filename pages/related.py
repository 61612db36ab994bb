"""Which other pages a reader of a page may want: pinned ones first, then those that come by themselves."""

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import (
    Count,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from .models import (
    InformationPage,
    PageTopic,
    PinnedPage,
    StoryPage,
    StoryTool,
    ToolkitPage,
    ToolPage,
    VideoPage,
)
from .models.querysets import pages_of_any_type

RELATED_SHOWN = 4
# Events pass: they are related only where an editor pins them.
COME_BY_THEMSELVES = [ToolkitPage, ToolPage, StoryPage, VideoPage, InformationPage]
# A tool in common says more than a topic in common.
TOOL_WEIGHT, TOPIC_WEIGHT = 3, 1


def related_pages(page):
    """Up to four readable pages in the language of `page`, as plain pages, in one query.

    First what the editor pinned, in the editor's order; then by shared topics and tools, and
    among equals by words that the titles share. What the page shows anyway is left out.
    """
    pins = PinnedPage.objects.filter(page_id=page.pk, related_id=OuterRef("pk"))
    shared = Coalesce(_shared_topics(page), 0) * TOPIC_WEIGHT + (
        Coalesce(_shared_tools(page), 0) * TOOL_WEIGHT
    )
    related = (
        pages_of_any_type()
        .live()
        .public()
        .exclude(pk=page.pk)
        .annotate(
            pin=Subquery(pins.values("sort_order")[:1]),
            shared=shared,
            alike=_alike(page),
        )
    )
    by_themselves = (
        related.type(*COME_BY_THEMSELVES)
        .of_language(page)
        .filter(Q(shared__gt=0) | Q(alike__gt=0))
        .exclude(pk__in=_shown_anyway(page))
    )
    found = related.filter(Q(pin__isnull=False) | Q(pk__in=by_themselves.values("pk")))
    return list(
        found.order_by(
            F("pin").asc(nulls_last=True),
            "-shared",
            "-alike",
            F("last_published_at").desc(nulls_last=True),
            "-pk",
        )[:RELATED_SHOWN]
    )


def _shared_topics(page):
    own = PageTopic.objects.filter(page_id=page.pk).values("topic_id")
    return _count(PageTopic.objects.filter(topic__in=own, page_id=OuterRef("pk")))


def _shared_tools(page):
    """Stories that used the same tools, or tools that were used in the same stories."""
    if isinstance(page, StoryPage):
        rows = StoryTool.objects.filter(
            story_id=OuterRef("pk"), tool__in=_tools_of(page)
        )
    elif isinstance(page, ToolPage):
        rows = StoryTool.objects.filter(
            tool_id=OuterRef("pk"), story__in=_stories_of(page)
        )
    else:
        return Value(0)
    return _count(rows)


def _shown_anyway(page):
    """A story lists its tools, and a tool its stories."""
    if isinstance(page, StoryPage):
        return _tools_of(page)
    if isinstance(page, ToolPage):
        return _stories_of(page)
    return []


def _tools_of(story):
    return StoryTool.objects.filter(story_id=story.pk).values("tool_id")


def _stories_of(tool):
    return StoryTool.objects.filter(tool_id=tool.pk).values("story_id")


def _count(rows):
    """How many rows, as a subquery."""
    counted = rows.order_by().values(same=Value(1)).annotate(n=Count("pk")).values("n")
    return Subquery(counted, output_field=IntegerField())


def _alike(page):
    """How well a title matches the words of this one."""
    words = [word for word in page.title.split() if len(word) > 2]
    query = SearchQuery("", config="english")
    for word in words:
        query |= SearchQuery(word, config="english")
    return SearchRank(SearchVector("title", config="english"), query)
