"""Phone numbers of people: mobile and geographic ones, with or without the country's code."""

import re

import phonenumbers

DIGITS = re.compile(r"\d+")
# What may stand between the groups of one number.
APART = re.compile(r"[ ().\-/]{0,3}")
MOST_DIGITS = 15
# Lines that only organisations rent: help lines, switchboards, premium numbers.
OF_ORGANISATIONS = ("03", "05", "08", "09")
NOT_CALLED = re.compile(
    r"\b (?: ISBN | ISSN | PMID | order | invoice | batch | lot | serial | asset )"
    r" (?: [ ] (?: no\.? | number | \# ) )? [ :.]{0,3} $",
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
    before = text[max(0, group.start() - 24) : group.start()]
    if re.search(r"[\w£$€#]$|\d[.,:/-]$", before) or NOT_CALLED.search(before):
        return False
    return _has_plus(before) or group.group().startswith(("0", "44"))


def _has_plus(before):
    return before.rstrip(" (").endswith("+")


def _end_of_number(text, groups, first):
    """Where the longest number ends that begins with this group of digits, or None."""
    start = groups[first].start()
    plus = "+" if _has_plus(text[max(0, start - 3) : start]) else ""
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
        digits += group.group()
        sizes.append(len(group.group()))
        if len(digits) > MOST_DIGITS:
            break
        if _is_number(plus + digits, sizes):
            found = end
    return found


def _is_number(digits, sizes):
    if digits.startswith("+") or digits.startswith("00"):
        return _is_international(digits)
    if digits.startswith("44"):
        return len(digits) == 12 and _is_international("+" + digits)
    return _is_national(digits, sizes)


def _is_international(digits):
    written = "+" + digits.removeprefix("+").removeprefix("00")
    number = _parsed(written)
    if number is None or len(written) < 9:
        return False
    # Numbers kept for fiction are possible, not valid.
    return phonenumbers.is_valid_number(number) or (
        len(written) > 10 and phonenumbers.is_possible_number(number)
    )


def _is_national(digits, sizes):
    if digits.startswith(OF_ORGANISATIONS) or not _is_shaped_like_one(digits, sizes):
        return False
    number = _parsed(digits)
    if number is None:
        return False
    if len(digits) == 11:
        return phonenumbers.is_possible_number(number)
    return len(digits) == 10 and phonenumbers.is_valid_number(number)


def _is_shaped_like_one(digits, sizes):
    """Not a date, a time or a list of doses that begins with a nought."""
    if sizes[0] > 2:
        return len(sizes) <= 5
    spelt_out = len(digits) == 11 and set(sizes) == {1}
    return spelt_out or (digits.startswith("07") and min(sizes) > 1)


def _parsed(written):
    try:
        return phonenumbers.parse(written, "GB")
    except phonenumbers.NumberParseException:
        return None
