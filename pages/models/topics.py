"""Topic pages: everything on a topic, by kind."""

from django.db.models import prefetch_related_objects
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from .base import BasePage
from .events import EventIndexPage, EventPage
from .information import InformationPage
from .querysets import pages_of_any_type
from .snippets import Topic
from .stories import StoryIndexPage, StoryPage
from .toolkits import ToolkitIndexPage, ToolkitPage
from .tools import ToolPage
from .videos import VideoIndexPage, VideoPage

SHOWN_OF_EACH_KIND = 6

# In the order in which a topic shows them; the section where the rest is listed, if any.
KINDS = [
    (ToolkitPage, ToolkitIndexPage, _("Toolkits")),
    (ToolPage, None, _("Tools")),
    (StoryPage, StoryIndexPage, _("Stories")),
    (VideoPage, VideoIndexPage, _("Videos")),
    (EventPage, EventIndexPage, _("Events")),
    (InformationPage, None, _("Background")),
]


class TopicIndexPage(RoutablePageMixin, BasePage):
    """All topics from A to Z, and under each its own page (`<topic>/`)."""

    parent_page_types = ["pages.HomePage"]
    subpage_types = []
    max_count_per_parent = 1
    section = "about"
    ends_with_facts = False
    template = "pages/topic_index_page.html"

    class Meta:
        verbose_name = _("topic section")

    @path("")
    def all_topics(self, request):
        topics = Topic.objects.of_language(self).counting(self._readable())
        return self.render(
            request, context_overrides={"topics": topics.order_by("name")}
        )

    @path("<str:slug>/")
    def one_topic(self, request, slug):
        topic = get_object_or_404(Topic.objects.of_language(self), slug=slug)
        return self.render(
            request,
            template="pages/topic_page.html",
            context_overrides={"topic": topic, "kinds": self._kinds(topic)},
        )

    def _readable(self):
        return pages_of_any_type().live().public().of_language(self)

    def _kinds(self, topic):
        """What there is about a topic: for each kind its newest pages and where the rest is.

        The number of queries depends on the kinds, not on the pages.
        """
        sections = self._sections()
        found = []
        for model, section_type, title in KINDS:
            pages = model.objects.live().public().of_language(self).about(topic)
            pages = pages.select_related(*model.shown_with).as_listed()
            pages = list(pages[: SHOWN_OF_EACH_KIND + 1])
            if pages:
                found.append(
                    {
                        "model": model._meta.model_name,
                        "title": title,
                        "section": model.section,
                        "pages": pages[:SHOWN_OF_EACH_KIND],
                        "more": sections.get(section_type)
                        if len(pages) > SHOWN_OF_EACH_KIND
                        else None,
                    }
                )
        shown = [page for kind in found for page in kind["pages"]]
        prefetch_related_objects(shown, "listing_image__renditions")
        return found

    def _sections(self):
        """The lists of this language, by their type."""
        types = [section for _model, section, _title in KINDS if section]
        readable = self._readable().type(*types)
        return {section.specific_class: section for section in readable}
