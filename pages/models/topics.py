"""Topic pages: everything on a topic, by kind."""

from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin

from .base import BasePage


class TopicIndexPage(RoutablePageMixin, BasePage):
    """All topics from A to Z, and under each its own page (`<topic>/`)."""

    parent_page_types = ["pages.HomePage"]
    subpage_types = []
    max_count_per_parent = 1
    section = "about"
    template = "pages/topic_index_page.html"

    class Meta:
        verbose_name = _("topic section")
