"""What somebody asks for, taken apart."""

from dataclasses import dataclass, field, replace
from datetime import date


@dataclass(frozen=True)
class Group:
    """Ways to say one thing, any of which will do: each way is words that stand one after another.

    `(("aar",), ("after", "action", "review"))`. The first way is the one that was typed; those
    that stand in for it (synonyms, other spellings) follow.
    """

    ways: tuple[tuple[str, ...], ...]
    # Typed in quotes: neither synonyms nor corrections touch it.
    is_exact: bool = False

    @property
    def typed(self):
        """The words that were typed."""
        return self.ways[0]


@dataclass(frozen=True)
class Question:
    """Groups that must all occur, and groups that must not; words are folded (search/words.py)."""

    text: str = ""  # as typed, cleaned, for showing it again
    wanted: tuple[Group, ...] = ()
    unwanted: tuple[Group, ...] = ()
    # Any of the wanted groups will do: where nothing has them all.
    is_any: bool = False

    @property
    def is_empty(self):
        """Whether there is nothing to look for."""
        return not self.wanted

    def settling_for_any(self):
        """The same, content with any of the words."""
        return replace(self, is_any=True)


@dataclass(frozen=True)
class Filters:
    """What results are narrowed to; nothing means all."""

    kind: str = ""
    topic: int | None = None
    setting: int | None = None
    language: str = ""
    year: int | None = None
    # "relevance" or "date"
    sort: str = "relevance"

    @property
    def is_narrowing(self):
        """Whether anything is left out by them."""
        return replace(self, sort="relevance") != Filters()


@dataclass(frozen=True)
class Reader:
    """What is to be known of whoever asks: never kept, asked anew for each search."""

    language: str = "en"
    # In which the index holds something.
    languages: tuple[str, ...] = ()
    # Paths of pages and of collections that are closed to this reader, with all below them.
    closed_paths: tuple[str, ...] = ()
    closed_collections: tuple[str, ...] = ()


@dataclass(frozen=True)
class Steering:
    """What editors decided for the words that were typed: keys of the index."""

    pinned: tuple[str, ...] = ()
    promoted: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hit:
    """One thing that was found, with what the list shows of it before the parts are looked up."""

    key: str
    is_pinned: bool = False


@dataclass(frozen=True)
class Facet:
    """One value that results can be narrowed to, and how many there are."""

    value: str | int
    count: int


@dataclass
class Found:
    """A page of hits, how many there are in all, and the facets' counts, each for the others' choice."""

    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    # More than an engine ranks: `total` is right, but only the best are listed.
    is_cut: bool = False
    facets: dict[str, list[Facet]] = field(default_factory=dict)
    latest: date | None = None
