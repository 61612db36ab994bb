"""Pages that list what is under them, twelve at a time, with an address for each part of the list."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from .base import BasePage
from .snippets import Topic

CARDS_PER_PAGE = 12


class ListingPage(RoutablePageMixin, BasePage):
    """A section: an introduction and cards, in pages of twelve, all or those of one topic.

    `page/2/`, `topic/<topic>/` and `topic/<topic>/page/2/` are parts of the list.
    """

    ends_with_facts = False

    class Meta:
        abstract = True

    def get_listed(self):
        """The pages to list, in order: a queryset."""
        raise NotImplementedError

    @path("")
    @path("page/<int:number>/")
    @path("topic/<str:topic_slug>/")
    @path("topic/<str:topic_slug>/page/<int:number>/")
    def part_of_list(self, request, topic_slug="", number=None):
        listed = self.get_listed()
        topics = list(Topic.objects.of_language(self).counting(listed).order_by("name"))
        topic = self._chosen(topic_slug, topics)
        part = f"topic/{topic.slug}/" if topic else ""
        if number == 1:
            return redirect(f"{self.get_url(request)}{part}")
        if topic:
            listed = listed.about(topic)
        paginator = Paginator(listed.with_card_images(), CARDS_PER_PAGE)
        number = 1 if number is None else number
        if not 1 <= number <= paginator.num_pages:
            raise Http404
        return self.render(
            request,
            context_overrides={
                "listing": paginator.page(number),
                "numbers": paginator.get_elided_page_range(number),
                "topics": topics,
                "topic": topic,
                "part": part,
            },
        )

    def _chosen(self, slug, topics):
        """The topic of the address; None for the whole list."""
        if not slug:
            return None
        chosen = next((topic for topic in topics if topic.slug == slug), None)
        if chosen is None:
            raise Http404
        return chosen
