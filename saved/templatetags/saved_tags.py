"""The button that saves a page."""

from django import template

from ..models import SavedPage
from ..permissions import can_be_saved

register = template.Library()


@register.inclusion_tag("saved/button.html", takes_context=True)
def save_button(context):
    """The button that saves the context's page or lets go of it; a link for those signed out."""
    request, page = context.get("request"), context.get("page")
    if request is None or not can_be_saved(page) or _is_preview(request, page):
        return {}
    return {
        "page": page,
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "is_saved": _is_saved(request.user, page),
    }


def _is_preview(request, page):
    # Of a page that may not be kept yet.
    return getattr(request, "is_preview", False) or not page.pk


def _is_saved(user, page):
    if not user.is_authenticated:
        return False
    return SavedPage.objects.of(user).filter(page_id=page.pk).exists()
