"""Dates of birth, told from the dates of events by the words around them and by their age."""

import re
from datetime import date

from django.utils import timezone

from . import month_names
from .sentences import LINE, words_after, words_before

# Nobody alive is older.
OLDEST = 116
# An older date that stands for itself is a birth; a newer one is an admission or a meeting.
GROWN_UP = 16

BEFORE = r"(?: (?<! [\w£$€] ) | (?<= dob ) ) (?<! \d[.,:/-] )"
AFTER = r"(?! \w | [/-]\d | [.,]\d )"
DAY = r"(?P<day> \d\d? )"
NTH = r"(?: [ ]? (?: st | nd | rd | th ) )?"
YEAR = r"(?P<year> (?:18|19|20)\d\d | '?\d\d )"
MONTH = rf"(?P<month> {month_names.EXPRESSION} )"

WRITTEN = [
    rf"{BEFORE} {DAY} [ ]? (?P<between> [/.\\-] ) [ ]? (?P<month> \d\d? ) [ ]? (?P=between) [ ]? {YEAR} {AFTER}",
    rf"{BEFORE} {DAY} (?P<between> [ ] ) (?P<month> \d\d ) [ ] (?P<year> (?:19|20)\d\d ) {AFTER}",
    rf"{BEFORE} (?P<year> (?:18|19|20)\d\d ) (?P<between> [/.-] ) (?P<month> \d\d? ) (?P=between) {DAY} {AFTER}",
    rf"{BEFORE} {DAY} {NTH} (?: [ ] (?: day [ ] )? of )? [ .,/-]{{0,2}} {MONTH} [ .,/-]{{0,2}} {YEAR} {AFTER}",
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
    rf"(?: \b | (?<= \d ) ) (?: {NAME} | born | birthdays? | n[ée]e? [ ] le | ur\. | urodz\w* | geb\. | geboren | nacid[oa]"
    r" | nasc(?:eu|id[oa]) | nat[oa] [ ] il | născut[ăa]? | (?:data|d\.) [ ] nașterii | ganwyd | ganed | dyddiad [ ] geni"
    r" | народ\w* | роди(?:лся|лась) | gimęs | gimusi | született | narozen[aý]? | doğum )"
    r" | (?: ولد | مواليد | الميلاد )",
    re.IGNORECASE | re.VERBOSE,
)
NAMED_SOMEWHERE = re.compile(rf"\b {NAME}", re.IGNORECASE | re.VERBOSE)
# What is said of everybody born in a span of time.
MANY = re.compile(
    r"\b born \W+ (?: on [ ] or [ ] )? (?: before | after | since | between | from | until | up [ ] to | by )\b",
    re.IGNORECASE | re.VERBOSE,
)
# Ideas and services are born too, and keep birthdays.
THING = (
    r"(?: NHS | ideas? | projects? | team | services? | programme | charity | group | collaborative | network | hospital"
    r" | huddles? | scheme | initiative | movement | ward | unit | hospice | trust | tool | toolkit | website | centre )"
)
THINGS_WERE_BORN = re.compile(
    rf"\b {THING} (?: ['’]s )? (?: [ ] [\w'’]+ ){{0,3}} [ ] (?: born | birthday )"
    rf" | birthday [ ] of [ ] (?: [\w'’]+ [ ] ){{0,2}} {THING} \b",
    re.IGNORECASE | re.VERBOSE,
)
# What happens on a day, said before it or after it.
HAPPENED = (
    r"found(?:ed|ing) | establish\w* | open(?:s|ed|ing) | clos(?:es|ed|ing|ure) | launch\w* | beg[aiu]n\w* | start\w*"
    r" | introduc\w* | creat(?:ed|ion) | set [ ] up | formed | merg\w* | built | renamed | shift | meeting | conference"
    r" | published | publication | issued | revis\w* | reviewed | updat\w* | edition | effective | expir\w*"
    r" | approved | ratified | amended | act | regulations? | policy | guid(?:ance|elines?) | inquiry | treaty | law"
    r" | qualified | graduat\w* | retired | wedding | anniversary | jubilee"
    r" | war | disaster | crash | accident | explosion | flood\w* | pandemic | outbreak | strike | election | landing"
)
HAPPENED_AFTER = re.compile(rf"\b (?: {HAPPENED} ) \b", re.IGNORECASE | re.VERBOSE)
# What is dated: papers, versions, pictures.
HAPPENED_BEFORE = re.compile(
    rf"\b (?: {HAPPENED} | versions? | v\d+ | print(?:ed)? | copyright | written | dated? (?! [ ] of [ ] birth )"
    r" | valid | report\w* | circular | directive | order | standard | leaflet | poster | document | form | letter | memo"
    r" | minutes | audit | survey | study | trial | dataset | census | photos? | picture | camera | cutting | last )"
    r" \b",
    re.IGNORECASE | re.VERBOSE,
)
# A birth that isn't called one stands beside a person, not behind such a word.
EVENT_LEADS_IN = re.compile(
    r"\b (?: on | of | since | until | till | from | to | by | before | after | between | in | at | and | was | is | were | due"
    r" | dated | w/[ce] | week [ ] \w+ )"
    r" (?: [ ] the | [ ] (?:mon|tues|wednes|thurs|fri|satur|sun)day )? [ ,:]{1,2} $",
    re.IGNORECASE | re.VERBOSE,
)
PERSON = re.compile(
    r"\b (?: patients? | pts? | mrs? | ms | miss | he | she | him | her | his | they | male | female | lady | gentleman | man"
    r" | woman | boy | girl | mum | dad | mother | father | nan | gran | grandad | son | daughter | wife | husband"
    r" | resident | aged | [mf] ) \b",
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
    if MANY.search(before) or THINGS_WERE_BORN.search(before + after):
        return False
    return _is_named(text, match, before, after) or _stands_for_itself(text, match, day)


def _is_named(text, match, before, after):
    words = list(BORN.finditer(before))
    if words:
        return not HAPPENED_BEFORE.search(before[words[-1].end() :])
    return bool(BORN.search(after))


def _stands_for_itself(text, match, day):
    if _age(day) < GROWN_UP or not _can_only_be_a_date(text, match):
        return False
    if NAMED_SOMEWHERE.search(words_before(text, match.start(), 120)):
        return True
    before = words_before(text, match.start(), 60, ends=LINE)
    after = words_after(text, match.end(), 40, ends=LINE)
    return not (
        EVENT_LEADS_IN.search(before)
        or HAPPENED_BEFORE.search(before)
        or HAPPENED_AFTER.search(after)
    )


def _can_only_be_a_date(text, match):
    """3/4/52 is one; 5-10-30 may be minutes, unless a person stands beside it."""
    written = match.groupdict()
    between = written.get("between")
    if len(written["year"]) == 4:
        return between != " "
    if between in ("/", ".", None):
        return True
    return bool(PERSON.search(words_before(text, match.start(), 30, ends=LINE)))


def _day(match):
    """The day that is meant, in the past and in living memory, or None."""
    number, month, year = (match[name] for name in ("day", "month", "year"))
    month = int(month) if month.isdigit() else month_names.number(month)
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
