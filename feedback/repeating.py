"""Whether a text repeats somebody's own words or names them, however both are written."""

import re
import unicodedata
from dataclasses import dataclass

RUN_OF_WORDS = 6
# For languages that put few spaces between words, and for words that were split or joined.
RUN_OF_LETTERS = 32
# All of a message that is shorter than a run; below that, two people may well say the same.
SHORTEST_MESSAGE = 3

WORD = re.compile(r"[\w'’]+")
APOSTROPHES = str.maketrans("", "", "'’_")
# Parts of names that say what somebody does, or that every text has.
NOT_NAMES = frozenset(
    [
        "a",
        "an",
        "and",
        "carer",
        "clerk",
        "doctor",
        "dr",
        "for",
        "from",
        "in",
        "manager",
        "member",
        "miss",
        "mr",
        "mrs",
        "ms",
        "nurse",
        "of",
        "on",
        "patient",
        "reader",
        "service",
        "sister",
        "staff",
        "team",
        "the",
        "to",
        "ward",
        "with",
    ]
)


@dataclass(frozen=True)
class Word:
    """One word of a text: as it is compared, and where it stands."""

    plain: str
    start: int
    end: int


def repeated_words(text, sources):
    """The words of `text` that one of `sources` says alike: a run of them, or a whole short message; else ""."""
    words = words_of(text)
    for source in sources:
        said = words_of(source)
        run = (
            _run_of_words(words, said)
            or _whole_message(words, said)
            or _run_of_letters(words, said)
        )
        if run:
            first, last = run
            return text[words[first].start : words[last].end]
    return ""


def repeated_name(text, names):
    """The name, or the part of a name, that stands in `text`; else ""."""
    words = words_of(text)
    for name in names:
        parts = words_of(name)
        run = _first_place(words, parts)
        if run is not None and not {part.plain for part in parts} <= NOT_NAMES:
            return text[words[run].start : words[run + len(parts) - 1].end]
        wanted = {part.plain for part in parts if len(part.plain) > 1} - NOT_NAMES
        for word in words:
            written = text[word.start : word.end]
            if word.plain in wanted and _looks_like_a_name(written):
                return written
    return ""


def is_said_in(words, text):
    """Whether these words stand in a text, however both are written."""
    return _letters(words_of(words)) in _letters(words_of(text))


def words_of(text):
    """The words of a text without case, accents and whatever stands between them."""
    found = (
        Word(_plain(match[0]), match.start(), match.end())
        for match in WORD.finditer(text)
    )
    return [word for word in found if word.plain]


def _plain(word):
    letters = unicodedata.normalize("NFKD", word.translate(APOSTROPHES))
    return "".join(
        letter for letter in letters if not unicodedata.combining(letter)
    ).casefold()


def _looks_like_a_name(word):
    """Whether it begins with a capital, in scripts that have any."""
    return word[0].isupper() or word.lower() == word.upper()


def _letters(words):
    return "".join(word.plain for word in words)


def _run_of_words(words, said):
    """The first and the last word of the longest run from the first place where both say the same."""
    known = {
        _plains(said, start, RUN_OF_WORDS)
        for start in range(len(said) - RUN_OF_WORDS + 1)
    }
    for start in range(len(words) - RUN_OF_WORDS + 1):
        if _plains(words, start, RUN_OF_WORDS) in known:
            last = start
            while _plains(words, last, RUN_OF_WORDS) in known:
                last += 1
            return start, last + RUN_OF_WORDS - 2
    return None


def _whole_message(words, said):
    if not SHORTEST_MESSAGE <= len(said) < RUN_OF_WORDS:
        return None
    start = _first_place(words, said)
    return None if start is None else (start, start + len(said) - 1)


def _run_of_letters(words, said):
    letters = _letters(words)
    # The number of its word, for each letter.
    place = [number for number, word in enumerate(words) for _letter in word.plain]
    all_said = _letters(said)
    for start in range(len(letters) - RUN_OF_LETTERS + 1):
        if letters[start : start + RUN_OF_LETTERS] in all_said:
            return place[start], place[start + RUN_OF_LETTERS - 1]
    return None


def _first_place(words, wanted):
    """Where these words stand one after the other; None: nowhere."""
    plain = _plains(wanted, 0, len(wanted))
    if not plain:
        return None
    starts = range(len(words) - len(wanted) + 1)
    found = (start for start in starts if _plains(words, start, len(wanted)) == plain)
    return next(found, None)


def _plains(words, start, length):
    return tuple(word.plain for word in words[start : start + length])
