"""Other words for what was typed: synonyms, acronyms, British and American spelling, joined or apart."""

from dataclasses import replace
from itertools import chain, pairwise

from library.languages import primary

from .variants import variants_of

# Readers of other languages use these words too: AAR.
MAIN_LANGUAGE = "en"
LONGEST_NAME = 6
# Of one group: no list of synonyms is that long, and each costs the search time.
MOST_WAYS = 12
# Beginnings that some join, some write with a hyphen, some apart: co-production.
PREFIXES = ("co", "inter", "multi", "non", "post", "pre", "self", "well")
SHORTEST_REST = 4


def widen(question, lists, language):
    """Add other ways to say what is wanted; return (question, the names that were added, as written)."""
    languages = dict.fromkeys([primary(language), MAIN_LANGUAGE])
    typed = {word for group in question.wanted for way in group.ways for word in way}
    wanted, included = [], {}
    for run, names in _runs(question.wanted, lists, languages):
        said = {"".join(saying) for saying in _sayings(run)}
        for name in names:
            if "".join(name.words) not in said and not typed.issuperset(name.words):
                included.setdefault(name.words, name.written)
        run = _telling(run, names, lists, languages)
        wanted += _with_ways(run, names, lists.vocabulary)
    wanted = _also_joined(wanted, lists.vocabulary)
    return replace(question, wanted=tuple(wanted)), list(included.values())


def _runs(groups, lists, languages):
    """Cut groups into runs: those that are a name together with what else it is called, and single ones."""
    start = 0
    while start < len(groups):
        end = start + 1
        names = []
        for length in range(_reach(groups[start:]), 0, -1):
            names = _names_of(groups[start : start + length], lists, languages)
            if names:
                end = start + length
                break
        yield groups[start:end], names
        start = end


def _reach(groups):
    """How many groups from the first on could be one name."""
    # What was quoted is meant so, and of “this OR that” each is a name by itself.
    if groups[0].is_exact:
        return 0
    reach = 1
    if len(groups[0].ways) == 1:
        for group in groups[1:LONGEST_NAME]:
            if group.is_exact or len(group.ways) > 1:
                break
            reach += 1
    return reach


def _sayings(run):
    """What the groups of a run say: the ways of one, or the words of several in their order."""
    if len(run) == 1:
        return run[0].ways
    return [tuple(word for group in run for word in group.typed)]


def _names_of(run, lists, languages):
    names = [
        name
        for saying in _sayings(run)
        for language in languages
        for name in lists.names_like(saying, language)
    ]
    return list(dict.fromkeys(names))


def _telling(run, names, lists, languages):
    """The groups of a name without small words, which the index leaves out: “after” in After Action Review.

    A group of theirs would have nothing left but the names beside it, and those must not be required.
    """
    if not names:
        return run
    small = set().union(
        *(lists.small_words.get(language, ()) for language in languages)
    )
    telling = [group for group in run if not small.issuperset(group.typed)]
    return telling or run


def _with_ways(groups, names, vocabulary):
    """Add names to each group of a run: (after | aar) and (review | aar) is both or AAR."""
    named = [way for name in names for way in (name.words, *_variants(name.words))]
    return [_adding(_also_spelt(group, vocabulary), named) for group in groups]


def _also_joined(groups, vocabulary):
    """Add words that are written joined elsewhere: tool kit, toolkit."""
    groups = list(groups)
    for place, (first, second) in enumerate(pairwise(groups)):
        if first.is_exact or second.is_exact:
            continue
        pair = (*first.typed, *second.typed)
        joined = "".join(pair)
        if len(pair) == 2 and (joined in vocabulary or _is_apart(*pair)):
            groups[place] = _adding(groups[place], [(joined,)])
            groups[place + 1] = _adding(groups[place + 1], [(joined,)])
    return groups


def _also_spelt(group, vocabulary):
    if group.is_exact:
        return group
    others = [
        (*_variants(way), *_joined_or_apart(way, vocabulary)) for way in group.ways
    ]
    return _adding(group, chain.from_iterable(others))


def _variants(way):
    for place, word in enumerate(way):
        for variant in variants_of(word):
            yield (*way[:place], variant, *way[place + 1 :])


def _joined_or_apart(way, vocabulary):
    if len(way) > 1:
        yield ("".join(way),)
        return
    for prefix in PREFIXES:
        rest = way[0].removeprefix(prefix)
        if rest != way[0] and rest in vocabulary and _is_apart(prefix, rest):
            yield (prefix, rest)


def _is_apart(first, second):
    return first in PREFIXES and len(second) >= SHORTEST_REST


def _adding(group, ways):
    together = dict.fromkeys([*group.ways, *ways])
    return replace(group, ways=tuple(together)[:MOST_WAYS])
