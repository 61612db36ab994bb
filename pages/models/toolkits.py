"""Toolkits: sets of tools that belong together."""

from urllib.parse import quote

from django.db import models
from django.db.models import F
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path
from wagtail.fields import StreamField

from ..blocks import BodyBlock
from ..tool_filters import ADDRESS, ToolFilters, UnknownFilter
from .base import BasePage
from .choosers import ToolChooserPage
from .listings import ListingPage
from .querysets import pages_of_any_type
from .tools import ToolPage, stories_told_of


class ToolkitIndexPage(ListingPage):
    """The section where all toolkits are listed."""

    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.ToolkitPage"]
    max_count_per_parent = 1
    section = "toolkits"
    template = "pages/toolkit_index_page.html"

    class Meta:
        verbose_name = _("toolkit section")

    def get_listed(self):
        return ToolkitPage.objects.live().public().child_of(self).in_editors_order()


class ToolkitPage(RoutablePageMixin, BasePage):
    """A set of tools that belong together, with what a team needs to know before it starts.

    `time/60/people/6/setting/ward/` is the same page with the tools that fit; see tool_filters.py.
    """

    parent_page_types = ["pages.ToolkitIndexPage"]
    subpage_types = [
        "pages.ToolPage",
        "pages.ToolChooserPage",
        "pages.InformationPage",
        "pages.GlossaryPage",
    ]
    section = "toolkits"
    template = "pages/toolkit_page.html"

    promise = models.CharField(
        _("promise"),
        max_length=160,
        blank=True,
        help_text=_("What a team can do after using the toolkit, in one line."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    content_panels = [*BasePage.content_panels, "promise", "body"]

    class Meta:
        verbose_name = _("toolkit")

    @path("")
    @re_path(ADDRESS)
    def tools_that_fit(self, request, address=""):
        try:
            filters = ToolFilters(list(self._tools()), address)
        except UnknownFilter:
            raise Http404 from None
        if quote(address) != filters.address:
            return redirect(f"{self.get_url(request)}{filters.address}", permanent=True)
        return self.render(request, context_overrides={"filters": filters})

    def _tools(self):
        readable = ToolPage.objects.live().public().child_of(self)
        return readable.in_editors_order().as_cards()

    def _other_pages(self):
        """What stands below besides the tools, as plain pages with their summaries, in one query."""
        children = pages_of_any_type().live().public().child_of(self)
        summary = Coalesce(F("informationpage__summary"), F("glossarypage__summary"))
        others = children.not_type(ToolPage).annotate(summary=summary)
        return list(others.in_editors_order())

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        others = self._other_pages()
        choosers = [page for page in others if page.specific_class is ToolChooserPage]
        context["chooser"] = next(iter(choosers), None)
        context["background_pages"] = [page for page in others if page not in choosers]
        context["told_in"] = stories_told_of(self).first()
        return context
