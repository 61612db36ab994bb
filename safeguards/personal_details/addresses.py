"""Addresses of homes: a postcode with a house number, or a house in a street where somebody lives."""

import re

from .sentences import PERSON, words_after, words_before

# The second half of a postcode has none of the letters C, I, K, M, O and V: “B12 5mg” is a dose.
POSTCODE = re.compile(
    r"(?<! \w ) [A-Z]{1,2} \d [A-Z\d]? [ \n-]? \d [ABD-HJLNP-UW-Z]{2} (?! \w )",
    re.IGNORECASE | re.VERBOSE,
)
STREET = (
    r"(?: street | st | road | rd | lane | ln | avenue | ave | close | drive | dr | court | ct | crescent | cres"
    r" | terrace | terr? | place | pl | way | gardens? | gdns | grove | square | sq | row | hill | park | mews | walk"
    r" | green | rise | view | brow | bank | fold | gate | croft | yard | parade | quay | fellside | meadows? | garth | cottages? ) \b"
)
STREETS = re.compile(rf"\b {STREET}", re.IGNORECASE | re.VERBOSE)
HOUSE = re.compile(r"\d{1,4}[a-z]?(?:-\d{1,4}[a-z]?)?", re.IGNORECASE)
NUMBERED_STREET = re.compile(
    rf"(?<! [\w£$€:.,/-] ) \d{{1,4}} [ ]? [a-h]? \b ,? [ ] (?: [^\W\d_] [\w'’.-]{{0,30}} [ ] ){{1,3}}? {STREET}",
    re.IGNORECASE | re.VERBOSE,
)
# A number that is called one, wherever the postcode stands in the sentence.
LABELLED_HOUSE = re.compile(
    r"\b (?: flat [ ] [a-h] \b | (?: house | flat | apartment | apt\.? | door | number | no\.? | nr\.? )"
    r" [ ]? (?: number | no\.? )? [ :]{0,2} \d{1,4} [a-z]? \b )",
    re.IGNORECASE | re.VERBOSE,
)
IN_BRACKETS = re.compile(r"[ ]? \( \d{1,4} [a-z]? \)", re.IGNORECASE | re.VERBOSE)
NAMED_HOUSE = re.compile(
    r"[^\W\d_] [\w'’-]{1,20} [ ] (?: cottage | farm | farmhouse | barn | bungalow | villa | vicarage | rectory ) \b",
    re.IGNORECASE | re.VERBOSE,
)
HOME = re.compile(
    r"""
    \b (?:
        (?: lives | lived | living | (?: i | they | we | who ) [ ] live | stays | stayed | staying | resid(?: es | ing | ed ) )
        [ ] (?: [\w']+ [ ] ){0,2} (?: at | in | on | near | by )
        | mieszka | resident [ ] (?: of | at )
        | (?: home | patient['’]?s? | pt['’]?s? | his | her | their | my ) [ ] (?: home [ ] )? (?: address | postcode )
        | accommodation | discharged? [ ] (?: home [ ] )? to | home [ ] is
        | (?: her | his | their | my | mum['’]s | dad['’]s ) [ ] (?: flat | house | home | bungalow )
    ) \b
    """,
    re.IGNORECASE | re.VERBOSE,
)
CALLED_ADDRESS = re.compile(
    r"\b (?: address | deliver\w* | visit\w* | collect | post | send | taxi | ambulance | key [ ]? safe ) \b [^;]{0,20} $",
    re.IGNORECASE | re.VERBOSE,
)
NOT_AT_HOME = (
    r"(?: hospital | infirmary | surgery | practice | (?: health | medical | community | conference | education"
    r" | training | resource | day | sports | leisure | arts | shopping | business )[ ]cent(?:re|er) | clinic | hospice | hotel"
    r" | university | college | school | library | museum | church | chapel | offices? | headquarters | hq | trust"
    r" | pharmacy | chemist | caf[ée] | council | department | station | general | hall | institute | suite )"
)
# A number before these is no house's, not even in a street.
NOT_A_HOUSE = re.compile(
    r"\b (?: hospital | infirmary | university | surgery | (?: health | medical | education | conference ) [ ] cent(?:re|er)"
    r" | clinic | library | museum | council ) \b",
    re.IGNORECASE | re.VERBOSE,
)
# Mrs Hall is a person.
NO_NAME = r"(?<! mr[ ] ) (?<! mrs[ ] ) (?<! ms[ ] ) (?<! miss[ ] ) (?<! dr[ ] )"
# Behind a place of work its own address follows; “Church Lane” is a street like any other.
INSTITUTION_AT = re.compile(
    rf"{NO_NAME} \b {NOT_AT_HOME} \b (?! [ ] {STREET} ) (?: (?: [ ] [^\W\d_]+ ){{0,2}}? [ ]? [,\n(] [ ]? | [ ] )"
    r" (?: (?: is | are | at | in | on | address ) [ ] ){0,3} $",
    re.IGNORECASE | re.VERBOSE,
)
# Numbers after these words are not those of houses.
INDOORS = re.compile(
    r"wards? | rooms? | bays? | beds? | level | floor | theatre | clinic | building | block | entrance | gate"
    r" | platform | junction | bus | route | page | steps? | chapter | section | version | band | grade | week | day"
    r" | cycle | phase | tool | box | table | figure | item | question | unit | suite | office | desk | lift",
    re.IGNORECASE | re.VERBOSE,
)
# A number behind these words is a time or an amount, unless a street follows.
AMOUNT = re.compile(
    r"by | until | till | from | to | before | after | about | around | over | under | for | max | capacity | seats?"
    r" | (?: mon | tues? | wed | wednes | thur?s? | fri | sat | satur | sun ) (?: day )?",
    re.IGNORECASE | re.VERBOSE,
)
# An address has none of these words in it.
NO_NAMES = re.compile(
    r"an? | the | of | at | in | on | and | or | to | from | by | for | with | near | off | via | is | are | was | were"
    r" | be | been | has | have | had | it | this | that | we | our | us | you | your | i | my | he | she | his | her | they"
    r" | their | who | which | when | where | now | then | so | but | as | if | not"
    r" | beds? | nurses? | patients? | people | staff | colleagues | members | wards? | bays? | minutes? | mins? | hours?"
    r" | hrs? | days? | weeks? | months? | years? | mg | mcg | ml | k?g | am | pm | times | x"
    r" | january | february | march | april | may | june | july | august | september | october | november | december"
    r" | jan | feb | mar | apr | jun | jul | aug | sept? | oct | nov | dec",
    re.IGNORECASE | re.VERBOSE,
)
JOINTS = ";,.()/|'’-\ufffc"
TOKEN = re.compile(r"[^\W_][\w'’-]*|[^\w\s]")
REACH = 110
TOKENS = 14


