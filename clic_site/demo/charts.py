"""Charts of the demo site: drawn from their data, each told in words as well."""

import io
import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, median

from PIL import Image, ImageDraw, ImageFont

from .pictures.canvas import SUPERSAMPLING, curve
from .pictures.palettes import AMBER, BRACKEN, LAKE, PAPER

WIDTH, HEIGHT = 1200, 800
INK = "#17323c"
RULE = "#c9cfcc"
TEAL = "#2c6c79"
BLUE = "#005eb8"
PLUM = "#6b4a7d"
SLATE = "#56666b"


@dataclass(frozen=True)
class Chart:
    """A chart, a short text in its place and a long one that gives all it shows."""

    key: str
    title: str
    alt: str
    long_description: str
    draw: Callable[[], bytes]

    @property
    def file_name(self):
        return f"{self.key}.png"


class Sheet:
    """White paper with lines and words on it, drawn large and printed small."""

    def __init__(self, width=WIDTH, height=HEIGHT):
        self.width, self.height = width, height
        self.image = Image.new(
            "RGB", (width * SUPERSAMPLING, height * SUPERSAMPLING), "#ffffff"
        )
        self.pen = ImageDraw.Draw(self.image)

    @staticmethod
    def _large(points):
        return [(x * SUPERSAMPLING, y * SUPERSAMPLING) for x, y in points]

    def box(self, x, y, width, height, fill, *, radius=0):
        self.pen.rounded_rectangle(
            self._large([(x, y), (x + width, y + height)]),
            radius=radius * SUPERSAMPLING,
            fill=fill,
        )

    def shape(self, points, fill):
        self.pen.polygon(self._large(points), fill=fill)

    def disc(self, x, y, radius, fill):
        self.pen.ellipse(
            self._large([(x - radius, y - radius), (x + radius, y + radius)]), fill=fill
        )

    def line(self, points, width, fill, *, dash=()):
        """A line through the points; dash names lengths of line and gap in turn."""
        for piece in dashed(points, dash) if dash else [points]:
            self.pen.line(
                self._large(piece),
                fill=fill,
                width=round(width * SUPERSAMPLING),
                joint="curve",
            )
            for x, y in (piece[0], piece[-1]):
                self.disc(x, y, width / 2, fill)

    def arrow(self, start, end, width, fill):
        angle = math.atan2(end[1] - start[1], end[0] - start[0])
        head = width * 3.2
        neck = (end[0] - math.cos(angle) * head, end[1] - math.sin(angle) * head)
        self.line([start, neck], width, fill)
        side = (math.sin(angle) * head * 0.6, -math.cos(angle) * head * 0.6)
        self.shape(
            [
                end,
                (neck[0] + side[0], neck[1] + side[1]),
                (neck[0] - side[0], neck[1] - side[1]),
            ],
            fill,
        )

    def words(self, x, y, text, size=26, fill=INK, *, anchor="lm", heavy=False):
        """Words at a point; several lines share one anchor."""
        font = ImageFont.load_default(size * SUPERSAMPLING)
        lines = text.split("\n")
        step = size * 1.2
        for index, line in enumerate(lines):
            shift = (index - (len(lines) - 1) / 2) * step
            self.pen.text(
                (x * SUPERSAMPLING, (y + shift) * SUPERSAMPLING),
                line,
                font=font,
                fill=fill,
                anchor=anchor,
                stroke_width=round(size * 0.022 * SUPERSAMPLING) if heavy else 0,
                stroke_fill=fill,
            )

    def png(self):
        small = self.image.reduce(SUPERSAMPLING)
        file = io.BytesIO()
        small.quantize(128, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
        return file.getvalue()


def dashed(points, dash):
    """The pieces of a line that remain between its gaps."""
    whole, travelled, piece = sum(dash), 0.0, []
    for start, end in pairwise(points):
        length = math.dist(start, end)
        steps = max(1, round(length))
        for step in range(steps):
            place, drawn = (travelled + length * step / steps) % whole, False
            for index, part in enumerate(dash):
                if place < part:
                    drawn = index % 2 == 0
                    break
                place -= part
            if drawn:
                part = step / steps
                piece.append(
                    (
                        start[0] + (end[0] - start[0]) * part,
                        start[1] + (end[1] - start[1]) * part,
                    )
                )
            elif piece:
                yield piece
                piece = []
        travelled += length
    if piece:
        yield piece


# The co-production figure -------------------------------------------------


@dataclass(frozen=True)
class Course:
    """How the benefit of one way of working grows: heights at even times, from 0 to 100."""

    label: str
    heights: tuple[float, ...]
    colour: str
    dash: tuple[float, ...]
    width: float


COURSES = (
    Course(
        "Improvement and transformation,\nwith co-production",
        (10, 20, 42, 64, 80, 90, 96),
        BRACKEN,
        (),
        9,
    ),
    Course(
        "Improvement and\ntransformation together",
        (10, 14, 28, 45, 58, 67, 73),
        LAKE,
        (30, 12),
        7,
    ),
    Course(
        "Improvement alone:\nslow and steady",
        (10, 15, 21, 28, 36, 43, 50),
        BLUE,
        (16, 12),
        6,
    ),
    Course(
        "Transformation alone:\ngains fade",
        (10, 16, 40, 47, 41, 33, 28),
        PLUM,
        (22, 10, 4, 10),
        6,
    ),
    Course("Stabilisation", (10, 11, 12, 12, 13, 13, 13), SLATE, (4, 11), 6),
)


def draw_five_lines():
    sheet = Sheet()
    left, right, top, bottom = 90, 770, 70, 700
    sheet.box(left, top, right - left, bottom - top, PAPER)
    for height in (25, 50, 75, 100):
        y = bottom - (bottom - top) * height / 105
        sheet.line([(left, y), (right, y)], 1.5, RULE)
    for course in reversed(COURSES):
        last = len(course.heights) - 1
        points = [
            (
                left + (right - left) * index / last,
                bottom - (bottom - top) * height / 105,
            )
            for index, height in enumerate(course.heights)
        ]
        sheet.line(curve(points, 24), course.width, course.colour, dash=course.dash)
        end_x, end_y = points[-1]
        sheet.words(end_x + 22, end_y, course.label, 25, course.colour, heavy=True)
    sheet.line([(left, top - 20), (left, bottom), (right + 10, bottom)], 4, INK)
    sheet.words(left - 4, 28, "Benefit for people and services", 27, heavy=True)
    sheet.words(left, 744, "Start", 26)
    sheet.words(right, 744, "Some years later", 26, anchor="rm")
    return sheet.png()


FIVE_LINES_TEXT = (
    "The chart compares five ways of changing a service. Time runs from left to right, and the benefit for people and services grows "
    "from bottom to top on a scale from 0 to 100. It shows an idea, not measurements. All five lines begin at the same point, at 10. "
    "Stabilisation, a dotted line, keeps the service safe but hardly rises: it ends at 13. "
    "Transformation alone, a line of dashes and dots, rises fast to 47, about half-way, and then falls back to 28, because gains fade when nobody keeps improving what was changed. "
    "Improvement alone, a line of short dashes, climbs slowly and steadily and ends at 50. "
    "Improvement and transformation together, a line of long dashes, is quicker: it passes improvement alone early and ends at 73. "
    "Both together with co-production, a thick unbroken line, rises soonest and highest: it stands at 42 a third of the way, at 80 after two thirds, and ends at 96."
)

# Charts over time ---------------------------------------------------------

RUN_WAITS = (
    31,
    29,
    33,
    30,
    34,
    28,
    32,
    30,
    27,
    25,
    24,
    22,
    23,
    20,
    21,
    19,
    20,
    18,
    19,
    18,
)
RUN_CHANGE = 8


def draw_over_time(sheet, values, *, ceiling, step, unit, span):
    """Axes, a grid and a line of dots; returns how values become heights."""
    left, right, top, bottom = span
    sheet.box(left, top, right - left, bottom - top, PAPER)

    def x_of(index):
        return left + (right - left) * (index + 0.5) / len(values)

    def y_of(value):
        return bottom - (bottom - top) * value / ceiling

    for value in range(0, ceiling + 1, step):
        sheet.line([(left, y_of(value)), (right, y_of(value))], 1.5, RULE)
        sheet.words(left - 14, y_of(value), str(value), 24, anchor="rm")
    sheet.words(left - 56, 34, unit, 27, heavy=True)
    for index in range(len(values)):
        if index == 0 or index % 4 == 3:
            sheet.words(x_of(index), bottom + 28, str(index + 1), 24, anchor="mm")
    sheet.words((left + right) / 2, bottom + 68, "Week", 26, anchor="mm")
    return x_of, y_of


def plot(sheet, values, x_of, y_of):
    points = [(x_of(index), y_of(value)) for index, value in enumerate(values)]
    sheet.line(points, 5, LAKE)
    for x, y in points:
        sheet.disc(x, y, 10, LAKE)


def draw_run_chart():
    sheet = Sheet()
    span = (90, 960, 80, 680)
    x_of, y_of = draw_over_time(
        sheet,
        RUN_WAITS,
        ceiling=40,
        step=10,
        unit="Days from referral to first appointment",
        span=span,
    )
    before, after = RUN_WAITS[:RUN_CHANGE], RUN_WAITS[RUN_CHANGE:]
    change_x = (x_of(RUN_CHANGE - 1) + x_of(RUN_CHANGE)) / 2
    sheet.line([(change_x, span[2]), (change_x, span[3])], 3, SLATE, dash=(3, 9))
    for values, start, end in (
        (before, span[0], change_x),
        (after, change_x, span[1]),
    ):
        height = y_of(median(values))
        sheet.line([(start, height), (end, height)], 5, BRACKEN, dash=(22, 12))
    plot(sheet, RUN_WAITS, x_of, y_of)
    sheet.words(
        change_x + 18,
        y_of(37),
        "Week 9: appointments\noffered by text",
        25,
        SLATE,
        heavy=True,
    )
    sheet.words(
        span[0] + 16,
        y_of(median(before)) + 66,
        f"Median {median(before):g} days",
        26,
        BRACKEN,
        heavy=True,
    )
    sheet.words(
        span[1] + 16,
        y_of(median(after)),
        f"Median\n{median(after):g} days",
        26,
        BRACKEN,
        heavy=True,
    )
    sheet.line([(90, 60), (90, 680), (970, 680)], 4, INK)
    return sheet.png()


def told(values):
    """Values as a sentence lists them."""
    return ", ".join(str(value) for value in values[:-1]) + f" and {values[-1]}"


RUN_CHART_TEXT = (
    "A run chart of the days that people waited from referral to their first appointment, week by week for 20 weeks. "
    f"In weeks 1 to {RUN_CHANGE} the waits were {told(RUN_WAITS[:RUN_CHANGE])} days; their median, a dashed line, is {median(RUN_WAITS[:RUN_CHANGE]):g} days. "
    f"From week {RUN_CHANGE + 1} appointments were offered by text; a dotted upright line marks it. "
    f"From then on the waits were {told(RUN_WAITS[RUN_CHANGE:])} days, with a median of {median(RUN_WAITS[RUN_CHANGE:]):g} days. "
    f"All {len(RUN_WAITS) - RUN_CHANGE} points after the change lie below the earlier median. Six or more in a row on one side of the median are a shift that chance hardly explains. The numbers are invented."
)

SPC_LETTERS = (
    42,
    47,
    39,
    44,
    51,
    46,
    40,
    48,
    43,
    45,
    49,
    41,
    68,
    44,
    46,
    42,
    47,
    45,
    40,
    43,
)


@dataclass(frozen=True)
class Limits:
    mean: float
    lower: float
    upper: float


def natural_limits(values):
    """The mean of single values and the limits between which chance alone moves them."""
    mean = fmean(values)
    moving = fmean(abs(after - before) for before, after in pairwise(values))
    return Limits(mean, max(0, mean - 2.66 * moving), mean + 2.66 * moving)


def draw_spc_chart():
    sheet = Sheet()
    span = (90, 960, 80, 680)
    x_of, y_of = draw_over_time(
        sheet,
        SPC_LETTERS,
        ceiling=80,
        step=20,
        unit="Hours until the discharge letter is sent",
        span=span,
    )
    limits = natural_limits(SPC_LETTERS)
    sheet.shape(
        [
            (span[0], y_of(limits.upper)),
            (span[1], y_of(limits.upper)),
            (span[1], y_of(limits.lower)),
            (span[0], y_of(limits.lower)),
        ],
        "#e3edec",
    )
    for value in (40, 60):
        if limits.lower < value < limits.upper:
            sheet.line([(span[0], y_of(value)), (span[1], y_of(value))], 1.5, RULE)
    for label, value, dash in (
        ("Upper limit", limits.upper, (10, 10)),
        ("Mean", limits.mean, (28, 12)),
        ("Lower limit", limits.lower, (10, 10)),
    ):
        sheet.line([(span[0], y_of(value)), (span[1], y_of(value))], 4, TEAL, dash=dash)
        sheet.words(
            span[1] + 16,
            y_of(value),
            f"{label}\n{value:.0f} hours",
            25,
            TEAL,
            heavy=True,
        )
    plot(sheet, SPC_LETTERS, x_of, y_of)
    for index, value in enumerate(SPC_LETTERS):
        if not limits.lower <= value <= limits.upper:
            x, y = x_of(index), y_of(value)
            sheet.disc(x, y, 19, BRACKEN)
            sheet.disc(x, y, 13, "#ffffff")
            sheet.disc(x, y, 8, BRACKEN)
            sheet.words(
                x + 32,
                y - 26,
                f"Week {index + 1}:\nsystem down for a day",
                25,
                BRACKEN,
                heavy=True,
            )
    sheet.line([(90, 60), (90, 680), (970, 680)], 4, INK)
    return sheet.png()


_LETTER_LIMITS = natural_limits(SPC_LETTERS)
SPC_CHART_TEXT = (
    "A statistical process control chart of the hours until a discharge letter is sent, week by week for 20 weeks. "
    f"The values are {told(SPC_LETTERS)} hours. The mean is {_LETTER_LIMITS.mean:.0f} hours; the upper limit is {_LETTER_LIMITS.upper:.0f} and the lower limit {_LETTER_LIMITS.lower:.0f} hours. "
    "Between the limits, drawn as a shaded band, the values move by chance alone. "
    "One value lies above the band and is ringed: 68 hours in week 13, when the letter system was down for a day. "
    "That week has a cause of its own; the other weeks call for a change to the whole process, not for a search for someone to blame. The numbers are invented."
)

# The waste wheel ----------------------------------------------------------


@dataclass(frozen=True)
class Waste:
    name: str
    example: str


WASTES = (
    Waste("Waiting", "for results, for a room, for a signature"),
    Waste("Too much", "tests or forms that nobody asked for"),
    Waste("Rework", "putting mistakes right, asking twice"),
    Waste("Motion", "walking to find what should be at hand"),
    Waste("Transport", "moving people and things more than needed"),
    Waste("Stock", "more on the shelf than will be used in time"),
    Waste("Over-\nprocessing", "entering the same details in three places"),
    Waste("Unused\nskills", "ideas and talents that nobody asks about"),
)


def draw_waste_wheel():
    sheet = Sheet(1200, 1000)
    x, y, outer, inner = 600, 500, 460, 170
    colours = (LAKE, TEAL, BRACKEN, "#4a5f2f", LAKE, TEAL, BRACKEN, "#4a5f2f")
    for index, (waste, colour) in enumerate(zip(WASTES, colours, strict=True)):
        start = math.tau * (index - 0.5) / len(WASTES) - math.pi / 2
        end = math.tau * (index + 0.5) / len(WASTES) - math.pi / 2
        gap = 0.018
        rim = [
            (x + outer * math.cos(a), y + outer * math.sin(a))
            for a in (start + gap + (end - start - 2 * gap) * s / 30 for s in range(31))
        ]
        hub = [
            (x + inner * math.cos(a), y + inner * math.sin(a))
            for a in (
                start + gap * 2.6 + (end - start - 5.2 * gap) * s / 30
                for s in range(31)
            )
        ]
        sheet.shape(rim + hub[::-1], colour)
        middle = (start + end) / 2
        sheet.words(
            x + 328 * math.cos(middle),
            y + 328 * math.sin(middle),
            waste.name,
            34,
            "#ffffff",
            anchor="mm",
            heavy=True,
        )
    sheet.disc(x, y, inner - 16, AMBER)
    sheet.words(x, y, "Time that\nhelps nobody", 36, INK, anchor="mm", heavy=True)
    return sheet.png()


WASTE_WHEEL_TEXT = (
    "A wheel of eight equal parts around the words: time that helps nobody. Clockwise from the top the parts are: "
    + "; ".join(
        f"{waste.name.replace('-' + chr(10), '-').replace(chr(10), ' ').lower()} ({waste.example})"
        for waste in WASTES
    )
    + ". To use it, watch one step of the work for half an hour, and note each thing you see beside the part it belongs to."
)

# The value-stream map -----------------------------------------------------


@dataclass(frozen=True)
class Step:
    name: str
    minutes: int
    days_waiting: int


LETTER_STEPS = (
    Step("Dictate", 6, 2),
    Step("Type", 9, 1),
    Step("Check\nand sign", 4, 3),
    Step("Send", 2, 0),
)


def draw_value_stream_map():
    sheet = Sheet(1200, 720)
    sheet.words(40, 40, "A discharge letter, from ward round to GP", 32, heavy=True)
    wide, high, top, gap, left = 190, 150, 190, 120, 45
    sheet.box(0, 92, 1200, 320, PAPER)
    base, raised = 590, 510
    for index, step in enumerate(LETTER_STEPS):
        x = left + index * (wide + gap)
        sheet.box(x, top, wide, high, LAKE, radius=10)
        sheet.box(x, top, wide, 14, AMBER, radius=0)
        sheet.words(
            x + wide / 2,
            top + high / 2 + 6,
            step.name,
            32,
            "#ffffff",
            anchor="mm",
            heavy=True,
        )
        sheet.line(
            [(x, base), (x, raised), (x + wide, raised), (x + wide, base)], 5, TEAL
        )
        sheet.words(
            x + wide / 2,
            raised - 28,
            f"{step.minutes} minutes",
            27,
            TEAL,
            anchor="mm",
            heavy=True,
        )
        if index + 1 < len(LETTER_STEPS):
            sheet.arrow(
                (x + wide + 10, top + high / 2),
                (x + wide + gap - 8, top + high / 2),
                9,
                BRACKEN,
            )
            middle = x + wide + gap / 2
            sheet.shape(
                [(middle, top - 62), (middle + 34, top - 6), (middle - 34, top - 6)],
                BRACKEN,
            )
            sheet.words(middle, top - 26, "!", 32, "#ffffff", anchor="mm", heavy=True)
            sheet.line([(x + wide, base), (x + wide + gap, base)], 5, BRACKEN)
            days = step.days_waiting
            sheet.words(
                middle,
                base + 30,
                f"{days} day{'s' if days > 1 else ''}",
                27,
                BRACKEN,
                anchor="mm",
                heavy=True,
            )
    work = sum(step.minutes for step in LETTER_STEPS)
    wait = sum(step.days_waiting for step in LETTER_STEPS)
    sheet.words(
        40, 676, f"{work} minutes of work in {wait} days of waiting", 32, heavy=True
    )
    return sheet.png()


VALUE_STREAM_TEXT = (
    "A value-stream map of a discharge letter. Four boxes stand in a row, joined by arrows: dictate, type, check and sign, send. "
    "A triangle above each arrow marks a place where letters pile up. Under the boxes runs a stepped line: its upper steps give the minutes of work, its lower steps the days of waiting. "
    + " ".join(
        f"{step.name.replace(chr(10), ' ').capitalize()} takes {step.minutes} minutes"
        + (
            f", then the letter waits {step.days_waiting} day{'s' if step.days_waiting > 1 else ''}."
            if step.days_waiting
            else "."
        )
        for step in LETTER_STEPS
    )
    + f" Together that is {sum(step.minutes for step in LETTER_STEPS)} minutes of work in {sum(step.days_waiting for step in LETTER_STEPS)} days of waiting. The numbers are invented."
)

CHARTS = {
    chart.key: chart
    for chart in (
        Chart(
            "five-lines",
            "Five ways of changing a service",
            "Line chart: improvement and transformation with co-production brings the most benefit, and brings it soonest.",
            FIVE_LINES_TEXT,
            draw_five_lines,
        ),
        Chart(
            "run-chart",
            "Days of waiting before and after a change",
            "Run chart: the median wait falls from 30.5 to 20.5 days after a change in week 9.",
            RUN_CHART_TEXT,
            draw_run_chart,
        ),
        Chart(
            "spc-chart",
            "Hours until a discharge letter is sent",
            "Control chart: 19 of 20 weeks lie between the limits; week 13 stands out above them.",
            SPC_CHART_TEXT,
            draw_spc_chart,
        ),
        Chart(
            "waste-wheel",
            "The waste wheel",
            "Wheel with eight kinds of waste around the words: time that helps nobody.",
            WASTE_WHEEL_TEXT,
            draw_waste_wheel,
        ),
        Chart(
            "value-stream-map",
            "Value-stream map of a discharge letter",
            "Value-stream map: four steps with 21 minutes of work between them wait for 6 days in all.",
            VALUE_STREAM_TEXT,
            draw_value_stream_map,
        ),
    )
}
