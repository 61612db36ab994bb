"""National Insurance numbers: two letters, six digits and a letter from A to D."""

import re

# The letters that were never given out; QQ stands in examples.
PREFIX = r"(?: QQ | (?! BG | GB | KN | NK | NT | TN | ZZ ) [A-CEGHJ-PR-TW-Z] [A-CEGHJ-NPR-TW-Z] )"
APART = r"[ .,\-/]{0,2}"
DIGITS = rf"(?: {APART} \d ){{6}}"
WORDS = r"(?: a[mnst] | b[ehpy] | [hmw]e | my | pm | m[gl] | kg | hr | rr )"

# In small letters and spread out it may be a sentence: “at 10 20 30 a day”.
NUMBER = re.compile(
    rf"(?<! \w ) (?! {WORDS} [ ] ) {PREFIX} {DIGITS} {APART} [A-D] (?! \w )",
    re.IGNORECASE | re.VERBOSE,
)
# Makers write so.
MODEL = re.compile(r"(?! QQ ) [A-Z]{2} \d{6} - [A-D]", re.IGNORECASE | re.VERBOSE)
# Where it is named, its last letter may be missing.
NAMED = re.compile(
    rf"""
    (?: \b national [ ] insurance | \b nat\.? [ ] ins | \b N\.?I\b | \b NINO )
    [^\d\n]{{0,25}}?
    (?<! \w ) (?P<number> {PREFIX} {DIGITS} (?: {APART} [A-D] )? ) (?! \w )
    """,
    re.IGNORECASE | re.VERBOSE,
)


def find(text):
    for match in NUMBER.finditer(text):
        if not MODEL.fullmatch(match.group()):
            yield match.span()
    for match in NAMED.finditer(text):
        yield match.span("number")