def find(text):
    for postcode in POSTCODE.finditer(text):
        start, end = postcode.span()
        house = _house_before(text, start)
        if house is not None:
            yield house, end
            continue
        yield from _around(text, start, end)
    for street in NUMBERED_STREET.finditer(text):
        before = words_before(text, street.start(), 40)
        if HOME.search(before):
            is_address = _is_named(street)
        else:
            cue = _is_home(before) or CALLED_ADDRESS.search(before)
            is_address = cue and _is_named(street, in_capitals=True)
        if is_address:
            yield street.span()


def _is_named(street, in_capitals=False):
    """Whether the words are names: “12 Beck Lane”, not “12 people on the way”."""
    words = re.findall(r"[^\W\d_][\w'’.-]+", street.group())
    if in_capitals and not all(word[0].isupper() for word in words):
        return False
    return not any(word != "The" and NO_NAMES.fullmatch(word) for word in words)


def _is_home(before):
    """Whether what follows these words is where a person lives, not where they work or wait."""
    if HOME.search(before):
        return True
    return bool(PERSON.search(before)) and not INSTITUTION_AT.search(before)


def _house_before(text, end):
    """Where the house number stands that leads to a postcode by nothing but names."""
    start = max(0, end - REACH)
    tokens = list(TOKEN.finditer(text, start, end))[-TOKENS:]
    for number in range(len(tokens) - 1, -1, -1):
        token = tokens[number]
        word = token.group()
        if HOUSE.fullmatch(word):
            found = _is_house(text, tokens, number, end)
            return token.start() if found else None
        if word != "The" and NO_NAMES.fullmatch(word):
            return None
        if not (word[0].isalpha() or word in JOINTS):
            return None
    return None


def _is_house(text, tokens, number, end):
    token = tokens[number]
    before = text[max(0, token.start() - 1) : token.start()]
    if before and before in ":.£$€/-":
        return False
    before = words_before(text, token.start(), 60)
    is_home = bool(HOME.search(before))
    previous = tokens[number - 1].group() if number else ""
    is_in_street = STREETS.search(text, token.end(), end)
    if previous.lower() == "at" and text[token.end()] == "," and not is_in_street:
        return is_home
    if INDOORS.fullmatch(previous) or AMOUNT.fullmatch(previous) and not is_in_street:
        return is_home
    if NOT_A_HOUSE.search(text, token.end(), end) and not is_in_street:
        return is_home
    return is_home or not INSTITUTION_AT.search(before) or bool(PERSON.search(before))


def _around(text, start, end):
    """A house or a home in the same sentence as a postcode, though other words stand between."""
    before = words_before(text, start, 80)
    after = words_after(text, end, 60)
    for pattern in (LABELLED_HOUSE, NUMBERED_STREET, NAMED_HOUSE):
        for house in pattern.finditer(before):
            if _is_somebodys(before, house):
                yield start - len(before) + house.start(), end
                return
    houses = (
        LABELLED_HOUSE.search(after),
        NUMBERED_STREET.search(after),
        IN_BRACKETS.match(after),
    )
    house = next((house for house in houses if house), None)
    if house and _is_somebodys(after, house):
        yield start, end + house.end()
    elif HOME.search(before) or (STREETS.search(before) and _is_home(before)):
        yield start, end


def _is_somebodys(before, house):
    return not (
        (house.re is NUMBERED_STREET and not _is_named(house))
        or _is_indoors(before[: house.start()])
        or INSTITUTION_AT.search(before[: house.start()])
        or NOT_A_HOUSE.search(before, house.end())
    )


def _is_indoors(before):
    words = re.findall(r"\w+", before[-20:])
    return bool(words) and bool(INDOORS.fullmatch(words[-1]))
