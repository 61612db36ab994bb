"""Phone numbers of people: mobile and geographic ones, with or without the country's code."""

import re

import phonenumbers

from .sentences import OF_A_THING, words_before

# A nought may be typed as the letter.
DIGITS = re.compile(r"(?: (?<! \w ) o (?= \d ) )? \d+", re.IGNORECASE | re.VERBOSE)
# What may stand between the groups of one number.
APART = re.compile(r"[ ().\-/_]{0,3}")
FEWEST_DIGITS, MOST_DIGITS = 6, 15
# Nothing of a longer word or sum, but “mob07700…” is typed in haste.
CANNOT_PRECEDE = re.compile(
    r"[£$€\#]$ | \d[.,:/-]$ | (?<! \b tel ) (?<! \b mob ) (?<! \b mobile ) (?<! \b phone ) (?<! \b ring ) (?<! \b on )"
    r" (?<= \w ) $",
    re.IGNORECASE | re.VERBOSE,
)
# Lines that only organisations rent, such as help lines: they lead to a person only if called so.
OF_ORGANISATIONS = ("03", "05", "08", "09")
SOMEBODYS = re.compile(
    r"\b (?: me | my | mine | own | him | his | her | their | home | mobile | mob | mum | dad | son | daughter ) \b",
    re.IGNORECASE | re.VERBOSE,
)
# Behind these words also a number without its first digits is one.
CALLED = re.compile(
    r"""
    \b (?:
        (?: tel | telephone | telefon | phone | mob | mobile | landline | home | cell | whatsapp | zadzwoń | dzwoni\w* | هاتف )
        \.? (?: [ ] (?: number | no\.? | nr ) )?
        | (?: my | his | her | their ) ['’]? s? (?: [ ] \w+ )? [ ] (?: number | no\.? )
        | (?: ring | call | phone | text | whatsapp ) (?: s | ing )? [ ] (?: [\w']+ [ ] ){1,2} on
        | (?: ring | phone | text | whatsapp ) (?: [ ] (?: me | him | her | them | us ) )?
    )
    (?: ['’]s | [ ] is | [ ] was )? [ :=]{0,3} $
    """,
    re.IGNORECASE | re.VERBOSE,
)


def find(text):
    groups = list(DIGITS.finditer(text))
    end = 0
    for first, group in enumerate(groups):
        start = group.start()
        if start < end or not _may_begin(text, group):
            continue
        found = _end_of_number(text, groups, first)
        if found:
            while start and text[start - 1] in "(+":
                start -= 1
            end = found
            yield start, end


def _may_begin(text, group):
    before = text[max(0, group.start() - 40) : group.start()]
    if CANNOT_PRECEDE.search(before) or OF_A_THING.search(before):
        return False
    is_whole = _has_plus(before) or group.group().startswith(("0", "o", "O", "44"))
    return is_whole or bool(CALLED.search(before))


def _has_plus(before):
    return before.rstrip(" (").endswith("+")


def _end_of_number(text, groups, first):
    """Where the longest number ends that begins with this group of digits, or None."""
    start = groups[first].start()
    before = words_before(text, start, 40)
    plus = "+" if _has_plus(before) else ""
    digits, sizes, end, found = "", [], start, None
    for group in groups[first : first + MOST_DIGITS]:
        between = text[end : group.start()]
        if not APART.fullmatch(between):
            break
        end = group.end()
        # The 0 in +44 (0)7700 is only dialled at home.
        is_trunk_zero = between.endswith("(") and group.group() == "0"
        if is_trunk_zero and (plus or digits.startswith(("00", "44"))):
            continue
        digits += group.group().lower().replace("o", "0")
        sizes.append(len(group.group()))
        if len(digits) > MOST_DIGITS:
            break
        if len(digits) >= FEWEST_DIGITS and _is_number(plus + digits, sizes, before):
            found = end
    return found


def _is_number(digits, sizes, before):
    if digits.startswith("+") or (digits.startswith("00") and sizes[0] > 1):
        return _is_international(digits)
    if digits.startswith("0"):
        return _is_national(digits, sizes, before)
    if digits.startswith("44") and len(digits) == 12:
        return _is_international("+" + digits)
    return _is_part(digits, sizes, before)


def _is_international(digits):
    written = "+" + digits.removeprefix("+").removeprefix("00")
    number = _parsed(written)
    if number is None or len(written) < 9:
        return False
    # Numbers kept for fiction are possible, not valid.
    return phonenumbers.is_valid_number(number) or (
        len(written) > 10 and phonenumbers.is_possible_number(number)
    )


def _is_national(digits, sizes, before):
    if not _is_shaped_like_one(digits, sizes):
        return False
    if digits.startswith(OF_ORGANISATIONS) and not SOMEBODYS.search(before):
        return False
    number = _parsed(digits)
    if number is None:
        return False
    if len(digits) == 11:
        return phonenumbers.is_possible_number(number)
    return len(digits) == 10 and phonenumbers.is_valid_number(number)


def _is_part(digits, sizes, before):
    """A number without its first 0, or without the code of the town, where it is called one."""
    return len(digits) <= 11 and min(sizes) > 1 and bool(CALLED.search(before))


def _is_shaped_like_one(digits, sizes):
    """Not a date, a time or a list of doses that begins with a nought."""
    if sizes[0] > 2:
        return len(sizes) <= 5
    if sizes[0] == 1 and sizes[1:] and sizes[1] > 2:
        return len(digits) == 11 and len(sizes) <= 4
    in_pairs = digits.startswith("07") and set(sizes[:-1]) <= {2, 3, 4}
    # Not ten noughts and ones, which are marks on a list.
    spelt_out = set(sizes) == {1} and len(set(digits)) > 2
    return len(digits) == 11 and (in_pairs or spelt_out)


def _parsed(written):
    try:
        return phonenumbers.parse(written, "GB")
    except phonenumbers.NumberParseException:
        return None
