"""Days as people write them: 12/3/47, the 12th of March 1947, 19 marca 1931, Christmas Day 1931."""

import re
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from django.utils import timezone

from . import month_names

ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
DAYS_IN_WORDS = {word: number for number, word in enumerate(ORDINALS.split(), 1)}
DAYS_IN_WORDS |= {
    f"{tens}-{word}": start + number
    for tens, start in (("twenty", 20), ("thirty", 30))
    for word, number in list(DAYS_IN_WORDS.items())[:9]
}
DAYS_IN_WORDS["thirtieth"] = 30
FEASTS = {
    "christmas eve": (24, 12),
    "christmas day": (25, 12),
    "christmas": (25, 12),
    "boxing day": (26, 12),
    "new year's eve": (31, 12),
    "new year's day": (1, 1),
    "valentine's day": (14, 2),
}


def _any_of(words):
    # The longest first, so that “twenty-first” is not read as a “first”.
    ordered = sorted(words, key=len, reverse=True)
    return "(?: " + " | ".join(map(re.escape, ordered)) + " )"


BEFORE = r"(?: (?<! [\w£$€] ) | (?<= dob ) ) (?<! \d[.,:/-] )"
# Poles write an r behind the year.
AFTER = r"(?! (?! r\b ) \w | [/-]\d | [.,]\d )"
DAY = r"(?P<day> \d\d? ) (?: [ ]? (?: st | nd | rd | th ) )?"
SPELT_DAY = rf"(?P<day> {_any_of(DAYS_IN_WORDS)} )"
MONTH_NUMBER = r"(?P<month> \d\d? )"
MONTH = rf"(?P<month> {month_names.EXPRESSION} )"
YEAR = r"(?P<year> (?:18|19|20)\d\d )"
SHORT_YEAR = r"(?P<year> \d\d )"
OF = r"(?: [ ] (?: day [ ] )? of )?"
UNIT = r"(?: % | m?c?g\b | ml | mm | cm | mins? | minutes | hours | days | weeks | months | years | points )"
GAP = r"[ .,/-]{0,2}"


class Doubt(IntEnum):
    """How much beside it has to say that this is a date, and somebody's."""

    NONE, NEEDS_PERSON, NEEDS_NAME = range(3)


WRITTEN = [
    (
        rf"{BEFORE} (?P<day> \d\d? ) [ ]? (?P<apart> [/.\\-] ) [ ]? {MONTH_NUMBER} [ ]? (?P=apart) [ ]? {YEAR} {AFTER}",
        Doubt.NONE,
    ),
    # Before this year's number it is one of the last century: 3/4/52. But 6/12/36 may be months.
    (
        rf"{BEFORE} (?P<day> \d\d? ) (?P<apart> / ) {MONTH_NUMBER} / (?P<year> [3-9]\d ) {AFTER} (?! [ ]? {UNIT} )",
        Doubt.NONE,
    ),
    (rf"{BEFORE} (?P<day> \d\d ) \. (?P<month> \d\d ) \. (?P<year> [3-9]\d ) {AFTER} (?! [ ]? {UNIT} )", Doubt.NONE),
    # 5-10-30 may be minutes.
    (
        rf"{BEFORE} (?P<day> \d\d? ) [ ]? (?P<apart> [/.\\-] ) [ ]? {MONTH_NUMBER} [ ]? (?P=apart) [ ]? '? {SHORT_YEAR} {AFTER}",
        Doubt.NEEDS_PERSON,
    ),
    (
        rf"{BEFORE} {YEAR} (?P<apart> [/.-] ) {MONTH_NUMBER} (?P=apart) (?P<day> \d\d? ) {AFTER}",
        Doubt.NEEDS_PERSON,
    ),
    (rf"{BEFORE} {DAY} {OF} {GAP} {MONTH} {GAP} {YEAR} {AFTER}", Doubt.NEEDS_PERSON),
    (rf"{BEFORE} {SPELT_DAY} {OF} [ ] {MONTH} ,? [ ] {YEAR} {AFTER}", Doubt.NEEDS_PERSON),
    (rf"{BEFORE} {MONTH} \.? [ ] (?: the [ ] )? {DAY} ,? [ ] {YEAR} {AFTER}", Doubt.NEEDS_PERSON),
    (rf"{BEFORE} {DAY} (?P<apart> [ -] | [ ]? ' ) {MONTH} (?P=apart) {SHORT_YEAR} {AFTER}", Doubt.NEEDS_PERSON),
    (rf"{BEFORE} {DAY} {OF} {GAP} {MONTH} {GAP} '? {SHORT_YEAR} {AFTER}", Doubt.NEEDS_NAME),
    (
        rf"{BEFORE} (?P<day> \d\d? ) (?P<apart> [ |] | [ ][|][ ] ) {MONTH_NUMBER} (?P=apart) (?: {YEAR} | (?P<short> \d\d ) ) {AFTER}",
        Doubt.NEEDS_NAME,
    ),
    (rf"(?<! \w ) (?P<feast> {_any_of(FEASTS)} ) ,? [ ] (?: in [ ] )? {YEAR} {AFTER}", Doubt.NEEDS_NAME),
]  # fmt: skip
PATTERNS = [
    (re.compile(way, re.IGNORECASE | re.VERBOSE), doubt) for way, doubt in WRITTEN
]


@dataclass(frozen=True)
class WrittenDate:
    start: int
    end: int
    day: date
    doubt: Doubt


def dates_in(text):
    """Each day that is written in a text, with where it stands."""
    for pattern, doubt in PATTERNS:
        for match in pattern.finditer(text):
            day = _day(match.groupdict())
            if day:
                yield WrittenDate(*match.span(), day, doubt)


def day_of(number, month, year):
    """The day, or None where there is none such; Americans write the month first."""
    if month > 12:
        number, month = month, number
    try:
        return date(_full_year(year), month, number)
    except ValueError:
        return None


def _day(written):
    year = int(written["year"] or written["short"])
    feast = written.get("feast")
    if feast:
        return day_of(*FEASTS[feast.lower()], year)
    return day_of(_number(written["day"]), _month(written["month"]), year)


def _number(written):
    return int(written) if written.isdigit() else DAYS_IN_WORDS[written.lower()]


def _month(written):
    return int(written) if written.isdigit() else month_names.number(written)


def _full_year(year):
    """47 is 1947, and 12 is 2012: never a year that is still to come."""
    if year >= 100:
        return year
    this_year = timezone.localdate().year
    year += this_year - this_year % 100
    return year if year <= this_year else year - 100
