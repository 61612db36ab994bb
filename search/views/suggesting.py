"""What the search box suggests while somebody types (static/js/suggest.js)."""

from django.http import JsonResponse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from library.languages import primary

from ..asking.suggesting import suggestions_for


@require_safe
@cache_control(private=True, max_age=60)
def suggest(request):
    """Answer what `?q=` may be the beginning of, and what is said of it aloud."""
    found = suggestions_for(request.GET.get("q", ""), request)
    own = primary(get_language())
    rows = [
        {
            "pieces": suggestion.pieces,
            "also": suggestion.also,
            "kind": suggestion.kind,
            "address": suggestion.address,
            # Only what is read out in another voice.
            "language": suggestion.language if suggestion.language != own else "",
        }
        for suggestion in found
    ]
    response = JsonResponse({"suggestions": rows, "said": _said(len(rows))})
    response["X-Robots-Tag"] = "noindex"
    return response


def _said(number):
    if not number:
        return _("No suggestions")
    words = ngettext(
        "%s suggestion. Use the arrow keys to choose it.",
        "%s suggestions. Use the arrow keys to choose one.",
        number,
    )
    return words % number
