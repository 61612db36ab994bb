"""The editors' bar over a page, asked for by the page itself: static/js/userbar.js."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe
from wagtail.admin.userbar import Userbar

from .access import readable_page


@require_safe
def userbar(request, page_id=None):
    """What an editor may do with a page from the page itself."""
    page = page_id and readable_page(request, page_id)
    bar = Userbar(object=page).render_html({"request": request, "page": page})
    return HttpResponse(bar)
