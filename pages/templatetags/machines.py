"""What pages say to machines."""

import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from pages.structured_data import structured_data as describe

register = template.Library()

# So that no text of an editor can end the script element: as Django's json_script does.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag
def structured_data(page):
    """The page as JSON-LD, for search engines and readers' assistants; empty for a draft without address."""
    if not page.url_path:
        return ""
    data = json.dumps(describe(page), ensure_ascii=False).translate(ESCAPES)
    return format_html(
        '<script type="application/ld+json">{}</script>', SafeString(data)
    )
