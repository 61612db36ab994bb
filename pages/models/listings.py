"""Pages that list what is under them, twelve at a time, with an address for each part of the list."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from .base import BasePage

CARDS_PER_PAGE = 12


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
        paginator = Paginator(self.get_listed().with_card_images(), CARDS_PER_PAGE)
        if not 1 <= number <= paginator.num_pages:
            raise Http404
        return self.render(
            request,
            context_overrides={
                "listing": paginator.page(number),
                "numbers": paginator.get_elided_page_range(number),
            },
        )
