"""Words as search compares them: without case, accents, marks and signs."""

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode doesn't take apart, though people who lack the key type the plain one.
PLAIN_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ħ": "h",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ð": "d",
        # Arabic is written with and without these differences.
        "ى": "ي",
        "ة": "ه",
        "ـ": "",
    }
)
APOSTROPHES = "'\u2019\u2018\u02bc\u00b4`"
POSSESSIVE = re.compile(rf"(?<=\w)[{APOSTROPHES}]s\b")
INSIDE_A_WORD = re.compile(rf"(?<=\w)[{APOSTROPHES}](?=\w)")
# One word however it is written: “A&E”, “N.H.S.”
LETTER = r"(?<![^\W_])[^\W\d_]"
INITIALS = re.compile(rf"{LETTER}&[^\W\d_](?![^\W_])|(?:{LETTER}\.){{2,}}")
WORD = re.compile(r"[^\W_]+")
# What a word is written with, between spaces and signs: vowels of Arabic and Hebrew are marks.
MARKS = "".join(filter(unicodedata.combining, map(chr, range(0x300, 0xFFFF))))
WRITTEN = re.compile(rf"{INITIALS.pattern}|[\w{APOSTROPHES}{MARKS}]+")


def fold(text):
    """Text in small letters without accents: “Café” and “CAFE” are the same."""
    if text.isascii():
        # Most is, and the rest takes a hundred times as long.
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in apart if not unicodedata.combining(char))
    return plain.translate(PLAIN_LETTERS)


def words_of(text):
    """The folded words of a text in their order: “Team’s co-design” are “team”, “co”, “design”."""
    joined = INITIALS.sub(lambda found: re.sub("[&.]", "", found[0]), text)
    without = INSIDE_A_WORD.sub("", POSSESSIVE.sub("", joined))
    return WORD.findall(fold(without))


def searchable(text):
    """The text as it is indexed and compared: its folded words with a space between them."""
    return " ".join(words_of(text))


def placed_words(text):
    """Each folded word of a text with where it stands there: tuples of (word, start, end)."""
    found = []
    for match in WRITTEN.finditer(text):
        start, end = match.span()
        found += [(word, start, end) for word in _words_in(match[0])]
    return found


# The same few thousand words make up most texts.
@lru_cache(maxsize=20_000)
def _words_in(written):
    return tuple(words_of(written))
