"""What every engine answers. The table of findable things is the truth; an engine may hold a copy of it."""

from abc import ABC, abstractmethod

# As many as are ranked; further down nobody looks.
MOST_RANKED = 1000


class CopyUnreachable(Exception):
    """What an engine holds a copy of can't be looked at."""


class Engine(ABC):
    """Finds heads of the index. All of it sees through the eyes of one reader: nothing that is
    closed to them is listed, counted or suggested."""

    # Whether it holds a copy of the table, which is to follow each change.
    has_copy = False

    @abstractmethod
    def find(self, question, reader, filters, steering, *, offset, limit):
        """Return a Found: the hits from `offset` on, `limit` of them, the best (or newest) first.

        Where few things have all of three or more words, those that miss one may follow.
        """

    @abstractmethod
    def count_each(self, questions, reader):
        """Return how much each of some questions finds, as a list of numbers; at most a few hundred are counted."""

    @abstractmethod
    def suggest(self, words, reader, *, limit):
        """Return the heads (Findables, the likeliest first) in whose title or other names a word begins with each of `words`.

        They come with key, kind, title, other_names, language and address: nothing more is asked for them.
        """

    @abstractmethod
    def rows_written(self, keys):
        """Be told that rows of the index in use are new or changed, in the transaction that wrote them."""

    @abstractmethod
    def rows_removed(self, keys):
        """Be told that rows of the index in use are gone, in the transaction that removed them."""

    @abstractmethod
    def catch_up(self):
        """Take over the changes of which it could not be told before."""

    @abstractmethod
    def rebuild(self, rows, *, generation):
        """Take over a whole new generation, before it is put in place of the old one."""

    @abstractmethod
    def switch_to(self, generation):
        """Ask the generation that was just rebuilt from now on; nobody writes to the index meanwhile."""

    @abstractmethod
    def clear_away(self, generation):
        """Forget all generations but this one."""

    @abstractmethod
    def copied_keys(self):
        """Return the keys of the heads of which it holds a copy, as a set; None where it holds none.

        Raises CopyUnreachable.
        """
