"""What Wagtail's admin asks this app."""

from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin import messages

from .addresses import RESERVED, is_reserved_slug


@hooks.register("before_move_page")
def refuse_reserved_address(request, page, destination):
    """A page can't be moved to where its address would be the site's own."""
    if request.method == "POST" and is_reserved_slug(page.slug, destination):
        messages.error(request, RESERVED)
        return redirect("wagtailadmin_pages:move", page.pk)
    return None
