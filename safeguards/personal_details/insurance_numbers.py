"""National Insurance numbers: two letters, six digits and a letter from A to D."""

import re

# The letters that were never given out; QQ stands in examples.
PREFIX = r"(?: QQ | (?! BG | GB | KN | NK | NT | TN | ZZ ) [A-CEGHJ-PR-TW-Z] [A-CEGHJ-NPR-TW-Z] )"
APART = r"[ .\-/]{0,2}"

TOGETHER = re.compile(
    rf"(?<!\w) {PREFIX} \d{{6}} [ ]? [A-D] (?!\w)", re.IGNORECASE | re.VERBOSE
)
# With spaces in between only in capitals: “at 10 20 30 a day” are doses.
SPACED = re.compile(
    rf"(?<!\w) {PREFIX} (?P<apart> [ .\-/]{{0,2}} ) \d\d (?P=apart) \d\d (?P=apart) \d\d (?: [ ]? | (?P=apart) ) [A-D] (?!\w)",
    re.VERBOSE,
)
NAMED = re.compile(
    rf"""
    (?: \b national [ ] insurance | \b N\.?I\.? (?= \W | no | num ) | \b NINO )
    [^\d\n]{{0,25}}?
    (?<! \w ) (?P<number> {PREFIX} {APART} \d\d {APART} \d\d {APART} \d\d (?: {APART} [A-D] )? ) (?! \w )
    """,
    re.IGNORECASE | re.VERBOSE,
)


def find(text):
    for pattern in (TOGETHER, SPACED):
        for match in pattern.finditer(text):
            yield match.span()
    for match in NAMED.finditer(text):
        yield match.span("number")
