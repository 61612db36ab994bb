"""What a reader sees of the pages they saved: in groups, each with what is new."""

from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from library.models import CLICImage
from pages.access import readable_pages
from pages.models import (
    EventPage,
    InformationPage,
    StoryPage,
    ToolkitPage,
    ToolPage,
    VideoPage,
)

from .changes import changes_by_page
from .models import SavedPage

OTHER_TYPES = {
    ToolkitPage: _("Toolkits"),
    StoryPage: _("Stories"),
    VideoPage: _("Videos"),
    EventPage: _("Events"),
    InformationPage: _("Background"),
}


@dataclass
class Group:
    """Saved pages that belong together, under one heading."""

    title: str
    section: str
    rows: list = field(default_factory=list)
    has_tools: bool = False


class Shelf:
    """Everything that the reader of a request saved, as they may see it now."""

    def __init__(self, request):
        self.shown_at = timezone.now()
        self.rows = list(SavedPage.objects.of(request.user))
        ids = [row.page_id for row in self.rows if row.page_id]
        live = Page.objects.live().filter(pk__in=ids).specific()
        self._pages = {page.pk: page for page in readable_pages(request, live)}
        _give_pictures(self._pages.values())
        self._changes = changes_by_page(self.rows, self._pages)

    @cached_property
    def missing(self):
        """Rows of pages that were deleted or unpublished, or that this reader may no longer see."""
        return [row for row in self.rows if row.page_id not in self._pages]

    @cached_property
    def tools(self):
        """The saved tools, in the order of their toolkits."""
        return [row.page for group in self._tool_groups for row in group.rows]

    @property
    def pack_address(self):
        """Where all saved tools are a pack; the address itself is how it is shared."""
        tools = urlencode([("tool", tool.pk) for tool in self.tools])
        return f"{reverse('pack')}?{tools}"

    @cached_property
    def groups(self):
        """Tools by toolkit, then the rest by kind."""
        others = [
            Group(title, model.section, self._rows_of(model))
            for model, title in OTHER_TYPES.items()
        ]
        return [*self._tool_groups, *(group for group in others if group.rows)]

    @property
    def has_news(self):
        return any(self._changes.values())

    @cached_property
    def _tool_groups(self):
        rows = sorted(self._rows_of(ToolPage), key=lambda row: row.page.path)
        paths = {row.page.path[: -row.page.steplen] for row in rows}
        titles = dict(
            ToolkitPage.objects.live()
            .filter(path__in=paths)
            .values_list("path", "title")
        )
        groups = {}
        for row in rows:
            title = titles.get(row.page.path[: -row.page.steplen], _("Other tools"))
            group = groups.setdefault(
                title, Group(title, ToolPage.section, has_tools=True)
            )
            group.rows.append(row)
        return list(groups.values())

    def _rows_of(self, model):
        found = []
        for row in self.rows:
            page = self._pages.get(row.page_id)
            if isinstance(page, model):
                row.page = page
                row.changes = self._changes[page.pk]
                found.append(row)
        return found


def _give_pictures(pages):
    """Fetch the pictures of pages of several types at once."""
    ids = {page.listing_image_id for page in pages if page.listing_image_id}
    images = CLICImage.objects.filter(pk__in=ids).prefetch_related("renditions")
    found = {image.pk: image for image in images}
    for page in pages:
        page.listing_image = found.get(page.listing_image_id)
