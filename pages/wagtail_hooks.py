"""What Wagtail's admin asks this app."""

from django.shortcuts import redirect
from django.urls import path
from wagtail import hooks
from wagtail.admin import messages

from .addresses import RESERVED, is_reserved_slug
from .editing import PagesViewSet
from .userbar import userbar


@hooks.register("register_admin_urls")
def register_userbar():
    """The bar over public pages, for those who may open the admin."""
    return [
        path("userbar/", userbar, name="userbar"),
        path("userbar/<int:page_id>/", userbar, name="page_userbar"),
    ]


# After Wagtail's own, which it takes the place of.
@hooks.register("register_admin_viewset", order=1)
def pages_with_panels():
    return PagesViewSet()


@hooks.register("before_move_page")
def refuse_reserved_address(request, page, destination):
    """A page can't be moved to where its address would be the site's own."""
    if request.method == "POST" and is_reserved_slug(page.slug, destination):
        messages.error(request, RESERVED)
        return redirect("wagtailadmin_pages:move", page.pk)
    return None
