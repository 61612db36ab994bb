"""The words of a result that say why it was found: cut to a line or two, what was looked for marked."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import snowballstemmer

from safeguards.text import UNWANTED

from ..languages import config_of
from ..words import placed_words

# Pages of files and sections are shorter; of what is longer, the beginning is looked through.
MOST_LETTERS = 20_000
MOST_PLACES = 200
SENTENCE_ENDS = ".!?\u2026:;\u061f\u06d4\u3002\u00b7"
# Between a heading, or one entry of a list, and the next. Longer lines are broken ones of a PDF.
BETWEEN_LINES = "\u00a0\u00b7 "
LONGEST_ENTRY = 60
CUT = "\u2026"


@dataclass(frozen=True)
class Piece:
    """Some text, which is what was looked for or isn't."""

    text: str
    is_marked: bool = False


@dataclass(frozen=True)
class Place:
    """Where in a text one of the groups of a question stands."""

    start: int
    end: int
    group: int


class Marker:
    """What a question looks for, as it is compared with texts of one language."""

    def __init__(self, question, language):
        self.config = config_of(language)
        # By its first word, since most words of a text begin nothing that was looked for.
        self.ways = {}
        for number, group in enumerate(question.wanted):
            for way in group.ways:
                stems = tuple(stem(word, self.config) for word in way)
                self.ways.setdefault(stems[0], []).append((stems, number))

    def places(self, text):
        """Where anything that was looked for stands in a text, from its beginning on."""
        words = placed_words(text)
        stems = [stem(word, self.config) for word, _start, _end in words]
        found, done = [], 0
        for index, first in enumerate(stems):
            for way, group in self.ways.get(first, ()):
                after = index + len(way)
                if index >= done and tuple(stems[index:after]) == way:
                    found.append(Place(words[index][1], words[after - 1][2], group))
                    done = after
            if len(found) == MOST_PLACES:
                break
        return found

    def marked(self, text, length):
        """The part of a text that tells the most of what was looked for, as pieces: at most about `length` letters.

        Where nothing of it stands in the text, its beginning, without any mark.
        """
        text = _in_one_line(UNWANTED.sub("", text[:MOST_LETTERS]))
        places = self.places(text)
        start, end = _window(text, places, length)
        inside = [
            place for place in places if start <= place.start and place.end <= end
        ]
        return _pieces(text, inside, start, end)


def has_mark(pieces):
    """Whether anything of a snippet is marked."""
    return any(piece.is_marked for piece in pieces)


@lru_cache(maxsize=50_000)
def stem(word, config):
    """A folded word without its ending, as PostgreSQL's configuration of that name takes it off."""
    if config == "simple":
        return word
    # Its stemmers hold what they work on: each thread needs its own, and they are quickly made.
    return snowballstemmer.stemmer(config).stemWord(word)


def _in_one_line(text):
    """A text without its lines; what only a line kept apart is kept apart by a dot."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    lines = [line for line in lines if line]
    said = lines[:1]
    for before, line in pairwise(lines):
        ends = before[-1].isalnum() and len(before) <= LONGEST_ENTRY
        said += [BETWEEN_LINES if ends and not line[0].islower() else " ", line]
    return "".join(said)


def _window(text, places, length):
    """From where to where a text is shown: all of it, or what tells of most groups, the earliest such."""
    if len(text) <= length:
        return 0, len(text)
    if not places:
        return 0, _word_end(text, length, 0)
    best = max(
        places, key=lambda place: (_groups_near(places, place, length), -place.start)
    )
    start = _beginning(text, best.start, length // 3)
    end = min(len(text), start + length)
    return start, _word_end(text, end, best.end)


def _groups_near(places, first, length):
    last = first.start + length * 2 // 3
    return len(
        {
            place.group
            for place in places
            if first.start <= place.start and place.end <= last
        }
    )


def _beginning(text, place, room):
    """Where to begin so that `place` is shown: at its sentence, if that isn't far, else at a word near it."""
    if place <= room:
        return 0
    before = text[place - room : place]
    sentence = max(before.rfind(f"{end} ") for end in SENTENCE_ENDS)
    if sentence >= 0:
        return place - room + sentence + 2
    word = before.find(" ")
    return place - room + word + 1 if word >= 0 else place


def _word_end(text, end, least):
    """The end of the last whole word before `end`, but not before `least`."""
    if end >= len(text):
        return end
    if text[end] != " ":
        space = text.rfind(" ", least, end)
        end = space if space > least else max(end, least)
    return len(text[:end].removesuffix(BETWEEN_LINES.rstrip()))


def _pieces(text, places, start, end):
    pieces, done = [], start
    for first, last in _together(text, places):
        pieces.append(Piece(text[done:first]))
        pieces.append(Piece(text[first:last], is_marked=True))
        done = last
    pieces.append(Piece(text[done:end]))
    if start > 0:
        pieces.insert(0, Piece(CUT))
    if end < len(text):
        pieces.append(Piece(CUT))
    return tuple(piece for piece in pieces if piece.text)


def _together(text, places):
    """Where marks begin and end: words that follow one another have one."""
    marks = []
    for place in places:
        if marks and not text[marks[-1][1] : place.start].strip():
            marks[-1] = (marks[-1][0], place.end)
        else:
            marks.append((place.start, place.end))
    return marks
