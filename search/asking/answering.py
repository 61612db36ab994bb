"""From what was typed to what is shown: step by step, with as few questions to the database as there can be."""

from dataclasses import dataclass, field

from django.db.models import CharField, Value
from django.db.models.functions import Cast
from wagtail.models import Page

from accounts.models import CareSetting
from pages.models import Topic

from ..engines import engine
from ..engines.base import MOST_RANKED
from . import lists
from .access import ask_about
from .parsing import parse
from .question import Found, Question
from .results import Result, results_of
from .steering import steering_for
from .widening import widen

RESULTS_PER_PAGE = 20
MOST_PAGES = MOST_RANKED // RESULTS_PER_PAGE
PLACE, TOPIC, SETTING = "place", "topic", "setting"


@dataclass
class Answer:
    """What was found, and for which words."""

    typed: Question
    found: Found = field(default_factory=Found)
    results: list[Result] = field(default_factory=list)
    # What synonyms and acronyms added: "After Action Review".
    included: list[str] = field(default_factory=list)
    # Nothing has all the words; what was found has some.
    is_any: bool = False
    # Which page of the results it is.
    number: int = 1
    # What topics and settings are called by which results can be narrowed down, by (facet, id).
    names: dict[tuple[str, int], str] = field(default_factory=dict)

    # The words that were looked for in place of those typed: "production system".
    corrected_to: str = ""

    @property
    def is_asked(self):
        """Whether there was anything to look for."""
        return not self.typed.is_empty

    @property
    def shown_words(self):
        """The words that the results are for."""
        return self.corrected_to or self.typed.text

    @property
    def found_as_typed(self):
        """How many things have all the words as they were typed."""
        return 0 if self.is_any or self.corrected_to else self.found.total

    @property
    def pages(self):
        """How many pages of results there are."""
        return _pages(self.found)


def answer(request, text, filters, *, number=1, is_exact=False):
    """Return what this reader finds for some words, at most twenty results of it."""
    return _Search(request, filters, number, is_exact).answer(parse(text))


class _Search:
    """One reader's way from words to results."""

    def __init__(self, request, filters, number, is_exact):
        self.reader, self.generation, version = ask_about(request)
        self.lists = lists.at(version)
        self.filters = filters
        self.number = number
        self.is_exact = is_exact

    def answer(self, typed):
        if typed.is_empty:
            return Answer(typed)
        steering = steering_for(typed.text, self.reader.language, self.lists)
        question, included = widen(typed, self.lists, self.reader.language)
        answer = Answer(typed, included=included)
        answer.found = self._find(question, steering)
        if not answer.found.total and len(question.wanted) > 1:
            question = question.settling_for_any()
            answer.found = self._find(question, steering)
            answer.is_any = bool(answer.found.total)
        answer.number = min(self.number, answer.pages)
        if answer.number < self.number:
            # Further than there are results: the last ones.
            self.number = answer.number
            answer.found = self._find(question, steering)
        answer.results = results_of(
            answer.found.hits, question, self.reader, self.generation
        )
        self._name(answer)
        return answer

    def _find(self, question, steering):
        return engine().find(
            question,
            self.reader,
            self.filters,
            steering,
            offset=(self.number - 1) * RESULTS_PER_PAGE,
            limit=RESULTS_PER_PAGE,
        )

    def _name(self, answer):
        """Add what stands in the table of findable things by its number only, in one query."""
        paths = {path for result in answer.results for path in result.paths_above}
        rows = _named(
            PLACE, Page.objects.live().filter(path__in=paths), "path", "title"
        )
        rows = rows.union(
            *(
                _named(
                    facet,
                    model.objects.filter(pk__in=_values(answer, facet)),
                    "pk",
                    "name",
                )
                for facet, model in [(TOPIC, Topic), (SETTING, CareSetting)]
            ),
            all=True,
        )
        found = {(kind, key): name for kind, key, name in rows}
        for result in answer.results:
            places = (found.get((PLACE, path)) for path in result.paths_above)
            result.place = [title for title in places if title]
        answer.names = {
            (facet, int(key)): name
            for (facet, key), name in found.items()
            if facet != PLACE
        }


def _pages(found):
    return max(1, -(-min(found.total, MOST_RANKED) // RESULTS_PER_PAGE))


def _values(answer, facet):
    return [each.value for each in answer.found.facets.get(facet, ())]


def _named(kind, things, key, name):
    """A query for (kind, key, name) of some things of any model."""
    return (
        things.order_by()
        .annotate(named=Value(kind), by=Cast(key, CharField()))
        .values_list("named", "by", name)
    )
