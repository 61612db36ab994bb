"""A drawn stand-in for a picture: the first letters of a name, and a colour."""

import regex

# Each is a hue of tokens.css, whose contrast is tested by day and by night.
HUES = ("toolkits", "stories", "videos", "events", "about")

LETTER_OR_DIGIT = regex.compile(r"[\p{L}\p{N}]")
# One character as a reader sees it: a letter with its marks, a flag, a family.
CHARACTER = regex.compile(r"\X")
# Writing in which one sign is a word or a syllable: one is enough.
SYLLABIC = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Bopomofo}\p{Yi}]"
)
# Letters of writing that joins up keep their own shape with this between them.
JOINED = regex.compile(r"[\p{Arabic}\p{Syriac}\p{Mongolian}\p{Nko}]")
NO_JOINING = "\u200c"


def hue_of(number):
    """The hue of the account with this number: always the same one."""
    return HUES[number % len(HUES)]


def initials_of(name):
    """One or two characters that stand for a name, in whichever writing it is."""
    # "Ward sister, Eden valley" is a ward sister.
    words = name.partition(",")[0].split()
    letters = [letter for letter in map(_first_letter, words) if letter]
    if not letters:
        found = CHARACTER.search(name.strip())
        return _first_letter(name) or (found.group() if found else "")
    if len(letters) == 1 or SYLLABIC.match(letters[0]):
        return letters[0]
    first, last = letters[0], letters[-1]
    return f"{first}{NO_JOINING if JOINED.match(first) else ''}{last}"


def _first_letter(word):
    """The first letter or digit with its marks, large where the writing has large ones."""
    for character in CHARACTER.findall(word):
        if LETTER_OR_DIGIT.match(character):
            # The form for titles: capitals of some alphabets are in few fonts. “ß” stays one.
            large = character.title()
            return large if len(large) == len(character) else character
    return ""
