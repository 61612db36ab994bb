"""Whether a name would be read as that of somebody else, or as an office that nobody holds."""

import re
import unicodedata
from functools import cache

from rapidfuzz.distance import OSA

# Read as letters, wherever they stand in a word.
STAND_INS = str.maketrans("34578!$@€", "eastblsae")
# Shapes that run together, beyond what Unicode lists.
RUN_TOGETHER = (("rn", "m"), ("vv", "w"), ("i", "l"))
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# What shows nothing and counts as a letter or mark all the same.
UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\U000e0100-\U000e01ef]"
)
DIRECTIONS = "\u200e\u200f"
ONE_SLIP_FROM = 9
TWO_SLIPS_FROM = 14

# Anywhere in a name.
OFFICES = (
    "admin",
    "administrator",
    "administrators",
    "Care Quality Commission",
    "CLIC",
    "CQC",
    "Department of Health",
    "DHSC",
    "moderation",
    "moderator",
    "moderators",
    "NHS Digital",
    "NHS England",
    "NHS Improvement",
    "NHS Scotland",
    "NHS Wales",
    "superuser",
    "sysadmin",
    "UKHSA",
    "webmaster",
)
# The whole name: beside others these words are jobs, places and people's own names.
TITLES = (
    "CLIC team",
    "content team",
    "editor",
    "editorial team",
    "help",
    "help desk",
    "mod",
    "mods",
    "NHS",
    "official",
    "owner",
    "publisher",
    "root",
    "security",
    "site team",
    "staff",
    "support",
    "support team",
    "system",
    "the editors",
    "the team",
)
COURTESIES = {"dr", "mr", "mrs", "ms", "miss", "mx", "prof", "professor", "sir", "dame"}


def claims_office(name):
    """Whether a name says that its bearer runs the site or speaks for it."""
    readings = _readings(name)
    return any(
        "".join(words) in _titles()
        or any(_names_office(words, office) for office in _offices())
        for words in readings
    )


def looks_like(name, others):
    """Whether a name would be read as one of `others`."""
    own = _readings(name)
    return any(
        _read_alike(ours, theirs)
        for other in others
        for theirs in _readings(other)
        for ours in own
    )


def _names_office(words, office):
    whole, sought = "".join(words), "".join(office)
    if whole == sought or _contains(words, office):
        return True
    if len(sought) < ONE_SLIP_FROM:
        return False
    return sought in whole or any(_slipped(word, sought) for word in [whole, *words])


def _read_alike(ours, theirs):
    if not ours or not theirs:
        return False
    our_whole, their_whole = "".join(ours), "".join(theirs)
    return (
        our_whole == their_whole
        or sorted(ours) == sorted(theirs)
        or _slipped(our_whole, their_whole)
        or (len(theirs) > 1 and _contains(ours, theirs))
    )


def _contains(words, part):
    return any(
        words[start : start + len(part)] == part
        for start in range(len(words) - len(part) + 1)
    )


def _slipped(one, other):
    """Whether two words differ by a slip of the pen; in short ones that is another name."""
    length = min(len(one), len(other))
    if length < ONE_SLIP_FROM:
        return False
    slips = 1 if length < TWO_SLIPS_FROM else 2
    return OSA.distance(one, other, score_cutoff=slips) <= slips


def _readings(name):
    """The ways to read a name: its figures and signs as letters, or as decoration."""
    spaced = CAMEL.sub(" ", unicodedata.normalize("NFKC", name))
    plain = "".join(one for one in spaced if not _is_figure_or_sign(one))
    readings = [_words(form.translate(STAND_INS)) for form in (name, spaced)]
    readings += [_words(form) for form in (name, plain)]
    return [list(words) for words in {tuple(_named(words)) for words in readings}]


def _is_figure_or_sign(character):
    return unicodedata.category(character)[0] in "NS" or character in "!@"


def _named(words):
    """The words without “Dr” and the like before them."""
    first = 0
    while first < len(words) - 1 and words[first] in _courtesies():
        first += 1
    return words[first:]


def _words(text):
    """The words of a text, with everything made alike that looks alike."""
    alike = "".join(_prototype(one) for one in unicodedata.normalize("NFKD", text))
    # What the prototypes brought along: capitals, strokes through letters.
    alike = unicodedata.normalize("NFKD", alike.casefold())
    drawn = "".join(_as_drawn(one) for one in UNSEEN.sub("", alike))
    for shape, reading in RUN_TOGETHER:
        drawn = drawn.replace(shape, reading)
    return drawn.split()


def _as_drawn(character):
    """The character, nothing for what only changes another one, a space for all but letters."""
    kind = unicodedata.category(character)
    if kind in {"Cf", "Me"} or unicodedata.combining(character):
        return ""
    # Vowels are marks in some scripts.
    return character if kind[0] in "LMN" else " "


def _prototype(character):
    """What Unicode holds this character to look like (UTS #39), in small letters."""
    return _listed_prototype(_listed_prototype(character).casefold())


def _listed_prototype(character):
    found = _listed().get(character, ())
    if len(found) != 1:
        # Either nothing looks like it, or it is what the others look like.
        return character
    other = found[0]["c"].strip(DIRECTIONS)
    if len(other) > 1 or len(_listed().get(other, ())) > 1:
        return other
    return min(character, other)


@cache
def _listed():
    # Most of a megabyte, wanted only once somebody chooses a name.
    from confusable_homoglyphs.confusables import confusables_data

    return {key.strip(DIRECTIONS): found for key, found in confusables_data.items()}


@cache
def _offices():
    return [_words(office) for office in OFFICES]


@cache
def _titles():
    return {"".join(_words(title)) for title in TITLES}


@cache
def _courtesies():
    return {"".join(_words(courtesy)) for courtesy in COURTESIES}
