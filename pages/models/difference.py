"""The difference made: what the outcomes of all stories add up to."""

from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.fields import StreamField

from ..blocks import BodyBlock
from .base import BasePage


class DifferencePage(RoutablePageMixin, BasePage):
    """Outcomes of stories added up, by year, topic and tool."""

    parent_page_types = ["pages.HomePage", "pages.StoryIndexPage"]
    subpage_types = []
    max_count_per_parent = 1
    section = "stories"
    template = "pages/difference_page.html"

    body = StreamField(BodyBlock(), verbose_name=_("how we count"), blank=True)

    content_panels = [*BasePage.content_panels, "body"]

    class Meta:
        verbose_name = _("difference made")
