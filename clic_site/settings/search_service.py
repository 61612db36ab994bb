"""The OpenSearch that is asked in place of PostgreSQL, as the environment names it."""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PORTS = {"https": 443, "http": 80}
# What OpenSearch allows in the name of an index.
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")


@dataclass(frozen=True)
class SearchService:
    """Where OpenSearch is, and the name under which this site's index is known there."""

    host: str
    port: int
    is_safe: bool
    name: str
    user: str = ""
    password: str = ""


def read_search_service(env):
    """What SEARCH_URL says, or None; an address that can't be one stops the start."""
    url = env.str("SEARCH_URL", "")
    if not url:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS[parts.scheme]
    except (KeyError, ValueError) as error:
        raise _unreadable() from error
    name = unquote(parts.path.strip("/")) or "clic"
    if not parts.hostname or not NAME.fullmatch(name):
        raise _unreadable()
    return SearchService(
        host=parts.hostname,
        port=port,
        is_safe=parts.scheme == "https",
        name=name,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def _unreadable():
    # The address itself may hold a password.
    return ImproperlyConfigured(
        "SEARCH_URL must look like https://user:password@search.example:9200/clic,"
        " with a name in small letters at its end"
    )
