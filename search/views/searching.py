"""The search page."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from ..asking.addresses import State, Turning
from ..asking.answering import RESULTS_PER_PAGE, answer
from ..forms import NarrowingForm
from ..narrowing import Narrowing
from ..services.logging_searches import log_search, opened_address


# What is found depends on who asks.
@cache_control(private=True)
@require_safe
def search(request):
    """Show what was found for the words in `?q=`, or hints where there are none."""
    form = NarrowingForm(request.GET)
    found = answer(
        request,
        request.GET.get("q", ""),
        form.filters,
        number=form.number,
        is_exact=form.is_exact,
    )
    state = State(found.typed.text, form.filters, found.number, form.is_exact)
    _have_opening_noted(request, found, state)
    context = {
        "answer": found,
        "words": state.words,
        "first": (found.number - 1) * RESULTS_PER_PAGE + 1,
        "narrowing": Narrowing(found, state),
        "turning": Turning(state, found.pages),
        "exactly": State(state.words, is_exact=True).address,
        "meant": _with_addresses(found.meant),
        "nearest": _with_addresses(found.nearest),
        "ask_address": f"{reverse('feedback')}?{urlencode({'looking_for': state.words})}",
    }
    response = render(request, "search/results.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def _have_opening_noted(request, found, state):
    """Note the search, and where each of its results is to tell that it was opened."""
    if not found.is_asked:
        return
    token = log_search(
        request,
        words=state.words,
        total=found.found_as_typed,
        filters=state.filters,
        page_number=state.number,
        corrected_to=found.corrected_to,
    )
    for result in found.results:
        result.opened_address = opened_address(token, result.key)


def _with_addresses(texts):
    return [(text, State(text).address) for text in texts]
