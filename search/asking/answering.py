"""From what was typed to what is shown: step by step, with as few questions to the database as there can be."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import CharField, Value
from django.db.models.functions import Cast
from wagtail.models import Page

from accounts.models import CareSetting
from pages.models import Topic

from ..engines import engine
from ..engines.base import MOST_RANKED
from ..models import Findable
from . import lists
from .access import ask_about
from .parsing import parse
from .question import Found, Question
from .results import Result, results_of
from .spelling import corrections, nearest_words
from .steering import steering_for
from .widening import widen

RESULTS_PER_PAGE = 20
MOST_PAGES = MOST_RANKED // RESULTS_PER_PAGE
# Of a few words many other ways to read them are tried, of many words few.
MOST_WORDS_TRIED = 24
# How many other ways to read what was typed are offered.
MOST_MEANT = 1
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
    # What else may have been meant: each of these finds something.
    meant: list[str] = field(default_factory=list)
    # There is something, but not what the results are narrowed down to.
    is_narrowed_away: bool = False
    # Words of the site that are like those that find nothing.
    nearest: list[str] = field(default_factory=list)
    # Where else to look (Findables).
    topics: Iterable[Findable] = ()
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
        answer = Answer(typed)
        if typed.is_empty:
            answer.topics = self._topics()
            return answer
        question, answer.included = self._widened(typed)
        answer.found = self._find(question, typed)
        if not answer.found.total:
            question = self._instead(answer, question)
        if self.number > answer.pages:
            # Further than there are results: the last ones.
            self.number = answer.pages
            answer.found = self._find(question, typed)
        answer.number = self.number
        hits = answer.found.hits
        answer.results = results_of(hits, question, self.reader, self.generation)
        if answer.found.total:
            self._name(answer)
        else:
            self._help(answer)
        return answer

    def _instead(self, answer, question):
        """Look for what was meant, or for any of the words, where nothing has all of them; return what is asked."""
        typed = answer.typed
        most = max(1, MOST_WORDS_TRIED // len(typed.wanted))
        others = corrections(typed, self.lists)[:most]
        widened = [self._widened(other)[0] for other in others]
        as_typed, *counts = engine().count_each([question, *widened], self.reader)
        if as_typed:
            # There is something, but not what the results are narrowed down to.
            answer.is_narrowed_away = True
            return question
        found = [each for each in zip(others, widened, counts, strict=True) if each[2]]
        if found and not (self.is_exact or self._knows(typed)):
            (other, question, _count), *found = found
            answer.corrected_to = other.text
            answer.included = self._widened(other)[1]
            answer.found = self._find(question, other)
        elif len(question.wanted) > 1:
            question = question.settling_for_any()
            answer.found = self._find(question, typed)
            answer.is_any = bool(answer.found.total)
        answer.meant = [other.text for other, *_ in found[:MOST_MEANT]]
        return question

    def _help(self, answer):
        """Add what may be looked for instead, where nothing was found."""
        if not answer.is_narrowed_away:
            near = [parse(word) for word in nearest_words(answer.typed, self.lists)]
            counts = engine().count_each(near, self.reader)
            answer.nearest = [
                word.text for word, count in zip(near, counts, strict=True) if count
            ]
        answer.topics = self._topics()

    def _topics(self):
        in_use = Findable.objects.of_generation(self.generation)
        return in_use.topics_in(self.reader.language).open_to_everybody()

    def _knows(self, question):
        """Whether each word stands somewhere in the index: then none of them is a slip of the pen."""
        words = {word for group in question.wanted for word in group.typed}
        return all(word in self.lists.vocabulary for word in words)

    def _widened(self, question):
        return widen(question, self.lists, self.reader.language)

    def _find(self, question, typed):
        language = self.reader.language
        return engine().find(
            question,
            self.reader,
            self.filters,
            steering_for(typed.text, language, self.lists),
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
