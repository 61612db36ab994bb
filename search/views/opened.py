"""Which results are opened: browsers tell it by the `ping` of the link (static/js/opened.js)."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from safeguards.origin import same_origin_required

from ..services.logging_searches import note_opened


@require_POST
@same_origin_required
def opened(request):
    """Note that a result was opened; the answer says nothing, whether or not it was."""
    key = request.GET.get("key", "")
    if "\0" not in key:
        note_opened(request.GET.get("search", ""), key)
    return HttpResponse(status=204)
