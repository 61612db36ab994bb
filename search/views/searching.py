"""The search page."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..forms import SearchForm
from ..results import describe, find_pages

RESULTS_PER_PAGE = 20


@require_safe
def search(request):
    """Show what was found for the words in `?q=`, or hints where there are none."""
    form = SearchForm(request.GET)
    found = Paginator(find_pages(form.terms, request), RESULTS_PER_PAGE)
    listing = found.get_page(request.GET.get("page"))
    context = {
        "words": form.words,
        "listing": listing,
        "numbers": found.get_elided_page_range(listing.number),
        "results": describe(listing.object_list, request),
    }
    response = render(request, "search/results.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
