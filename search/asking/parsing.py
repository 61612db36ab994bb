"""What was typed, taken apart as people mean it: “quoted words”, -without, this OR that.

Nothing here is a language to learn: whatever doesn't read as a sign of that kind is words.
"""

import re

from safeguards.text import clean_text

from ..words import words_of
from .question import Group, Question

MOST_LETTERS = 200
# PostgreSQL nests a search by its words, and gives up at some hundreds of them.
MOST_WORDS = 20

QUOTES = '"\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02\u300c\u300d'
MINUSES = r"\-" "\u2212\u2013\uff0d"
EITHER = ("OR", "|")
SIGNS = ("NOT", "AND", *EITHER)
TOKEN = re.compile(
    rf"(?P<minus>(?<!\S)[{MINUSES}](?=[^\s{MINUSES}]))?"
    rf"(?:[{QUOTES}](?P<quoted>[^{QUOTES}]*)[{QUOTES}]|(?P<bare>[^\s{QUOTES}]+))"
)


def parse(text):
    """Take apart what was typed in the search box into a Question."""
    shown = clean_text(text[: 20 * MOST_LETTERS], multiline=False)
    shown = shown[:MOST_LETTERS].rstrip()
    wanted, unwanted = _groups(shown)
    return Question(text=shown, wanted=tuple(wanted), unwanted=tuple(unwanted))


def bare_parts(text):
    """The parts of a cleaned text that are wanted as words, each with its place: neither quoted nor left out."""
    is_unwanted = False
    for match in TOKEN.finditer(text):
        bare = match["bare"]
        is_words = bare is not None and bare not in SIGNS
        if is_words and not (is_unwanted or match["minus"]):
            yield bare, match.start("bare")
        is_unwanted = bare == "NOT"


def _groups(shown):
    wanted, unwanted = [], []
    is_unwanted = is_or = False
    room = MOST_WORDS
    for match in TOKEN.finditer(shown):
        quoted, bare = match["quoted"], match["bare"]
        if bare in SIGNS:
            is_unwanted = bare == "NOT"
            is_or = bare in EITHER and bool(wanted)
            continue
        way = tuple(words_of(quoted if bare is None else bare))[:room]
        if not way:
            continue
        room -= len(way)
        group = Group((way,), is_exact=bare is None)
        if is_unwanted or match["minus"]:
            unwanted.append(group)
        elif is_or:
            wanted[-1] = _either(wanted[-1], group)
        else:
            wanted.append(group)
        is_unwanted = is_or = False
        if not room:
            break
    return _once(wanted), _once(unwanted)


def _either(first, second):
    ways = tuple(dict.fromkeys(first.ways + second.ways))
    return Group(ways, is_exact=first.is_exact or second.is_exact)


def _once(groups):
    return list(dict.fromkeys(groups))
