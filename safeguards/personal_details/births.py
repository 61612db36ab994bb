"""Dates of birth, told from the dates of events by the words around them and by their age."""

import re
from datetime import date

from django.utils import timezone

from .sentences import LINE, words_after, words_before

# Nobody alive is older.
OLDEST = 116
# An older date that stands for itself is a birth; a newer one is an admission or a meeting.
GROWN_UP = 16

MONTHS = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"
)  # fmt: skip
MONTH = (
    r"(?P<month> jan(?:uary)? | feb(?:ruary)? | mar(?:ch)? | apr(?:il)? | may | june? | july?"
    r" | aug(?:ust)? | sept?(?:ember)? | oct(?:ober)? | nov(?:ember)? | dec(?:ember)? )"
)
DAY = r"(?P<day> \d\d? )"
NTH = r"(?: [ ]? (?: st | nd | rd | th ) )?"
YEAR = r"(?P<year> (?:18|19|20)\d\d | '?\d\d )"
BEFORE = r"(?<! [\w£$€] ) (?<! \d[.,:/-] )"
AFTER = r"(?! \w | [/-]\d | [.,]\d )"

WRITTEN = [
    rf"{BEFORE} {DAY} [ ]? (?P<between> [/.\\-] ) [ ]? (?P<month> \d\d? ) [ ]? (?P=between) [ ]? {YEAR} {AFTER}",
    rf"{BEFORE} {DAY} (?P<between> [ ] ) (?P<month> \d\d ) [ ] (?P<year> (?:19|20)\d\d ) {AFTER}",
    rf"{BEFORE} (?P<year> (?:18|19|20)\d\d ) (?P<between> [/.-] ) (?P<month> \d\d? ) (?P=between) {DAY} {AFTER}",
    rf"{BEFORE} {DAY} {NTH} (?: [ ] day )? (?: [ ] of )? [ .,/-]{{0,2}} {MONTH} [ .,/-]{{0,2}} {YEAR} {AFTER}",
    rf"{BEFORE} {MONTH} \.? [ ] (?: the [ ] )? {DAY} {NTH} ,? [ ] {YEAR} {AFTER}",
]
DATES = [re.compile(way, re.IGNORECASE | re.VERBOSE) for way in WRITTEN]

# Where it is named, six or eight digits in a row are one too, and so is a day without a year.
NAME = r"(?: d\.?[ ]?o\.?[ ]?b\b\.? | dates? [ ] of [ ] birth | birth [ -]? dates? )"
NAMED = re.compile(
    rf"\b {NAME} [^\w\n]{{0,5}} (?: is | was | on | given [ ] as )? [^\w\n]{{0,3}}"
    rf" (?P<date> {DAY} (?P<month> \d\d ) (?P<year> (?:19|20)?\d\d ) (?! \w ) )",
    re.IGNORECASE | re.VERBOSE,
)

