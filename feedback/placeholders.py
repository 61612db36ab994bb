"""What stands in answers for what is different in each: {name}, {reference}, {page}, {page_address}."""

import re

from django.conf import settings
from django.utils.translation import gettext as _

NAMES = ("name", "reference", "page", "page_address")
# Braces around one word; a lone brace or a sentence in braces is only text.
PLACEHOLDER = re.compile(r"\{([^\s{}]{1,40})\}")


def placeholders_in(text):
    """The names between braces, in their order and each once."""
    return list(dict.fromkeys(PLACEHOLDER.findall(text)))


def unknown_placeholders(text):
    """What looks like a placeholder and is none of ours."""
    return [name for name in placeholders_in(text) if name not in NAMES]


def what_is_unknown(names):
    """One sentence that tells which placeholders nobody fills, and which there are."""
    return _("Nothing is filled in for %(unknown)s. You can use %(known)s.") % {
        "unknown": _in_braces(names),
        "known": _in_braces(NAMES),
    }


def unfilled(text, values):
    """The placeholders of ours in a text for which there is no value."""
    return [
        name for name in placeholders_in(text) if name in NAMES and not values.get(name)
    ]


def filled(text, values):
    """The text with each value in its place, once: what a value says is never filled in again."""
    return PLACEHOLDER.sub(
        lambda found: values.get(found.group(1)) or found.group(), text
    )


def example_values():
    """What could stand in the place of each, to show what a kept answer looks like."""
    return {
        "name": "Ann Example",
        "reference": "FB-7K3QX9WA",
        "page": _("Title of the page"),
        "page_address": f"{settings.PUBLIC_URL}/",
    }


def _in_braces(names):
    return ", ".join(f"{{{name}}}" for name in names)
