"""What became of messages about a page, at its end."""

from django import template

from ..notes_on_pages import newest_notes_of

register = template.Library()


@register.inclusion_tag("feedback/notes_on_page.html", takes_context=True)
def notes_on_page(context):
    """The newest notes about the context's page."""
    return {"notes": newest_notes_of(context.get("page"))}
