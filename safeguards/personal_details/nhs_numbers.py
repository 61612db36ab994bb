"""NHS numbers: ten digits of which the last one checks the others."""

import re

from stdnum.gb import nhs

# As it is printed, or split once; shorter groups are doses, hours and marks.
NUMBER = re.compile(
    r"""
    (?<! \d ) (?<! \d\. ) (?<! 97[89]- ) (?<! [£$€] )
    (?: (?<! [^\W_] ) | (?<= nhs ) | (?<= no ) | (?<= number ) | (?<= pt ) | (?<= patient ) | (?<= id ) )
    (?:
        \d{3} (?: [ .,\-/_\n] | [ ][-/][ ] )? \d{3} (?: [ .,\-/_\n] | [ ][-/][ ] )? \d{4}
        | \d{3} [ .-] \d{4} [ .-] \d{3}
        | \d{4} [ .-] \d{3} [ .-] \d{3}
        | \d{3,7} [ .\-\n] \d{3,7}
    )
    (?! \d | \.\d )
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Ten digits that stand together, however they are spread.
SPREAD = re.compile(
    r"(?<! [\w£$€] ) (?<! \d[ .,:/-] ) \d (?: [ ]? \d ){9} (?! [ ]?\d | [.,:/-]\d )",
    re.VERBOSE,
)
# Where it is named, the digits may stand apart in any way.
NAMED = re.compile(
    r"""
    \b (?: N\.?H\.?S | H&C | CHI ) \b [^\d\n]{0,30}
    (?P<digits> \d (?: [^\w\n]{0,3} \d ){9} ) (?! \d )
    """,
    re.IGNORECASE | re.VERBOSE,
)
# An old book number has the same check digit.
BOOK = re.compile(
    r"ISBN [\s:-]{0,3} (?: 10 [\s:-]{0,3} )? $", re.IGNORECASE | re.VERBOSE
)


def find(text):
    for pattern in (NUMBER, SPREAD):
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - 12) : match.start()]
            if _is_valid(match.group()) and not BOOK.search(before):
                yield match.span()
    for match in NAMED.finditer(text):
        if _is_valid(match["digits"]):
            yield match.span("digits")


def _is_valid(written):
    digits = re.sub(r"\D", "", written)
    # Ten equal digits pass the check, and stand for nobody.
    return nhs.is_valid(digits) and len(set(digits)) > 1
