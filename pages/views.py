"""What readers can do with a page besides reading it."""

from io import BytesIO

import segno
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .access import get_readable_page_or_404


@require_safe
def share(request, page_id):
    """The ways to pass a page on, with its QR code large enough to print."""
    page = get_readable_page_or_404(request, page_id)
    return render(request, "pages/share.html", {"shared": page})


@require_safe
def qr_code(request, page_id):
    """The address of a page as a QR code, drawn as SVG."""
    page = get_readable_page_or_404(request, page_id)
    drawing = BytesIO()
    segno.make(page.canonical_url, error="m", micro=False).save(
        drawing, kind="svg", scale=8, border=4, light="#fff"
    )
    return HttpResponse(drawing.getvalue(), content_type="image/svg+xml")
