"""Toolkits: sets of tools that belong together."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from ..blocks import BodyBlock
from .base import BasePage
from .listings import ListingPage
from .querysets import pages_of_any_type
from .tools import ToolPage, newest_story_of


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


class ToolkitPage(BasePage):
    """A set of tools that belong together, with what a team needs to know before it starts."""

    parent_page_types = ["pages.ToolkitIndexPage"]
    subpage_types = ["pages.ToolPage", "pages.InformationPage", "pages.GlossaryPage"]
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

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        children = pages_of_any_type().live().public().child_of(self).in_editors_order()
        context["tools"] = (
            ToolPage.objects.live()
            .public()
            .child_of(self)
            .in_editors_order()
            .with_card_images()
        )
        context["background_pages"] = children.not_type(ToolPage).specific()
        context["told_in"] = newest_story_of(self)
        return context
