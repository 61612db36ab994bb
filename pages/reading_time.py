"""How long a text takes to read.

Counted from the data as it is stored: no page, picture or document is fetched for it.
"""

import unicodedata
from math import ceil

from .stored_text import texts_in

WORDS_A_MINUTE = 230
# Languages that put no space between words: how many signs make one, and how the signs are named.
SIGNS_IN_A_WORD = {
    2: ("CJK", "HIRAGANA", "KATAKANA"),
    5: ("THAI", "LAO", "KHMER", "MYANMAR"),
}
# Before these nothing is written without spaces.
FIRST_UNSPACED = "\u0e00"


def minutes_to_read(stream):
    """Minutes for the text of a stream of blocks, rounded up; 0 when there is nothing to read."""
    texts = texts_in(stream.stream_block, stream.raw_data, without=_unread)
    words = sum(words_in(text.plain) for text in texts)
    return ceil(words / WORDS_A_MINUTE)


def words_in(text):
    """How many words a plain text has, in any script."""
    signs_of = dict.fromkeys(SIGNS_IN_A_WORD, 0)
    spaced = []
    for sign in text:
        signs = _signs_in_a_word(sign) if sign >= FIRST_UNSPACED else None
        if signs:
            signs_of[signs] += 1
        spaced.append(" " if signs else sign)
    unspaced = sum(ceil(count / signs) for signs, count in signs_of.items())
    pieces = "".join(spaced).split()
    return unspaced + sum(any(map(str.isalnum, piece)) for piece in pieces)


def _signs_in_a_word(sign):
    name = unicodedata.name(sign, "")
    for signs, scripts in SIGNS_IN_A_WORD.items():
        if name.startswith(scripts):
            return signs
    return None


def _unread(block):
    """What a block holds besides what is read."""
    return getattr(block, "unread", ())
