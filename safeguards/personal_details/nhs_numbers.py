"""NHS numbers: ten digits of which the last one checks the others."""

import re

from stdnum.gb import nhs

# As it is printed, run together, or split once in another place: short groups are doses,
# hours and marks.
NUMBER = re.compile(
    r"""
    (?<! \d) (?<! \d[.,-] ) (?<! [£$€] )
    (?: (?<! [^\W_] ) | (?<= nhs ) | (?<= no ) | (?<= number ) )
    (?:
        \d{3} (?P<between> [ .\-/\n] | [ ]-[ ] )? \d{3} (?(between) (?: [ .\-/\n] | [ ]-[ ] )? ) \d{4}
        | \d{3} [ .-] \d{4} [ .-] \d{3}
        | \d{4} [ .-] \d{3} [ .-] \d{3}
        | \d{5} [ .-] \d{5}
        | \d{4} [ .-] \d{6}
        | \d{6} [ .-] \d{4}
        | \d{7} [ .-] \d{3}
        | \d{3} [ .-] \d{7}
    )
    (?! \d | [.,]\d )
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Where it is named, the digits may stand apart in any way.
NAMED = re.compile(
    r"""
    \b (?: NHS | H&C | CHI ) \b [^\d\n]{0,30}?
    (?P<digits> \d (?: [^\w\n]{0,3} \d ){9} ) (?! \d )
    """,
    re.IGNORECASE | re.VERBOSE,
)
# An old book number has the same check digit.
BOOK = re.compile(r"ISBN[\s:-]{0,3}(?:10[\s:-]{0,3})?$", re.IGNORECASE)


def find(text):
    for match in NUMBER.finditer(text):
        is_book = BOOK.search(text, max(0, match.start() - 12), match.start())
        if not is_book and _is_valid(match.group()):
            yield match.span()
    for match in NAMED.finditer(text):
        if _is_valid(match["digits"]):
            yield match.span("digits")


def _is_valid(written):
    digits = re.sub(r"\D", "", written)
    # Ten equal digits pass the check, and stand for nobody.
    return nhs.is_valid(digits) and len(set(digits)) > 1
