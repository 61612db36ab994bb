"""Where the index is asked: PostgreSQL, or OpenSearch where a setting says so."""

from functools import lru_cache

from django.conf import settings
from django.utils.module_loading import import_string


@lru_cache(maxsize=1)
def engine():
    """The engine of this site; search/engines/base.py says what each can do."""
    return import_string(settings.SEARCH_ENGINE)()
