"""Words that can be written in two ways: in British and American English, as a number and as a word.

PostgreSQL takes endings off, so only the part before them must be right; a form that nobody
writes (“exercize”) costs nothing, as nothing is found by it.
"""

import re
from functools import lru_cache

_ANY = "[a-z]*"
_MEASURES = "centi|kilo|micro|milli"
# How a word begins, what British writers put next, what Americans do, and how it may go on.
_RULES = [
    ("[a-z]{3,}", "is", "iz", "(?:e|ed|es|er|ers|ing|ingly|abl[ey]|ations?|ational)"),
    ("[a-z]+[ao]l", "ys", "yz", "(?:e|ed|es|er|ers|ing)"),
    (
        "arb|arm|(?:mis)?behavi|cand|clam|(?:dis|multi|un)?col|demean|endeav|(?:dis|un)?fav"
        "|ferv|flav|glam|harb|(?:dis)?hon|hum|lab|neighb|od|parl|ranc|rig|rum|sav|savi"
        "|splend|tum|val|vap|vig",
        "our",
        "or",
        _ANY,
    ),
    (
        f"calib|(?:epi)?cent|fib|goit|(?:{_MEASURES})?lit|lust|(?:{_MEASURES})?met|meag|sab"
        "|scept|somb|spect|theat|tit",
        "re",
        "er",
        "s?",
    ),
    ("(?:epi)?cent|tit", "r", "er", "(?:ed|ing)"),
    (
        "bevel|cancel|channel|chisel|counsel|dial|duel|enamel|equal|fuel|funnel|grovel"
        "|initial|jewel|kennel|label|level|libel|marshal|marvel|model|panel|parcel|pedal"
        "|pencil|quarrel|rebel|refuel|remodel|rival|shovel|shrivel|signal|spiral|swivel"
        "|total|towel|tranquil|travel|trial|tunnel|unravel|wool",
        "l",
        "",
        "(?:ations?|ed|en|ens|ers?|ings?|ists?|i[sz][a-z]+|ors?|ous|ously|y)",
    ),
    ("(?:re)?focus|bias", "s", "", "(?:ed|es|ing)"),
    ("benefit", "t", "", "(?:ed|ing)"),
    ("(?:un)?(?:skil|wil)", "", "l", f"ful{_ANY}"),
    ("appal|distil|enrol|enthral|fulfil|instal|instil", "", "l", "(?:s|ments?)?"),
    ("an", "ae", "e", f"(?:sth|rob){_ANY}"),
    ("", "ae", "e", f"(?:tiolog|sthet){_ANY}"),
    ("p|orthop|encyclop", "ae", "e", f"d(?:ia|ic|o){_ANY}"),
    ("h", "ae", "e", f"m(?:at|o|angi){_ANY}"),
    ("gyn", "ae", "e", f"co{_ANY}"),
    ("arch|pal|f|c|medi", "ae", "e", f"(?:o|c|sar|val){_ANY}"),
    ("[a-z]*[b-df-z]", "ae", "e", f"mi[ac]{_ANY}"),
    ("", "oe", "e", f"(?:dema|sophag|strogen){_ANY}"),
    ("f|c|[a-z]+rrh|hom|apn|dyspn", "oe", "e", f"(?:t|liac|a|opath){_ANY}"),
    ("man", "oeuvr", "euver", "(?:e|ed|es|ing|able)?"),
    ("man", "oeuvre", "euver", "s?"),
    ("def|off|pret|lic", "ence", "ense", "(?:s|less)?"),
    ("lic|practi", "c", "s", "(?:e|ed|es|ing)"),
    ("anal|catal|dial|epil|monol|prol", "ogue", "og", "s?"),
    ("cata?log", "u", "", "(?:ed|ing)"),
    ("(?:kilo|pro)?gram", "me", "", "s?"),
    ("abridg|acknowledg|judg|lodg", "e", "", "ments?"),
    ("ag", "e", "", "ing"),
    ("lik|liv|mov|rat|sal|scal|shar|siz|unshak", "e", "", "able"),
    ("burn|dream|lean|leap|learn|spil|spoil", "t", "ed", ""),
    ("spel|smel", "t", "led", ""),
    ("", "aero", "air", "planes?"),
    ("alumin", "ium", "um", ""),
    ("art", "e", "i", "facts?"),
    ("co", "s", "z", "(?:y|ily|iness)"),
    ("dis", "c", "k", "s?"),
    ("", "tyre", "tire", "s?"),
    ("yog", "h", "", "urts?"),
    ("bus|gas", "", "s", "es"),
    ("dr", "aught", "aft", _ANY),
    ("", "en", "in", f"quir{_ANY}"),
    ("gr", "e", "a", "y(?:s|er|est)?"),
    ("jewel", "le", "", "ry"),
    ("m", "ou", "o", f"(?:ld|lt){_ANY}"),
    ("m", "ous", "us", "taches?"),
    ("m", "u", "o", "m(?:s|my|mies)?"),
    ("orient", "at", "", "ed"),
    ("p", "y", "a", "jamas?"),
    ("pl", "ough", "ow", _ANY),
    ("s", "c", "k", f"eptic{_ANY}"),
    ("sm", "ou", "o", f"lder{_ANY}"),
    ("special", "i", "", "(?:ty|ties)"),
    ("sul", "ph", "f", _ANY),
    ("tranquil", "l", "", "ity"),
]

_NUMBERS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_COUNTED = {word: str(number) for number, word in enumerate(_NUMBERS, start=1)}
_COUNTED |= {number: word for word, number in _COUNTED.items()}


def _rewritings():
    for begin, british, american, end in _RULES:
        for written, instead in [(british, american), (american, british)]:
            yield re.compile(f"({begin}){written}({end})"), instead


_REWRITINGS = list(_rewritings())


@lru_cache(maxsize=4096)
def variants_of(word):
    """The other ways to write a folded word: colour and color, five and 5."""
    if word in _COUNTED:
        return (_COUNTED[word],)
    # Twice, for words with two differences: anaesthetise.
    once = _rewritten(word)
    twice = [other for variant in once for other in _rewritten(variant)]
    return tuple(dict.fromkeys(other for other in [*once, *twice] if other != word))


def _rewritten(word):
    matches = [(pattern.fullmatch(word), instead) for pattern, instead in _REWRITINGS]
    return [match[1] + instead + match[2] for match, instead in matches if match]
