"""The words around a place in a text, no further than its sentence goes."""

import re

# A dot ends a sentence behind a word, not in “d.o.b.”, “No.” or “St.”.
SENTENCE = re.compile(r"[!?;] | (?<= [^\W_]{4} ) \. (?= \s )", re.VERBOSE)
LINE = re.compile(r"[!?;\n] | (?<= [^\W_]{4} ) \. (?= \s )", re.VERBOSE)

PERSON = re.compile(
    r"\b (?: patients? | pts? | mrs? | ms | miss | he | she | him | her | his | male | female | lady | ladies | gentleman"
    r" | gent | chap | man | woman | boy | girl | lad | lass | mum | dad | mother | father | nan | gran | granny | grandad"
    r" | grandma | son | daughter | wife | husband | brother | sister | uncle | aunt(?:ie|y)? | nana | mam | niece | nephew | cousin | partner | friend | neighbour | client | resident"
    r" | baby | twins? | aged | y/o | yo | pan | pani"
    r" | caseload | frail\w* | dementia | diabet\w* | next [ ] of [ ] kin | nok | lives ) \b"
    # How a record says man or woman; “I'm” ends in an m too.
    r" | (?-i: (?<! ['’\w] ) [MF] (?! \w ) )",
    re.IGNORECASE | re.VERBOSE,
)

# What a number belongs to that is nobody's.
OF_A_THING = re.compile(
    r"\b (?: ISBN | ISSN | PMID | GTIN | orders? | PO | invoice | batch | lot | serial | asset | barcode | model | part | valve )"
    r" (?: [ ] (?: tag | no\.? | number | code | \# ) )? [ :.-]{0,3} $",
    re.IGNORECASE | re.VERBOSE,
)


def words_before(text, position, length, *, ends=SENTENCE):
    found = text[max(0, position - length) : position]
    last = max((end.end() for end in ends.finditer(found)), default=0)
    return found[last:]


def words_after(text, position, length, *, ends=SENTENCE):
    found = text[position : position + length]
    first = ends.search(found)
    return found[: first.start()] if first else found
