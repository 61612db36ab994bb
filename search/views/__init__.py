"""The search page and what belongs to it."""

from .describing import opensearch
from .opened import opened
from .searching import search

__all__ = ["opened", "opensearch", "search"]
