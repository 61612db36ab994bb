"""The index asked in PostgreSQL."""

from .base import Engine


class DatabaseEngine(Engine):
    """Full text search over the table of findable things, which is its whole index."""

    def find(self, question, reader, filters, steering, *, offset, limit):
        raise NotImplementedError

    def count_each(self, questions, reader):
        raise NotImplementedError

    def suggest(self, words, reader, *, limit):
        raise NotImplementedError

    def rows_written(self, keys):
        """Nothing: the table is the index."""

    def rows_removed(self, keys):
        """Nothing: the table is the index."""

    def rebuild(self, rows, *, generation):
        """Nothing: the table is the index."""
