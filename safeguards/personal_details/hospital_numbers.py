"""Numbers by which hospitals know their patients, as editors described them."""

from safeguards.models import NumberPattern
from safeguards.number_patterns import search


def find(text):
    for pattern in NumberPattern.objects.in_use().values_list("pattern", flat=True):
        yield from search(pattern, text)
