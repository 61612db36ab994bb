"""E-mail addresses, also where somebody wrote “at” and “dot”."""

import re

NAME = r"(?: (?<! [\w.+'&-] ) \w [\w.+'&-]* )"
PART = r"(?: [^\W_] [\w-]* )"
# Endings that are no English words: “look at the dot it is” is no address.
ENDING = (
    r"(?: com | org | net | uk | co | info | eu | gov | edu | io | nhs | scot | wales | cymru"
    r" | example | test | ie | de | fr | pl | ro | es | nl | pt | cz | ua ) \b"
)
OPEN, CLOSE = r"[ ]? [\[({<'‘“\"] [ ]?", r"[ ]? [\])}>'’”\"] [ ]?"
AT_IN_BRACKETS = rf"{OPEN} (?: at | @ | a ) {CLOSE}"
DOT_IN_BRACKETS = rf"{OPEN} (?: dot | \. ) {CLOSE}"
AT = r"[ ] (?: at | małpa ) [ ]"
DOT = rf"(?: \. | [ ]\.[ ]? | {DOT_IN_BRACKETS} | [ ] (?: dot | kropka ) [ ] )"
# “first underscore last at demo dash trust dot org”
JOINED = rf"(?: {DOT_IN_BRACKETS} | [ ] (?: dot | kropka | dash | hyphen | minus | underscore ) [ ] )"
LABEL = rf"(?: {PART} (?: [ ] (?: dash | hyphen | minus ) [ ] {PART} )* )"

WRITTEN = [
    rf"{NAME} \n? @ {PART} (?: \. {PART} )+",
    rf"{NAME} [ ]? @ [ ]? {LABEL} (?: {DOT} {LABEL} )*? {DOT} {ENDING}",
    rf"{NAME} (?: {JOINED} {PART} )* {AT_IN_BRACKETS} {LABEL} (?: {DOT} {LABEL} )+",
    rf"{NAME} (?: {JOINED} {PART} )* {AT} {LABEL} (?: {DOT} {LABEL} )*? [ ] (?: dot | kropka ) [ ] {ENDING}",
    rf"(?<! [\w.+'&-] ) [\w.+]+ (?: -at- | _at_ ) [^\W_]+ (?: (?: -dot- | _dot_ | \. ) [^\W_]+ )*? (?: -dot- | _dot_ | \. ) {ENDING}",
    rf"{NAME} {AT} {PART} [ ]\.[ ] {ENDING}",
    # With a dot in the name, as in j.smith: “look at demo.org” is the address of a page.
    rf"(?<! [\w.+'&-] ) [^\W_] [\w+'&-]* [._] [\w.+'&-]* {AT} {PART} (?: \. {PART} )*? \. {ENDING}",
    rf"{NAME} [ ] (?-i: AT ) [ ] {PART} (?: \. {PART} )*? \. {ENDING}",
    rf"{NAME} @ {PART} , {ENDING}",
    rf"\b (?: e-?mail\w* | mail | write | contact | reach | line ) [ :]{{1,2}} (?: (?: me | us | to | is | at ) [ ] ){{0,3}}"
    rf" (?! (?: me | us | it | them | him | her | here | you | more ) [ ] ) {NAME} {AT} {PART} (?: \. {PART} )*? \. {ENDING}",
]
PATTERNS = [re.compile(way, re.IGNORECASE | re.VERBOSE) for way in WRITTEN]


def find(text):
    for pattern in PATTERNS:
        for match in pattern.finditer(text):
            yield match.span()
