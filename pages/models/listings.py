"""Pages that list what is under them, twelve at a time, with an address for each part of the list."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from .base import BasePage

CARDS_PER_PAGE = 12
# The size of pictures on cards, prepared in one query for all of them.
CARD_IMAGE = "fill-720x480|format-webp"


def with_card_images(pages):
    """Add the pictures of cards to a queryset of pages, without a query for each."""
    return pages.select_related("listing_image").prefetch_related(
        "listing_image__renditions"
    )


class ListingPage(RoutablePageMixin, BasePage):
    """A section: an introduction and cards, in pages of twelve (`page/2/`)."""

    class Meta:
        abstract = True

    def get_listed(self):
        """The pages to list, in order: a queryset."""
        raise NotImplementedError

    @path("")
    def first_page(self, request):
        return self._render_listing(request, 1)

    @path("page/<int:number>/")
    def later_page(self, request, number):
        if number == 1:
            return redirect(self.get_url(request))
        return self._render_listing(request, number)

    def _render_listing(self, request, number):
        paginator = Paginator(with_card_images(self.get_listed()), CARDS_PER_PAGE)
        if not 1 <= number <= paginator.num_pages:
            raise Http404
        return self.render(
            request,
            context_overrides={
                "listing": paginator.page(number),
                "numbers": paginator.get_elided_page_range(number),
            },
        )
