"""E-mail addresses, also where somebody wrote “at” and “dot”."""

import re

NAME = r"(?: (?<! [\w.+'&-] ) [^\W_] [\w.+'&-]* )"
PART = r"(?: [^\W_] [\w-]* )"
# “first underscore last at demo dash trust dot org”
JOINED = r"(?: [ ] (?: dot | dash | hyphen | minus | underscore ) [ ] )"
LABEL = rf"(?: {PART} (?: [ ] (?: dash | hyphen | minus ) [ ] {PART} )* )"
# Endings that are no English words: “look at the dot it is” is no address.
ENDING = (
    r"(?: com | org | net | uk | co | info | eu | gov | edu | io | nhs | scot | wales | cymru"
    r" | example | test | ie | de | fr | pl | ro | es | nl | pt | cz | ua ) \b"
)
AT = r"[ ]? [\[({<] [ ]? (?: at | @ | a ) [ ]? [\])}>] [ ]?"
DOT = r"(?: \. | [ ]? [\[({<] [ ]? (?: dot | \. ) [ ]? [\])}>] [ ]? | [ ] dot [ ] )"

WRITTEN = [
    rf"{NAME} @ {LABEL} (?: \. {LABEL} )+",
    rf"{NAME} [ ]? @ [ ]? {LABEL} (?: [ ]? {DOT} [ ]? {LABEL} )*? [ ]? {DOT} [ ]? {ENDING}",
    rf"{NAME} (?: {JOINED} {PART} )* {AT} {LABEL} (?: {DOT} {LABEL} )+",
    rf"{NAME} (?: {JOINED} {PART} )* [ ] at [ ] {LABEL} (?: {DOT} {LABEL} )*? [ ] dot [ ] {ENDING}",
    # With a dot in the name, as in j.smith: “look at demo.org” is the address of a page.
    rf"(?<! [\w.+'&-] ) [^\W_] [\w+'&-]* [._] [\w.+'&-]* [ ] at [ ] {LABEL} (?: \. {LABEL} )*? \. {ENDING}",
]
PATTERNS = [re.compile(way, re.IGNORECASE | re.VERBOSE) for way in WRITTEN]


def find(text):
    for pattern in PATTERNS:
        for match in pattern.finditer(text):
            yield match.span()
