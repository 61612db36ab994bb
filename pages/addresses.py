"""Which addresses belong to the site itself, so that no page may take them."""

import re

from django.conf import settings
from django.urls import LocalePrefixPattern, get_resolver
from django.utils.translation import gettext_lazy as _

RESERVED = _("The site uses this address itself. Choose another one.")


def is_reserved_slug(slug, parent):
    """Whether a page called `slug` directly under the home page would hide, or be hidden by, the site's own address."""
    return parent is not None and parent.depth == 2 and slug in reserved_slugs()


def reserved_slugs():
    """First parts of addresses that lead to a view of the site or name a language: `{"accounts", "pl", …}`."""
    first_parts = {
        str(pattern.pattern).lstrip("^").split("/")[0]
        for pattern in _outermost_patterns(get_resolver())
    }
    languages = {code for code, _name in settings.LANGUAGES}
    return languages | {part for part in first_parts if re.fullmatch(r"[\w-]+", part)}


def _outermost_patterns(resolver):
    """The routes of `resolver`, with those of `include("")` and of language prefixes unfolded."""
    for pattern in resolver.url_patterns:
        adds_nothing = hasattr(pattern, "url_patterns") and (
            isinstance(pattern.pattern, LocalePrefixPattern) or not str(pattern.pattern)
        )
        if adds_nothing:
            yield from _outermost_patterns(pattern)
        else:
            yield pattern
