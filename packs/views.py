"""Workshop packs: the tools that somebody chose, as a page, as a PDF and with their templates."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from .selection import chosen_tools


@require_safe
def pack(request):
    """Show the pack of the tools named in the address."""
    response = render(request, "packs/pack.html", {"tools": chosen_tools(request)})
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def pack_pdf(request):
    return pack(request)


@require_safe
def pack_templates(request):
    return pack(request)
