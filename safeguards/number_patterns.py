"""How editors write what a hospital's numbers look like, such as RNL####### or A?-####.

`#` stands for a digit, `?` for a letter; letters and digits stand for themselves, in capitals or
not. Spaces, hyphens, dots and strokes may be there or not, in the pattern and in a text.
"""

import re
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

DIGIT, LETTER = "#", "?"
LEAST_SIGNS, LEAST_DIGITS = 5, 3
IDLE = re.compile(r"[\s.\-/]+")
APART = r"[ .\-/]?"
APART_FROM_LETTERS = r"(?:[ .\-/:#_()]{0,3}| ?(?:no|nr|number)\.?[ :]{0,2})"

# What people write every day: a pattern that finds one of these would hold up harmless comments.
ORDINARY = [
    "in 2026, by 1430, at 0900, as 1000, to 10000, a 1000, the 100, for 500, no 1234, x 1000, of 2024, and 2025",
    "ward 12, band 5, page 123, room 4021, ext 52345, bleep 1234, bay 3 bed 12, level 3",
    "12 May 2026, July 1948, Mon 0900, Q4 2025, FY 2025, FY 202526, week 12, day 100",
    "10mg, 500 ml, 2000 mcg, 1000 units, 100 beds, 1200 steps, 2 x 1000",
    "A4, B12 500, V2 2024, COVID19, NEWS2, M25, A590, 5S, H1N1, ISO 9001, ISO 27001",
    "CA2 7HY, LA9 7RG, NG191, CG103, NG 1234, TA 1000",
]


def search(pattern, text):
    """Each place (start, end) where a text holds a number written like this."""
    for match in _compiled(pattern).finditer(text):
        if not _is_sum(match, text):
            yield match.span()


def trials(pattern, example):
    """Ways in which people may write the example, each with whether this pattern finds it."""
    example = example.strip()
    signs = IDLE.sub("", example)
    spaced = re.sub(r"(?<=[^\W\d_])(?=\d)", " ", signs)
    ways = [
        example,
        signs,
        signs.lower(),
        spaced,
        spaced.replace(" ", "-"),
        f"{signs}0",
        signs[:-1],
    ]
    return [(way, any(search(pattern, way))) for way in dict.fromkeys(ways) if way]


def _compiled(pattern):
    signs = IDLE.sub("", pattern)
    parts = [_expression(signs[:1])]
    for previous, sign in pairwise(signs):
        begins_digits = (previous == DIGIT or previous.isdigit()) < (
            sign == DIGIT or sign.isdigit()
        )
        parts += [APART_FROM_LETTERS if begins_digits else APART, _expression(sign)]
    return re.compile(rf"(?<!\w){''.join(parts)}(?!\w|[.,]\d)", re.IGNORECASE)


def _expression(sign):
    return {DIGIT: r"\d", LETTER: r"[^\W\d_]"}.get(sign, re.escape(sign))


def _is_sum(match, text):
    """Whether this is a quantity, as in “2 x 518840” and “x 100000 units”: an X in small letters."""
    if not match.group().startswith("x"):
        return False
    follows_number = re.search(r"\d ?$", text[: match.start()][-2:])
    is_round = re.match(r"x .*000$", match.group())
    return bool(follows_number or is_round)


def check(pattern):
    """Raise ValidationError, in kind words, where a pattern can't be read or would find too much."""
    signs = IDLE.sub("", pattern)
    unknown = [sign for sign in signs if not (sign.isalnum() or sign in DIGIT + LETTER)]
    if unknown:
        raise ValidationError(
            _("“%(sign)s” can't be used here. Use letters, digits, # and ?."),
            params={"sign": unknown[0]},
        )
    if len(signs) < LEAST_SIGNS:
        raise ValidationError(
            _(
                "This is so short that it would find ordinary words. Use at least %(count)d signs."
            ),
            params={"count": LEAST_SIGNS},
        )
    if signs.count(DIGIT) < LEAST_DIGITS:
        raise ValidationError(
            _("Write a # for each digit that changes, at least %(count)d of them."),
            params={"count": LEAST_DIGITS},
        )
    if not any(sign.isalpha() for sign in signs):
        raise ValidationError(
            _(
                "Write at least one letter that all these numbers have. Without one this would find ordinary numbers."
            )
        )
    for words in ORDINARY:
        for start, end in search(pattern, words):
            raise ValidationError(
                _(
                    "This would also find “%(words)s”. Write more of what these numbers have in common."
                ),
                params={"words": words[start:end]},
            )
