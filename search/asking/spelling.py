"""What somebody may have meant to type, made of the words that the index really has."""

from heapq import nsmallest
from itertools import islice, pairwise

from ..words import placed_words
from .parsing import MOST_WORDS, bare_parts, parse
from .slips import slips_between
from .widening import PREFIXES

MOST = 8
# How many ways to go on are kept in mind from word to word, and how many words for each.
BREADTH = 24
CANDIDATES = 6
# What it costs, in wrong letters, to suppose each of these.
UNKNOWN = 3.0
OTHER_ENDING = 0.6
KNOWN_BUT_WRONG = 1.2
SPACE_MISSING = 0.9
SPACE_TOO_MANY = 0.7
SHORTEST_PART = 3
# What PostgreSQL takes off: a word is known if it differs in no more than these.
ENDINGS = ("s", "es", "ed", "d", "ing", "er", "ers", "ly")


def corrections(question, lists):
    """Return Questions that may be meant instead, the likeliest first; each is yet to be tried."""
    placed = _placed(question.text)[:MOST_WORDS]
    found = {}
    for changes in _likeliest(question.text, placed, lists.vocabulary):
        other = parse(_rewritten(question.text, placed, changes))
        if other.wanted != question.wanted:
            found.setdefault(other.wanted, other)
    return list(islice(found.values(), MOST))


def nearest_words(question, lists):
    """Return words of the index that are most like those that it doesn't have."""
    vocabulary = lists.vocabulary
    unknown = [word for word, *_ in _placed(question.text) if word not in vocabulary]
    near = [each for word in unknown[:MOST_WORDS] for each in _alike(word, vocabulary)]
    return list(dict.fromkeys(word for _cost, word in nsmallest(MOST, near)))


def _placed(text):
    """The words that may be put right, with where they stand."""
    return [
        (word, start + begin, end + begin)
        for part, begin in bare_parts(text)
        for word, start, end in placed_words(part)
    ]


def _rewritten(text, placed, changes):
    """The text with some of its words changed: (first, the one after the last, what instead)."""
    for first, after, instead in reversed(changes):
        text = text[: placed[first][1]] + instead + text[placed[after - 1][2] :]
    return text


def _likeliest(text, placed, vocabulary):
    """The likeliest ways to put the words right together, as lists of changes."""
    words = [word for word, *_ in placed]
    together = {
        place
        for place, (one, other) in enumerate(pairwise(placed))
        if not text[one[2] : other[1]].strip("-\u2010\u2011 ")
    }
    ways = [[] for _ in range(len(words) + 1)]
    ways[0] = [(0.0, ())]
    for place, word in enumerate(words):
        best = nsmallest(BREADTH, ways[place])
        steps = [(cost, 1, instead) for cost, instead in _instead_of(word, vocabulary)]
        if place in together:
            pair = (word, words[place + 1])
            steps += [(cost, 2, instead) for cost, instead in _joined(pair, vocabulary)]
        for cost, length, instead in steps:
            change = ((place, place + length, instead),) if instead else ()
            ways[place + length] += [
                (before + cost, (*changes, *change)) for before, changes in best
            ]
    return [changes for _cost, changes in nsmallest(BREADTH, ways[-1]) if changes]


def _instead_of(word, vocabulary):
    """What may be meant by a word, as (cost, words); an empty string is the word itself."""
    yield _cost_of_keeping(word, vocabulary), ""
    if word.isdecimal():
        return
    wrong = KNOWN_BUT_WRONG if word in vocabulary else 0
    for cost, candidate in _alike(word, vocabulary):
        yield wrong + cost, candidate
    for cost, parts in nsmallest(2, _apart(word, vocabulary)):
        yield wrong + cost, parts


def _cost_of_keeping(word, vocabulary):
    if word in vocabulary:
        return -vocabulary.weight(word)
    for ending in ENDINGS:
        if word.removesuffix(ending) in vocabulary or word + ending in vocabulary:
            return OTHER_ENDING
    return UNKNOWN


def _alike(word, vocabulary):
    costs = (
        (slips_between(word, other) - vocabulary.weight(other), other)
        for other in vocabulary.near(word, _most_slips(word))
    )
    return nsmallest(CANDIDATES, costs)


def _most_slips(word):
    length = len(word)
    return 0 if length < 3 else 1 if length < 5 else 2 if length < 9 else 3


def _apart(word, vocabulary):
    """Two words that were typed without the space between them."""
    for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        parts = word[:cut], word[cut:]
        if all(part in vocabulary for part in parts):
            yield SPACE_MISSING - min(map(vocabulary.weight, parts)), " ".join(parts)
    for prefix in PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) > SHORTEST_PART:
            for cost, candidate in _alike(rest, vocabulary):
                yield SPACE_MISSING + cost, f"{prefix} {candidate}"


def _joined(pair, vocabulary):
    """One word that was typed as two."""
    joined = "".join(pair)
    if joined in vocabulary:
        yield SPACE_TOO_MANY - vocabulary.weight(joined), joined
    elif not all(word in vocabulary for word in pair):
        for cost, candidate in _alike(joined, vocabulary):
            yield SPACE_TOO_MANY + cost, candidate
