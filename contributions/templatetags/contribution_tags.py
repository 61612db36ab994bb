"""The link to telling that one used a tool."""

from django import template

from pages.models import ToolPage

register = template.Library()


@register.inclusion_tag("contributions/link.html", takes_context=True)
def we_used_this_link(context):
    """The link to "We used this" on a tool's page; nothing elsewhere, or in a preview."""
    request, page = context.get("request"), context.get("page")
    is_shown = (
        request is not None
        and isinstance(page, ToolPage)
        and page.pk
        and not getattr(request, "is_preview", False)
    )
    return {"page": page if is_shown else None}
