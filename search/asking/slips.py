"""How likely one word is a slip of the pen for another."""

VOWELS = set("aeiouy")
KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
# What sounds alike, in English and to those who learnt it later.
SOUNDS = [
    {"b", "p"},
    {"b", "v"},
    {"c", "k"},
    {"c", "s"},
    {"d", "t"},
    {"f", "v"},
    {"g", "j"},
    {"g", "k"},
    {"m", "n"},
    {"s", "z"},
    {"v", "w"},
]

# What each slip costs: a letter missing, too many or another one is 1.
SLIP = 1.0
# People seldom get the first letter wrong.
AT_THE_START = 0.4
DOUBLED = 0.5
SWAPPED = 0.6
ALIKE = 0.7


def slips_between(typed, meant):
    """How far what was typed is from what may be meant: about 1 for each letter that is wrong."""
    before = []
    last = [0.0]
    for column in range(len(meant)):
        last.append(last[-1] + _missing(meant, column))
    for row, letter in enumerate(typed):
        line = [last[0] + _missing(typed, row)]
        for column, wanted in enumerate(meant):
            cost = min(
                last[column] + _instead(letter, wanted, is_first=not (row and column)),
                last[column + 1] + _missing(typed, row),
                line[column] + _missing(meant, column),
            )
            if row and column and _are_swapped(typed, row, meant, column):
                cost = min(cost, before[column - 1] + SWAPPED)
            line.append(cost)
        before, last = last, line
    return last[-1]


def _missing(word, place):
    """What it costs to leave out a letter, or to have it too many."""
    if not place:
        return SLIP + AT_THE_START
    if word[place] == word[place - 1]:
        return DOUBLED
    # It is often silent: rhythm.
    return ALIKE if word[place] == "h" else SLIP


def _instead(letter, wanted, *, is_first):
    """What it costs to type one letter for another."""
    if letter == wanted:
        return 0
    both = {letter, wanted}
    is_alike = both <= VOWELS or both in SOUNDS or (letter, wanted) in NEIGHBOURS
    return (ALIKE if is_alike else SLIP) + (AT_THE_START if is_first else 0)


def _are_swapped(typed, row, meant, column):
    return (
        typed[row] != meant[column]
        and typed[row] == meant[column - 1]
        and typed[row - 1] == meant[column]
    )


def _neighbours():
    """The pairs of letters whose keys lie side by side."""
    # Each row of keys stands half a key further right.
    places = {
        key: (row, column + row / 2)
        for row, keys in enumerate(KEYS)
        for column, key in enumerate(keys)
    }
    return {
        (one, other)
        for one, (row, column) in places.items()
        for other, (its_row, its_column) in places.items()
        if one != other and abs(row - its_row) <= 1 and abs(column - its_column) <= 1
    }


NEIGHBOURS = _neighbours()