BORN = re.compile(
    rf"\b (?: {NAME} | born | birthdays? | n[ée]e? [ ] le | b\. (?= \W )"
    r" | ur\. | urodz\w* | geb\. | geboren | nacid[oa] | nasc(?:eu|id[oa]) | nat[oa] [ ] il"
    r" | născut[ăa]? | (?:data|d\.) [ ] nașterii | ganwyd | ganed | dyddiad [ ] geni"
    r" | народ\w* | род(?:ился|илась|ен|ена) ) "
    r" | (?: ولد | مواليد | میلاد | الميلاد )",
    re.IGNORECASE | re.VERBOSE,
)
# What is said of everybody born in a span of time, or of ideas and services.
MANY = re.compile(
    r"\b born \W+ (?: on [ ] or [ ] )? (?: before | after | since | between | from | until | up [ ] to | by )\b",
    re.IGNORECASE | re.VERBOSE,
)
THINGS = re.compile(
    r"\b (?: NHS | idea | project | team | service | programme | charity | group | collaborative | network"
    r" | hospital | huddle | scheme | initiative | movement | ward | unit | hospice | trust | tool | toolkit"
    r" | website | page ) (?: 's | ’s )? \b",
    re.IGNORECASE | re.VERBOSE,
)
EVENTS = re.compile(
    r"""
    \b (?:
        found(?:ed|ing) | establish\w* | open(?:s|ed|ing)? | clos(?:e|es|ed|ing|ure) | launch\w* | beg[aiu]n\w*
        | start\w* | introduc\w* | creat\w* | set [ ] up | form(?:ed|ation) | merg\w* | built | renamed
        | publish\w* | publication | issu(?:e|ed) | revis\w* | review\w* | updat\w* | version | edition | printed | print
        | copyright | written | dated? (?! [ ] of [ ] birth ) | effective | expir\w* | valid | approved | ratified | amend\w*
        | act | regulations? | policy | policies | guid(?:ance|eline|elines) | report\w* | inquiry | circular | directive
        | law | treaty | order | standard | leaflet | poster | document | form | letter | memo | minutes | meeting
        | conference | audit | survey | study | trial | data | dataset | census
        | train(?:ed|ing) | qualif\w* | regist\w* | graduat\w* | join\w* | retire\w* | employ\w* | appoint\w* | work\w*
        | marri\w* | wedding | anniversary | moved | arrived | came
        | war | disaster | crash | accident | explosion | fire | flood\w* | pandemic | outbreak | strike | election
        | flight | landing | derail\w* | collapse\w* | celebrat\w* | jubilee
        | last | until | since
    ) \b
    """,
    re.IGNORECASE | re.VERBOSE,
)
# A birth that isn't called one stands beside a person, not behind such a word.
EVENT_LEADS_IN = re.compile(
    r"\b (?: on | of | since | until | till | from | to | by | before | after | between | in | at | and | dated | w/[ce] | week [ ] \w+ )"
    r" (?: [ ] the | [ ] (?:mon|tues|wednes|thurs|fri|satur|sun)day )? [ ,:]{1,2} $",
    re.IGNORECASE | re.VERBOSE,
)


def find(text):
    for pattern in DATES:
        for match in pattern.finditer(text):
            if _is_birth(text, match):
                yield match.span()
    for match in NAMED.finditer(text):
        if _day(match):
            yield match.span("date")


def _is_birth(text, match):
    day = _day(match)
    if day is None:
        return False
    before = words_before(text, match.start(), 60)
    after = words_after(text, match.end(), 35)
    if MANY.search(before):
        return False
    if _is_named(before, after):
        return True
    return _stands_for_itself(text, match, day)


def _is_named(before, after):
    words = list(BORN.finditer(before))
    if words:
        said = before[words[-1].end() :]
        return not EVENTS.search(said) and not THINGS.search(before)
    return bool(BORN.search(after))


def _stands_for_itself(text, match, day):
    if _age(day) < GROWN_UP or not _has_plain_year(match):
        return False
    before = words_before(text, match.start(), 60, ends=LINE)
    after = words_after(text, match.end(), 40, ends=LINE)
    return not (
        EVENT_LEADS_IN.search(before) or EVENTS.search(before) or EVENTS.search(after)
    )


def _has_plain_year(match):
    """Whether this can only be a date: 3/4/52 is one, 5-10-30 may be minutes."""
    written = match.groupdict()
    if len(written["year"]) == 4:
        return written.get("between") != " "
    return written.get("between") in ("/", ".", None)


def _day(match):
    """The day that is meant, in the past and in living memory, or None."""
    number, month, year = (match[name] for name in ("day", "month", "year"))
    month = int(month) if month.isdigit() else MONTHS.index(month[:3].lower()) + 1
    number, year = int(number), _full_year(year)
    if month > 12:
        number, month = month, number
    try:
        day = date(year, month, number)
    except ValueError:
        return None
    return day if 0 <= _age(day) < OLDEST and day <= timezone.localdate() else None


def _full_year(written):
    year = int(written.removeprefix("'"))
    if year >= 100:
        return year
    this_year = timezone.localdate().year
    year += this_year - this_year % 100
    return year if year <= this_year else year - 100


def _age(day):
    today = timezone.localdate()
    return today.year - day.year - ((today.month, today.day) < (day.month, day.day))
