"""Typed text made safe to store and to show beside other people's words."""

import re
import unicodedata

from django import forms

LINE_ENDS = re.compile("\r\n|[\r\u000b\u000c\u0085\u2028\u2029]")

# Never wanted in typed text: control characters (NUL among them, which PostgreSQL cannot
# store), halves of characters, and what turns or hides the text that follows. The marks
# that Arabic and Hebrew writers use (U+200E, U+200F, U+061C) stay.
UNWANTED = re.compile(
    "["
    "\u0000-\u0008\u000e-\u001f\u007f-\u009f"
    "\u00ad\u180e\u200b\u2060-\u2064"
    "\u202a-\u202e\u2066-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff"
    "]"
)

# Joiners shape letters in Persian, Hindi and others, and join emoji. Doubled, at the edge of
# a word or between plain Latin letters they only make two equal words look different.
DOUBLED_JOINER = re.compile("([\u200c\u200d])[\u200c\u200d]+")
IDLE_JOINER = re.compile(
    r"(?<!\S)[\u200c\u200d]|[\u200c\u200d](?!\S)"
    r"|(?<=[\u0000-\u007f])[\u200c\u200d](?=[\u0000-\u007f])"
)

# The invisible letters after a black flag make England's, Scotland's and Wales's flags.
INVISIBLE_LETTERS = re.compile(
    "(\U0001f3f4[\U000e0020-\U000e007e]{1,8}\U000e007f)|[\U000e0000-\U000e007f]"
)

# No writing stacks more marks on one letter, and bringing a pile of marks into order takes
# time that grows with the square of its height.
TALLEST_PILE = 30

# Characters that count as letters or symbols but show nothing.
BLANKS = "\u115f\u1160\u2800"


def clean_text(value, *, multiline):
    """Typed text as it may be stored: nothing invisible that misleads, one kind of line end."""
    text = LINE_ENDS.sub("\n", str(value))
    text = UNWANTED.sub("", text)
    text = INVISIBLE_LETTERS.sub(r"\1", text)
    text = DOUBLED_JOINER.sub(r"\1", text)
    text = IDLE_JOINER.sub("", text)
    text = unicodedata.normalize("NFC", _without_tall_piles(text))
    if multiline:
        text = "\n".join(line.rstrip() for line in text.split("\n"))
    else:
        text = re.sub(r"\s+", " ", text)
    text = text.strip()
    return text if _shows_something(text) else ""


def _without_tall_piles(text):
    if text.isascii():
        return text
    kept = []
    height = 0
    for character in text:
        height = height + 1 if _is_mark(character) else 0
        if height <= TALLEST_PILE:
            kept.append(character)
    return "".join(kept)


def _is_mark(character):
    return unicodedata.combining(unicodedata.normalize("NFD", character)[0]) > 0


def _shows_something(text):
    return any(
        unicodedata.category(character)[0] in "LNPS" and character not in BLANKS
        for character in text
    )


class PlainTextField(forms.CharField):
    """Several lines of plain text."""

    widget = forms.Textarea
    multiline = True

    def to_python(self, value):
        if value not in self.empty_values:
            value = clean_text(value, multiline=self.multiline)
        return super().to_python(value)


class PlainLineField(PlainTextField):
    """One line of plain text."""

    widget = forms.TextInput
    multiline = False
