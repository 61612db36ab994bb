"""Numbers by which hospitals know their patients, as editors described them."""

from safeguards.models import NumberPattern
from safeguards.number_patterns import search

from .sentences import OF_A_THING, words_before


def patterns_in_use():
    """What hospitals' numbers look like; fetch it once for many texts."""
    return list(NumberPattern.objects.in_use().values_list("pattern", flat=True))


def find(text, patterns=None):
    for pattern in patterns_in_use() if patterns is None else patterns:
        for start, end in search(pattern, text):
            if not OF_A_THING.search(words_before(text, start, 24)):
                yield start, end
