"""Numbers by which hospitals know their patients, as editors described them."""

from safeguards.models import NumberPattern
from safeguards.number_patterns import search


def patterns_in_use():
    """What hospitals' numbers look like; fetch it once for many texts."""
    return list(NumberPattern.objects.in_use().values_list("pattern", flat=True))


def find(text, patterns=None):
    for pattern in patterns_in_use() if patterns is None else patterns:
        yield from search(pattern, text)
