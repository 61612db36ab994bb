"""What readers may mean while they still type: titles and other names that begin like their words."""

from dataclasses import dataclass

from ..engines import engine
from ..models import Findable
from ..words import fold, placed_words, words_of
from . import lists
from .access import ask_about
from .parsing import MOST_WORDS
from .steering import steering_for

LEAST_LETTERS = 2
MOST_LETTERS = 200
# One sign may stand for many letters, and PostgreSQL takes no word of more than 2,046 bytes.
MOST_OF_A_WORD = 60
MOST = 8


@dataclass(frozen=True)
class Suggestion:
    """One thing that may be meant, ready to show."""

    # The title, cut where what was typed begins and ends: (text, whether it was typed).
    pieces: list[tuple[str, bool]]
    # The other name by which it was found: "AAR".
    also: str
    kind: str
    address: str
    language: str


def suggestions_for(text, request):
    """Return what a text may be the beginning of, the likeliest first; two queries, or none."""
    words = [word[:MOST_OF_A_WORD] for word in words_of(text[:MOST_LETTERS])]
    # Each once: every beginning is looked up by itself.
    words = list(dict.fromkeys(words))[:MOST_WORDS]
    if len("".join(words)) < LEAST_LETTERS:
        return []
    reader, _generation, version = ask_about(request)
    steering = steering_for(text[:MOST_LETTERS], reader.language, lists.at(version))
    heads = engine().suggest(words, reader, limit=MOST + len(steering.hidden))
    shown = [head for head in heads if head.key not in steering.hidden][:MOST]
    return [_suggestion(head, words) for head in _first(steering.pinned, shown)]


def _first(pinned, heads):
    """What editors show first for these very words, then the rest as it is; what only explains a word, last."""
    return sorted(
        heads,
        key=lambda head: (_place(head, pinned), head.kind == Findable.Kind.TERM),
    )


def _place(head, pinned):
    return pinned.index(head.key) if head.key in pinned else len(pinned)


def _suggestion(head, words):
    return Suggestion(
        pieces=_pieces(head.title, words),
        also="" if _is_named(head.title, words) else _other_name(head, words),
        kind=Findable.Kind(head.kind).label,
        address=head.address,
        language=head.language,
    )


def _other_name(head, words):
    """The other name that has most of the words, where the title has not all of them."""
    names = [name for name in head.other_names.splitlines() if name.strip()]
    return next((name for name in names if _is_named(name, words)), "")


def _is_named(name, words):
    named = words_of(name)
    return all(any(one.startswith(word) for one in named) for word in words)


def _pieces(title, words):
    pieces, done = [], 0
    for word, start, end in placed_words(title):
        typed = max((len(one) for one in words if word.startswith(one)), default=0)
        if typed and start >= done:
            pieces += [(title[done:start], False)]
            done = _end_of(title, start, end, typed)
            pieces += [(title[start:done], True)]
    return [piece for piece in [*pieces, (title[done:], False)] if piece[0]]


def _end_of(title, start, end, letters):
    """Where in a word as it is written so many of its folded letters end: “Łó” are two."""
    return next(
        (at for at in range(start + 1, end) if len(fold(title[start:at])) >= letters),
        end,
    )
