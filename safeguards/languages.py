"""Which language a text is in, for comments that no moderator may be able to read."""

import re

import pycld2

# Too little to tell a language by. A sign of Chinese says as much as a word of English.
FEWEST_LETTERS = 24
FEWEST_SIGNS = 8
# How much of the text has to be in one language.
LEAST_SHARE = 70

NO_WORDS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|[\d_]+")
# Jargon, names of drugs and Latin on a prescription: what the library takes for rare languages.
NOT_WRITTEN_HERE = frozenset({"un", "sco", "la", "ia", "ie", "vo", "eo", "tlh", "zzp"})
NAMES = {"iw": "he", "zh-Hant": "zh", "nb": "no", "nn": "no", "jw": "jv"}
# They stand in English sentences, however odd the other words are, and in no other language.
ENGLISH = re.compile(
    r"\b(?:the|and|with|this|that|these|those|you|your|our|from|they|which|when|would|should)\b",
    re.IGNORECASE,
)


def language_of(text):
    """The code of the language that a text is in, such as "pl", or None where that isn't sure."""
    words = _words(text)
    if not _is_enough(words):
        return None
    is_sure, _size, found = pycld2.detect(words)
    _name, code, share, _score = found[0]
    if not is_sure or share < LEAST_SHARE or code in NOT_WRITTEN_HERE:
        return None
    code = NAMES.get(code, code)
    if code != "en" and len(ENGLISH.findall(words)) >= 2:
        return None
    return code


def _words(text):
    # The library refuses characters that stand for nothing.
    shown = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(NO_WORDS.sub(" ", shown).split())


def _is_enough(words):
    letters = [sign for sign in words if sign.isalpha()]
    fewest = FEWEST_LETTERS if words.isascii() else FEWEST_SIGNS
    return len(letters) >= fewest
