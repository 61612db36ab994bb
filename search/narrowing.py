"""How results can be narrowed down and put in order, each choice with its count and its address."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from library.languages import direction, native_name

from .asking.question import Filters
from .models import Findable

Kind = Findable.Kind

# More than these stand behind “Show all”.
SHOWN_AT_ONCE = 6

TITLES = {
    "topic": gettext_lazy("Topic"),
    "setting": gettext_lazy("Setting"),
    "language": gettext_lazy("Language"),
    "year": gettext_lazy("Year"),
}
MANY = {
    Kind.TOOLKIT: gettext_lazy("Toolkits"),
    Kind.TOOL: gettext_lazy("Tools"),
    Kind.STORY: gettext_lazy("Stories"),
    Kind.VIDEO: gettext_lazy("Videos"),
    Kind.EVENT: gettext_lazy("Events"),
    Kind.PAGE: gettext_lazy("Pages"),
    Kind.TOPIC: gettext_lazy("Topics"),
    Kind.FILE: gettext_lazy("Files"),
    Kind.TERM: gettext_lazy("Words explained"),
}
ORDERS = {
    "relevance": gettext_lazy("Best match"),
    "date": gettext_lazy("Newest first"),
}


@dataclass(frozen=True)
class Option:
    """One choice as readers see it: how much it leaves, and where it leads."""

    words: str
    count: int
    address: str
    is_chosen: bool = False
    # Of its words, where that isn't the reader's own.
    language: str = ""

    @property
    def direction(self):
        """Which way its words are written."""
        return direction(self.language)


@dataclass(frozen=True)
class Group:
    """The choices of one kind, the most common first."""

    key: str
    title: str
    options: list[Option]

    @property
    def is_chosen(self):
        """Whether one of them is chosen."""
        return any(option.is_chosen for option in self.options)

    @property
    def shown(self):
        """Those that are shown at once."""
        return self.options[:SHOWN_AT_ONCE]

    @property
    def others(self):
        """Those behind “Show all”."""
        return self.options[SHOWN_AT_ONCE:]


class Narrowing:
    """All that the results of an answer can be narrowed down by, and what is chosen of it."""

    def __init__(self, answer, state):
        self.answer = answer
        self.state = state

    @property
    def kinds(self):
        """Every kind of thing that was found, after all of them together."""
        counts = self._counts("kind")
        kinds = [
            kind for kind in Kind if counts.get(kind) or self._is_chosen("kind", kind)
        ]
        if len(kinds) < 2 and not self.is_narrowed_by("kind"):
            return []
        everything = Option(
            words=_("All"),
            count=sum(counts.values()),
            address=self.state.narrowed(kind="").address,
            is_chosen=not self.state.filters.kind,
        )
        return [everything, *(self._option("kind", kind) for kind in kinds)]

    @property
    def groups(self):
        """What else can be chosen, where that leaves fewer results, or is what is chosen."""
        groups = [
            Group(key, title, self._options(key)) for key, title in TITLES.items()
        ]
        return [group for group in groups if self._tells_apart(group)]

    @property
    def chosen(self):
        """What is chosen besides the kind, each with the address of the results without it."""
        return [
            self._option(key, getattr(self.state.filters, key))
            for key in TITLES
            if self.is_narrowed_by(key)
        ]

    @property
    def orders(self):
        """In which order results may stand."""
        return [
            Option(
                words=words,
                count=0,
                address=self.state.narrowed(sort=order).address,
                is_chosen=order == self.state.filters.sort,
            )
            for order, words in ORDERS.items()
        ]

    @property
    def is_combined(self):
        """Whether more than one choice is made."""
        return sum(map(self.is_narrowed_by, ("kind", *TITLES))) > 1

    @property
    def cleared(self):
        """The address of the results without any choice."""
        return self.state.cleared().address

    @property
    def shows_dates(self):
        """Whether every result says when it last changed: where they stand in that order."""
        return self.state.filters.sort == "date"

    def is_narrowed_by(self, key):
        """Whether a choice of this kind is made."""
        return bool(getattr(self.state.filters, key))

    def _tells_apart(self, group):
        total = self.answer.found.total
        return self.is_narrowed_by(group.key) or any(
            option.count < total for option in group.options
        )

    def _options(self, key):
        """The chosen one first, then the others as they were counted."""
        values = list(self._counts(key))
        if chosen := getattr(self.state.filters, key):
            values = [chosen, *(value for value in values if value != chosen)]
        return [self._option(key, value) for value in values]

    def _option(self, key, value):
        is_chosen = self._is_chosen(key, value)
        return Option(
            words=self._words(key, value),
            count=self._counts(key).get(value, 0),
            address=self.state.narrowed(
                **{key: _nothing(key) if is_chosen else value}
            ).address,
            is_chosen=is_chosen,
            language=value if key == "language" else "",
        )

    def _is_chosen(self, key, value):
        return getattr(self.state.filters, key) == value

    def _counts(self, key):
        facets = self.answer.found.facets.get(key, ())
        return {facet.value: facet.count for facet in facets}

    def _words(self, key, value):
        if key == "kind":
            return MANY[value]
        if key == "language":
            return native_name(value)
        if key == "year":
            return str(value)
        # What none of the results has isn't named: it may be known to others only.
        return self.answer.names.get((key, value), TITLES[key])


def _nothing(key):
    """The value of a filter that isn't used."""
    return Filters.__dataclass_fields__[key].default
