"""Where everything in a chart stands, in shares of its size; templates/blocks/chart.html draws it.

Nothing here or there needs a style attribute or a script, which the site's security policy refuses;
the libraries that were looked at write both into their SVG.
"""

from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, log10
from statistics import median

from django.utils.formats import number_format

# Steps that people can count in, as parts of a power of ten.
STEPS = [Decimal("1"), Decimal("2"), Decimal("2.5"), Decimal("5"), Decimal("10")]
TICKS = 5
# The narrowest and the widest a chart is shown, in characters of its labels.
NARROW, WIDE = 34, 76
# Labels up to here may stand in the middle under their point, even at the edge of the chart.
SHORT = 6


def in_words(number):
    """A number as readers write it: without needless zeros, with thousands apart; empty for none."""
    if number is None:
        return ""
    whole = number.to_integral_value()
    number = whole if number == whole else number.normalize()
    return number_format(number, force_grouping=True)


@dataclass(frozen=True)
class Tick:
    """One line across the chart, with what it counts."""

    text: str
    y: str
    is_zero: bool


@dataclass(frozen=True)
class Label:
    """What stands under one row of numbers; there is not always room for each."""

    text: str
    x: str
    anchor: str
    is_on_phones: bool


@dataclass(frozen=True)
class Line:
    """One row of numbers through the chart: its points, and the pieces of line between gaps."""

    name: str
    points: list
    pieces: list


@dataclass(frozen=True)
class LineChart:
    """Lines over labels, and for a run chart the median."""

    ticks: list
    labels: list
    lines: list
    median: Tick | None

    @property
    def widest_tick(self):
        """What the column of numbers beside the chart must have room for."""
        return max((tick.text for tick in self.ticks), key=len)


@dataclass(frozen=True)
class Bar:
    """One bar: its length and where it begins."""

    number: str
    x: str
    length: str


@dataclass(frozen=True)
class BarChart:
    """For each label its bars, one for each series."""

    groups: list


@dataclass(frozen=True)
class Reach:
    """A share of one, and from where to where the true one may lie."""

    share: str
    low: str
    high: str


def line_chart(labels, series, *, with_median=False):
    """`series` are (name, numbers) pairs; a number may be None, which leaves a gap."""
    low, high, step = _scale([number for _name, row in series for number in row])
    across = _places(len(labels))

    def down(number):
        return _share((high - number) / (high - low))

    known = [number for number in series[0][1] if number is not None]
    middle = median(known) if with_median else None
    return LineChart(
        ticks=[
            Tick(in_words(number), down(number), number == 0)
            for number in _ticks(low, high, step)
        ],
        labels=_labels(labels, across),
        lines=[
            Line(
                name,
                points=[
                    (_share(x), down(y))
                    for x, y in zip(across, row, strict=True)
                    if y is not None
                ],
                pieces=_pieces(across, row, down),
            )
            for name, row in series
        ],
        median=None if middle is None else Tick(in_words(middle), down(middle), False),
    )


def bar_chart(labels, series):
    """`series` are (name, numbers) pairs; a number may be None, which leaves no bar."""
    numbers = [number for _name, row in series for number in row if number is not None]
    low, high = min([*numbers, Decimal(0)]), max([*numbers, Decimal(0)])
    size = high - low or Decimal(1)

    def bar(number):
        if number is None:
            return None
        return Bar(
            in_words(number),
            x=_share((min(number, Decimal(0)) - low) / size),
            length=_share(abs(number) / size),
        )

    rows = zip(*(row for _name, row in series), strict=True)
    return BarChart(
        [
            (label, [bar(number) for number in row])
            for label, row in zip(labels, rows, strict=True)
        ]
    )


def reach_chart(shares):
    """For each (share, low, high), all from 0 to 1, where they stand on a bar of its own."""
    return [Reach(*(_share(part) for part in parts)) for parts in shares]


def _scale(numbers):
    """The lowest and highest line of the chart, and the step between lines."""
    numbers = [number for number in numbers if number is not None]
    low, high = min(numbers), max(numbers)
    # The axis begins at zero, unless all of the line would be far above it.
    if low > 0 and low < high / 2 or low == high > 0:
        low = Decimal(0)
    if low == high:
        high = low + 1
    rough = (high - low) / TICKS
    power = Decimal(10) ** floor(log10(rough))
    step = next(part * power for part in STEPS if part * power >= rough)
    return floor(low / step) * step, ceil(high / step) * step, step


def _ticks(low, high, step):
    return [low + step * number for number in range(int((high - low) / step) + 1)]


def _places(count):
    """How far from the left each of the labels stands."""
    if count == 1:
        return [Decimal("0.5")]
    edge = Decimal("0.04")
    return [edge + (1 - 2 * edge) * number / (count - 1) for number in range(count)]


def _labels(texts, across):
    longest = max(len(text) for text in texts) + 2
    wide = _every(len(texts), WIDE // longest)
    # Phones show some of those that wide screens show.
    narrow = wide * _every(ceil(len(texts) / wide), NARROW // longest)
    return [
        Label(text, _share(x), _anchor(text, x), is_on_phones=number % narrow == 0)
        for number, (text, x) in enumerate(zip(texts, across, strict=True))
        if number % wide == 0
    ]


def _anchor(text, x):
    """Which part of a label stands at its point: long ones at the edges stay inside the chart."""
    if len(text) > SHORT and x < Decimal("0.2"):
        return "start"
    return "end" if len(text) > SHORT and x > Decimal("0.8") else "middle"


def _every(count, most):
    """Each how manieth label is shown, so that there are at most so many."""
    return max(1, ceil(count / max(most, 2)))


def _pieces(across, row, down):
    """The points of each unbroken piece of a line, as SVG writes them."""
    pieces = [[]]
    for x, y in zip(across, row, strict=True):
        if y is None:
            pieces.append([])
        else:
            pieces[-1].append(f"{_share(x)},{down(y)}".replace("%", ""))
    return [" ".join(piece) for piece in pieces if len(piece) > 1]


def _share(part):
    """A part of one as SVG writes it, the same in every language."""
    return f"{part * 100:.2f}%"
