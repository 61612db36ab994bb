"""Dates of birth, told from the dates of events by the words around them and by their age."""

import re

from django.utils import timezone

from . import month_names
from .dates import Doubt, dates_in, day_of
from .sentences import LINE, PERSON, words_after, words_before

# Nobody alive is older.
OLDEST = 116
# An older date that stands for itself is a birth; a newer one is an admission or a meeting.
GROWN_UP = 16
# Before that, little happened that a team still tells of.
LONG_AGO = 45

NAME = r"(?: d\.?[ ]?o\.?[ ]?b (?! [a-z] ) \.? | dates? [ -] of [ -] birth | birth [ -]? dates? )"
NAMED = re.compile(rf"\b {NAME}", re.IGNORECASE | re.VERBOSE)
# Where it is named, digits in a row are one too.
DIGITS = re.compile(
    rf"\b (?: {NAME} | born (?= [^\w\n]{{0,5}} \d{{8}} ) ) [^\w\n]{{0,5}} (?: is | was )? [^\w\n]{{0,3}}"
    r" (?P<date> (?P<day> \d\d ) (?P<month> \d\d ) (?P<year> (?:19|20)?\d\d ) ) (?! \w )",
    re.IGNORECASE | re.VERBOSE,
)
# So is a day without its year, and one that no calendar has, as labels are misprinted.
IN_SHORT = re.compile(
    rf"\b {NAME} [^\w\n]{{0,5}} (?: is | was )? [^\w\n]{{0,3}} (?: the [ ] )? (?P<date> \d\d? (?: st | nd | rd | th )?"
    rf" (?: [ ] (?: of [ ] )? {month_names.EXPRESSION} | [ /.-] \d\d? (?: st | nd | rd | th )? [ /.-] \d{{2,4}} \b ) )",
    re.IGNORECASE | re.VERBOSE,
)

BORN = re.compile(
    rf"\b (?: {NAME} | born | birthdays? | b\. | turn(?:s|ed|ing) [ ] \d{{1,3}} | will [ ] be [ ] \d{{1,3}}"
    r" | n[ée]e? [ ] le | ur\. | urodz\w* | geb\. | geboren | nacid[oa] | nasc(?:eu|id[oa]) | nat[oa] [ ] il"
    r" | născut[ăa]? | (?:data|d\.) [ ] nașterii | ganwyd | ganed | dyddiad [ ] geni | народ\w* | роди(?:лся|лась)"
    r" | gimęs | gimusi | született | narozen[aý]? | doğum )"
    r" | (?: ولد | مواليد | الميلاد )",
    re.IGNORECASE | re.VERBOSE,
)
# A birthday that is still to come, with how old somebody will be.
COMING_AGE = re.compile(
    r"\b (?: \d{1,3} (?: st | nd | rd | th ) [ ] birthday | turn(?:s|ing) [ ] \d{1,3} | will [ ] be [ ] \d{1,3} )",
    re.IGNORECASE | re.VERBOSE,
)
CHILD = re.compile(
    r"\b (?: baby | boy | girl | child | infant | toddler | twins? | son | daughter | grandson | granddaughter | lad | lass )"
    r" (?: [ ] [^\W\d_]+ )? [ ,(:]{1,3} $",
    re.IGNORECASE | re.VERBOSE,
)
# What is said of everybody born in a span of time.
MANY = re.compile(
    r"\b born [ ] (?: on [ ] or [ ] )? (?: before | after | since | until | up [ ] to | by | (?: between | from ) [^;]{0,35} )"
    r" [ ] (?: the [ ] )? $",
    re.IGNORECASE | re.VERBOSE,
)
# Ideas and services are born too, and keep birthdays.
THING = (
    r"(?: NHS | CLIC | ideas? | projects? | team | services? | programme | charity | group | collaborative | network"
    r" | hospital | huddles? | scheme | initiative | movement | ward | unit | hospice | trust | tool | toolkit | website"
    r" | centre )"
)
THINGS_ARE_BORN = re.compile(
    rf"\b {THING} (?: ['’]s )? (?: [ ] [\w'’]+ ){{0,3}} [ ] (?: born | birthday | turn\w* )"
    rf" | birthday [ ,]{{1,2}} (?: [\w'’]+ [ ] ){{0,3}} {THING} \b",
    re.IGNORECASE | re.VERBOSE,
)
# What happens on a day, said before it or after it.
HAPPENED = (
    r"found(?:ed|ing) | establish\w* | open(?:s|ed|ing) | clos(?:es|ed|ing|ure) | launch\w* | beg[aiu]n\w* | start\w*"
    r" | introduc\w* | creat(?:ed|ion) | set [ ] up | formed | merg\w* | built | renamed | shift | meeting | conference"
    r" | published | publication | issued | revis\w* | reviewed | updat\w* | edition | effective | expir\w*"
    r" | approved | ratified | amended | act | regulations? | policy | guid(?:ance|elines?) | inquiry | treaty | law"
    r" | qualified | graduat\w* | retired | wedding | anniversary | jubilee"
    r" | war | disaster | crash | accident | explosion | fire | flood\w* | pandemic | outbreak | strike | election | landed | first"
)
HAPPENED_AFTER = re.compile(rf"\b (?: {HAPPENED} ) \b", re.IGNORECASE | re.VERBOSE)
# What is dated: papers, versions, pictures, visits.
HAPPENED_BEFORE = re.compile(
    rf"\b (?: {HAPPENED} | versions? | v\d+ | print(?:ed)? | copyright | written | dated? (?! [ ] of [ ] birth )"
    r" | valid | report\w* | circular | directive | order | standard | leaflet | poster | document | form | letter | memo"
    r" | minutes | audit | survey | study | trial | dataset | census | photos? | picture | camera | cutting | last"
    r" | seen | admitted | admission | discharged? | referred | attended | appointment | died )"
    r" \b",
    re.IGNORECASE | re.VERBOSE,
)
VISITED = re.compile(
    r"\b (?: seen | admitted | admission | discharged? | referred | attended | appointment | reviewed | died ) \b",
    re.IGNORECASE | re.VERBOSE,
)
# A birth that isn't called one stands beside a person, not behind such a word.
EVENT_LEADS_IN = re.compile(
    r"\b (?: on | of | since | until | till | from | to | by | before | after | between | in | at | and | due"
    r" | dated | w/[ce] | week [ ] \w+ )"
    r" (?: [ ] the | [ ] (?:mon|tues|wednes|thurs|fri|satur|sun)day )? [ ,:]{1,2} $",
    re.IGNORECASE | re.VERBOSE,
)

