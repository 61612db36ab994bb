"""What browsers read to offer this site among their search engines."""

from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe


@require_safe
@cache_control(max_age=24 * 60 * 60, public=True)
def opensearch(request):
    """Describe the search in the language of the address (OpenSearch 1.1)."""
    return render(
        request,
        "search/opensearch.xml",
        {"language": get_language()},
        content_type="application/opensearchdescription+xml; charset=utf-8",
    )
