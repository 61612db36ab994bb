"""NHS numbers: ten digits of which the last one checks the others."""

import re

from stdnum.gb import nhs

from .sentences import OF_A_THING, words_before

# As it is printed, or split once; shorter groups are doses, hours and marks.
NUMBER = re.compile(
    r"""
    (?<! \d ) (?<! \d\. ) (?<! 97[89]- ) (?<! [£$€] )
    (?: (?<! [^\W_] ) | (?<= nhs ) | (?<= no ) | (?<= number ) | (?<= pt ) | (?<= patient ) | (?<= id ) )
    (?:
        \d{3} (?: [ .,\-/_\n] | [ ][-/|][ ] )? \d{3} (?: [ .,\-/_\n] | [ ][-/|][ ] )? \d{4}
        | \d{3} [ .-] \d{4} [ .-] \d{3}
        | \d{4} [ .-] \d{3} [ .-] \d{3}
        | \d{3,7} [ .\-\n] \d{3,7}
        | \d{3} - \d (?: -? \d ){6}
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


def find(text):
    for pattern in (NUMBER, SPREAD):
        for match in pattern.finditer(text):
            # Old book numbers even have the same check digit.
            before = words_before(text, match.start(), 24)
            if _is_valid(match.group()) and not OF_A_THING.search(before):
                yield match.span()
    for match in NAMED.finditer(text):
        if _is_valid(match["digits"]):
            yield match.span("digits")


def _is_valid(written):
    digits = re.sub(r"\D", "", written)
    # Ten equal digits pass the check, and stand for nobody.
    return nhs.is_valid(digits) and len(set(digits)) > 1
