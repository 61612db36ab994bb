"""What is known of words, held in memory by each process until it changes."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from threading import Lock

from django.db import connection

from library.languages import primary
from pages.models import GlossaryTerm

from ..languages import config_of
from ..models import IndexedWord, SteeredResult, SynonymSet
from ..words import words_of
from .question import Steering
from .vocabulary import Vocabulary

SHORTEST_OF_MANY = 3


@dataclass(frozen=True)
class Name:
    """One way to call something: as editors write it, and its folded words."""

    written: str
    words: tuple[str, ...]


@dataclass
class Lists:
    """Synonyms, names and steering of all languages, by language; words as they are asked for."""

    version: int
    # By language and by the words of a name, joined ("afteractionreview"): the names that are
    # to be found along with it.
    names: dict[str, dict[str, list[Name]]] = field(default_factory=dict)
    # By language: the words of names that PostgreSQL leaves out of the index, such as “after”.
    small_words: dict[str, set[str]] = field(default_factory=dict)
    # By language and by the folded phrase, as the table holds it.
    steering: dict[tuple[str, str], Steering] = field(default_factory=dict)

    @cached_property
    def vocabulary(self):
        """The words of the index and of all names, which may be none of the index."""
        rows = IndexedWord.objects.values_list("word", "count", "is_in_titles")
        return Vocabulary(chain(rows, self._words_of_names()))

    def names_like(self, words, language):
        """The names that mean the same as these words in a language, even if these are more than one."""
        joined = "".join(words)
        named = self.names.get(language, {})
        found = named.get(joined)
        # “5” is not one of “5s”.
        if not found and len(joined) >= SHORTEST_OF_MANY:
            found = named.get(f"{joined}s") or named.get(joined.removesuffix("s"))
        return [
            name
            for name in found or []
            if name.words != tuple(words) and self._is_telling(name, language)
        ]

    def _is_telling(self, name, language):
        """Whether more than one word is left of a name of several: “stand-up” would find all that stands."""
        small = self.small_words.get(language, ())
        left = [word for word in name.words if word not in small]
        return len(left) > 1 or len(left) == len(name.words)

    def _words_of_names(self):
        for named in self.names.values():
            for beside in named.values():
                for name in beside:
                    yield from ((word, 1, False) for word in name.words)


_held = None
_loading = Lock()


def at(version):
    """The lists as they are since a version of them (IndexState.lists_version)."""
    global _held
    held = _held
    if held is None or held.version != version:
        with _loading:
            held = _held
            if held is None or held.version != version:
                held = _held = load(version)
    return held


def load(version):
    """Read the lists from the database."""
    names = _names()
    return Lists(
        version=version,
        names=names,
        small_words=_small_words(names),
        steering=_steering(),
    )


def _names():
    found = defaultdict(lambda: defaultdict(list))
    for language, names, is_one_way in [*_glossary(), *_synonyms()]:
        named = [Name(name, tuple(words_of(name))) for name in names]
        named = [name for name in named if name.words]
        for name in named[:1] if is_one_way else named:
            beside = found[language]["".join(name.words)]
            beside += [other for other in named if other not in beside]
    return {language: dict(names) for language, names in found.items()}


def _small_words(names):
    asked = {
        (language, config_of(language), word)
        for language, named in names.items()
        for beside in named.values()
        for name in beside
        for word in name.words
    }
    small = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT language, word FROM unnest(%s::text[], %s::regconfig[], %s::text[])"
            " AS asked (language, config, word) WHERE to_tsvector(config, word) = ''",
            [list(column) for column in zip(*asked, strict=True)] or [[], [], []],
        )
        for language, word in cursor.fetchall():
            small[language].add(word)
    return dict(small)


def _glossary():
    terms = GlossaryTerm.objects.select_related("locale").order_by("pk")
    for term in terms:
        language = primary(term.locale.language_code)
        yield language, [term.term, *term.also_called], False


def _synonyms():
    for synonyms in SynonymSet.objects.order_by("pk"):
        yield primary(synonyms.language), synonyms.names, synonyms.is_one_way


def _steering():
    keys = defaultdict(lambda: defaultdict(list))
    results = SteeredResult.objects.select_related("phrase")
    for result in results.order_by("phrase", "sort_order", "pk"):
        phrase = (result.phrase.language, result.phrase.folded)
        keys[phrase][result.action].append(result.key)
    Action = SteeredResult.Action
    return {
        phrase: Steering(
            pinned=tuple(by_action[Action.PIN]),
            promoted=tuple(by_action[Action.PROMOTE]),
            hidden=tuple(by_action[Action.HIDE]),
        )
        for phrase, by_action in keys.items()
    }
