"""Which tools an address asks for, as far as its reader may see them."""

import re
from dataclasses import dataclass, field

from django.db.models import Prefetch, prefetch_related_objects
from wagtail.models import Site

from pages.access import readable_pages
from pages.models import ToolkitPage, ToolPage, ToolTemplate

MOST_TOOLS = 40
PAGE_ID = re.compile(r"[1-9]\d{0,8}", re.ASCII)


class TooManyTools(Exception):
    """An address asks for more tools than any workshop could use."""


@dataclass(frozen=True)
class Selection:
    """The tools of a pack, in its order."""

    # Where the whole of a toolkit was asked for.
    toolkit: ToolkitPage | None = None
    tools: list[ToolPage] = field(default_factory=list)
    # Something isn't there or isn't this reader's to see: which, and why, is never told.
    is_incomplete: bool = False

    @property
    def query(self):
        """The selection as pairs for an address."""
        if self.toolkit is None:
            return self.query_of(self.tools)
        others = [tool for tool in self.tools if not tool.is_child_of(self.toolkit)]
        return [("toolkit", self.toolkit.pk), *self.query_of(others)]

    @staticmethod
    def query_of(tools):
        """These tools, in this order, as pairs for an address."""
        return [("tool", tool.pk) for tool in tools]


def selection_of(request):
    """What the address asks for: a whole toolkit, single tools in their order, or both.

    Raises TooManyTools, for an address out of all reason before anything is looked up.
    """
    toolkit_ids = _page_ids(request.GET.getlist("toolkit"))[:1]
    tool_ids = _page_ids(request.GET.getlist("tool"))
    if len(tool_ids) > MOST_TOOLS:
        raise TooManyTools
    if not toolkit_ids and not tool_ids:
        return Selection()
    toolkits = ToolkitPage.objects.live().in_bulk(toolkit_ids)
    single = ToolPage.objects.live().select_related("locale").in_bulk(tool_ids)
    asked = [
        *(tool for toolkit in toolkits.values() for tool in _tools_of(toolkit)),
        *(single[pk] for pk in tool_ids if pk in single),
    ]
    shown = _readable_here(request, [*toolkits.values(), *dict.fromkeys(asked)])
    tools = [page for page in shown if isinstance(page, ToolPage)]
    if len(tools) > MOST_TOOLS:
        raise TooManyTools
    _fetch_what_belongs_to(tools)
    return Selection(
        toolkit=next((page for page in shown if isinstance(page, ToolkitPage)), None),
        tools=tools,
        is_incomplete=not {page.pk for page in shown}.issuperset(
            toolkit_ids + tool_ids
        ),
    )


def _page_ids(values):
    """The ids among these values, each once, in their order."""
    return list(
        dict.fromkeys(int(value) for value in values if PAGE_ID.fullmatch(value))
    )


def _tools_of(toolkit):
    tools = ToolPage.objects.live().child_of(toolkit).in_editors_order()
    return tools.select_related("locale")


def _readable_here(request, pages):
    """Those of these pages that belong to this site, in any language, and that this reader may see."""
    site = Site.find_for_request(request)
    homes = site.root_page.get_translations(inclusive=True)
    below = tuple(homes.values_list("path", flat=True))
    return readable_pages(
        request, [page for page in pages if page.path.startswith(below)]
    )


def _fetch_what_belongs_to(tools):
    """Templates with their files and settings, in as many queries for forty tools as for one."""
    templates = ToolTemplate.objects.select_related("document__collection")
    prefetch_related_objects(
        tools, Prefetch("templates", templates.order_by("sort_order")), "care_settings"
    )