# “Our first shift was …”; of a person the same says when they were born.
IS_ITS_DAY = re.compile(
    r"\b (?: is | was | were ) [ ,:]{1,2} $", re.IGNORECASE | re.VERBOSE
)


def find(text):
    for written in dates_in(text):
        if _is_birth(text, written):
            yield written.start, written.end
    for match in DIGITS.finditer(text):
        day = day_of(*(int(match[name]) for name in ("day", "month", "year")))
        if day and _is_in_living_memory(day):
            yield match.span("date")
    for match in IN_SHORT.finditer(text):
        yield match.span("date")


def _is_birth(text, written):
    before = words_before(text, written.start, 60)
    after = words_after(text, written.end, 35)
    if MANY.search(before) or _is_of_a_thing(before + after):
        return False
    if written.day > timezone.localdate():
        return bool(COMING_AGE.search(before))
    if _age(written.day) >= OLDEST:
        return False
    return (
        _is_called_one(before, after)
        or bool(CHILD.search(before))
        or _stands_for_itself(text, written)
    )


def _is_of_a_thing(words):
    things = THINGS_ARE_BORN.finditer(words)
    return any(not PERSON.search(thing.group()) for thing in things)


def _is_called_one(before, after):
    words = list(BORN.finditer(before))
    if not words:
        return bool(BORN.search(after))
    # “DOB on the form is …”, but “born here, seen on …”
    last = words[-1]
    elsewhere = VISITED if NAMED.match(last.group()) else HAPPENED_BEFORE
    return not elsewhere.search(before[last.end() :])


def _stands_for_itself(text, written):
    if _age(written.day) < GROWN_UP or written.doubt == Doubt.NEEDS_NAME:
        return False
    if NAMED.search(words_before(text, written.start, 120)):
        return True
    before = words_before(text, written.start, 60, ends=LINE)
    after = words_after(text, written.end, 40, ends=LINE)
    if written.doubt and not PERSON.search(before + " " + after):
        return False
    return not (
        EVENT_LEADS_IN.search(before)
        or (_age(written.day) < LONG_AGO and _is_its_day(before))
        or HAPPENED_BEFORE.search(before)
        or HAPPENED_AFTER.search(after)
    )


def _is_its_day(before):
    return bool(IS_ITS_DAY.search(before)) and not PERSON.search(before)


def _is_in_living_memory(day):
    return day <= timezone.localdate() and _age(day) < OLDEST


def _age(day):
    today = timezone.localdate()
    return today.year - day.year - ((today.month, today.day) < (day.month, day.day))
