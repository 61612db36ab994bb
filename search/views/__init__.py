"""The search page and what belongs to it."""

from .describing import opensearch
from .opened import opened
from .searching import search
from .suggesting import suggest

__all__ = ["opened", "opensearch", "search", "suggest"]
