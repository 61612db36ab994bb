"""The search page and what belongs to it."""

from .searching import search

__all__ = ["search"]
