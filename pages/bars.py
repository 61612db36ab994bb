"""Numbers as bars: where each begins and how long it is, in hundredths of a figure's width."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Bar:
    """One bar; a negative number's ends where the positive ones begin."""

    start: int
    length: int


def bars_of(numbers, whole=0):
    """A bar for each number, all to the scale of the largest one, or of the `whole` that they are parts of."""
    least, most = min(0, *numbers), max(0, whole, *numbers)
    scale = 100 / Decimal((most - least) or 1)
    return [
        Bar(
            start=round((min(0, number) - least) * scale),
            length=round(abs(number) * scale),
        )
        for number in numbers
    ]
