"""What each thing says that can be found: rows made from what editors publish.

Each source offers `key_of(number)`, `ids()`, all that may have rows, and `rows_for(ids)`, the rows
(unsaved Findables: heads, each followed by its parts) of those that readers can reach.
"""

from . import files, pages, terms, topics

SOURCES = {"page": pages, "topic": topics, "term": terms, "file": files}

__all__ = ["SOURCES"]
