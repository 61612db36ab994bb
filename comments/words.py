"""Text as words alone, so that no way of spelling one hides it."""

import re
import unicodedata

from accounts.lookalikes import UNSEEN

ASCII_GAPS = re.compile(r"[^a-z0-9]+")
# The “s” that says whose it is goes with its apostrophe.
APOSTROPHES = re.compile("['\u2018\u2019\u02bc\u055a`\u00b4](?:s\\b)?", re.IGNORECASE)
# A stroke through a letter is no mark that Unicode takes off.
STROKED = str.maketrans("łøđħŧı", "lodhti")
# Written without spaces: each sign of Thai, Lao, Khmer, Japanese and Chinese stands alone.
UNSPACED = re.compile(
    "([\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])"
)


def plain_words(text):
    """The words of a text in small letters with one space between, without marks, signs and disguise."""
    text = APOSTROPHES.sub("", text)
    if text.isascii():
        return ASCII_GAPS.sub(" ", text.lower()).strip()
    text = unicodedata.normalize("NFKD", UNSEEN.sub("", text)).casefold()
    # Once more: what stood for an apostrophe, and capitals that came out of other signs.
    text = APOSTROPHES.sub("", unicodedata.normalize("NFKD", text))
    letters = "".join(map(_as_read, text.translate(STROKED)))
    return " ".join(UNSPACED.sub(r" \1 ", letters).split())


def says(words, text):
    """Whether these words stand in a text, one after the other and whole; both as plain_words."""
    return bool(words) and f" {words} " in f" {text} "


def _as_read(character):
    """The character, nothing for what only changes another one, a space for all but letters."""
    kind = unicodedata.category(character)
    if kind in {"Cf", "Me"} or unicodedata.combining(character):
        return ""
    # Vowels are marks in some scripts.
    return character if kind[0] in "LMN" else " "
