"""Fells, lakes and weather: what lies behind every scene."""

import math
from dataclasses import dataclass

from .canvas import HEIGHT, WIDTH, curve

MARGIN = 40
STEP = 4


@dataclass(frozen=True)
class Peak:
    """A summit: where it stands, how high it is and how far its flanks reach."""

    x: float
    height: float
    left: float
    right: float


class Ridge:
    """The skyline of one range of fells."""

    def __init__(self, rng, base, peaks, *, rough=1.0):
        self.base = base
        # A seed moves the fells a little; the scene stays the scene.
        self.peaks = [
            Peak(
                peak.x + rng.uniform(-26, 26),
                peak.height * rng.uniform(0.93, 1.07),
                peak.left * rng.uniform(0.9, 1.12),
                peak.right * rng.uniform(0.9, 1.12),
            )
            for peak in peaks
        ]
        self.waves = [
            (length, height * rough, rng.uniform(0, math.tau))
            for length, height in ((390, 9), (171, 5), (83, 3), (41, 1.7), (19, 0.8))
        ]
        self.xs = range(-MARGIN, WIDTH + MARGIN + STEP, STEP)
        self.line = [(x, self.y(x)) for x in self.xs]

    def y(self, x):
        lift = sum(self._flank(peak, x) ** 3 for peak in self.peaks) ** (1 / 3)
        ripple = sum(
            height * math.sin(math.tau * x / length + phase)
            for length, height, phase in self.waves
        )
        return self.base - lift - ripple

    @staticmethod
    def _flank(peak, x):
        reach = peak.left if x < peak.x else peak.right
        return peak.height * math.exp(-((abs(x - peak.x) / reach) ** 1.45))

    def fill(self, canvas, tone, *, down_to=HEIGHT + MARGIN):
        canvas.shape([*self.line, (WIDTH + MARGIN, down_to), (-MARGIN, down_to)], tone)

    def shade(self, canvas, rng, tone, *, light_from="left", depth=0.72, only=None):
        """Lay the side that the sun doesn't reach in a darker tone, one facet a summit."""
        sign = 1 if light_from == "left" else -1
        for index, peak in enumerate(self.peaks):
            if only is not None and index not in only:
                continue
            self._facet(canvas, rng, peak, tone, sign, depth)

    def _facet(self, canvas, rng, peak, tone, sign, depth):
        reach = (peak.right if sign > 0 else peak.left) * 1.05
        summit = self._summit(peak)
        others = [
            other.x
            for other in self.peaks
            if other is not peak and (other.x - peak.x) * sign > 0
        ]
        if others:
            nearest = min(others, key=lambda x: abs(x - peak.x))
            reach = min(reach, abs(nearest - peak.x) * 0.62)
        length = peak.height * depth
        outer = [
            (x, self.y(x))
            for x in (summit + sign * reach * step / 40 for step in range(41))
        ]
        end_x, end_y = outer[-1]
        top = self.y(summit)
        foot = (
            summit + sign * reach * rng.uniform(0.12, 0.3),
            max(top + length, end_y + 8),
        )
        # The crest wanders down in a slow S; gullies run up from the foot like fingers.
        spine = [(summit, top)]
        for part, swing in ((0.2, 0.05), (0.42, -0.05), (0.66, 0.07)):
            spine.append(
                (
                    summit
                    + (foot[0] - summit) * part
                    + sign * reach * (swing + rng.uniform(-0.025, 0.025)),
                    top + (foot[1] - top) * part,
                )
            )
        spine.append(foot)
        under = []
        for part, sag in ((0.25, 0.05), (0.45, -0.2), (0.62, 0.04), (0.8, -0.17)):
            under.append(
                (
                    foot[0] + (end_x - foot[0]) * part,
                    foot[1]
                    + (end_y - foot[1]) * part
                    + (sag + rng.uniform(-0.03, 0.03)) * length,
                )
            )
        canvas.shape(
            [
                *curve(spine),
                *curve([foot, *under[:2]], 8),
                *curve([*under[1:], (end_x, end_y)], 8),
                *outer[::-1],
            ],
            tone,
        )

    def _summit(self, peak):
        near = [x for x in self.xs if abs(x - peak.x) < 40] or [peak.x]
        return min(near, key=self.y)

    def reflect(self, canvas, tone, *, waterline, squash=0.62):
        """Its image in still water."""
        mirrored = [
            (x, max(waterline, waterline + (waterline - y) * squash))
            for x, y in self.line
        ]
        canvas.shape(
            [(-MARGIN, waterline), *mirrored, (WIDTH + MARGIN, waterline)], tone
        )


def range_of(rng, base, *summits, rough=1.0):
    """A ridge from (x, height, width) triples; a fourth number makes the right flank differ."""
    return Ridge(
        rng,
        base,
        [
            Peak(x, height, left, rest[0] if rest else left)
            for x, height, left, *rest in summits
        ],
        rough=rough,
    )


def bank(rng, points, *, rough=1.0):
    """A foreground edge through (x, y) points, gently uneven."""
    phases = [rng.uniform(0, math.tau) for _ in range(3)]

    def y(x):
        for (x0, y0), (x1, y1) in zip(points, points[1:], strict=False):
            if x <= x1 or (x1, y1) == points[-1]:
                part = min(1, max(0, (x - x0) / (x1 - x0)))
                eased = part * part * (3 - 2 * part)
                base = y0 + (y1 - y0) * eased
                break
        return base + rough * (
            5 * math.sin(x / 71 + phases[0])
            + 2.5 * math.sin(x / 29 + phases[1])
            + 1.2 * math.sin(x / 11 + phases[2])
        )

    return y


def lay_bank(canvas, y, tone, *, left=-MARGIN, right=WIDTH + MARGIN):
    """Fill everything below a foreground edge."""
    canvas.shape(
        [
            *((x, y(x)) for x in range(left, right + STEP, STEP)),
            (right, HEIGHT + MARGIN),
            (left, HEIGHT + MARGIN),
        ],
        tone,
    )


def sliver(canvas, x, y, half, thickness, tone):
    """A flat lens of light or dark on water."""
    points = [(x + half * step / 8, -1 + (step / 8) ** 2) for step in range(-8, 9)]
    upper = [(px, y + bend * thickness / 2) for px, bend in points]
    lower = [(px, y - bend * thickness / 2) for px, bend in points]
    canvas.shape(upper + lower[::-1], tone)


def ripples(canvas, rng, tone, *, top, bottom, count=26, left=0, right=WIDTH):
    """Calm bands across a lake, longer and thicker towards the viewer."""
    for index in range(count):
        part = (index + rng.uniform(0, 0.9)) / count
        y = top + (bottom - top) * part**1.2
        sliver(
            canvas,
            rng.uniform(left, right),
            y,
            rng.uniform(60, 190) * (0.45 + part),
            2.4 + 7 * part,
            tone,
        )


def glitter(canvas, rng, x, tone, *, top, bottom, width=46):
    """The sun's path on water."""
    y = top + 4
    while y < bottom:
        part = (y - top) / (bottom - top)
        half = width * (0.55 + 0.75 * math.sin(math.pi * min(1, part + 0.12)))
        half *= rng.uniform(0.55, 1)
        sliver(
            canvas, x + rng.uniform(-10, 10) * (1 + part), y, half, 5 + 7 * part, tone
        )
        y += 11 + 10 * part


def cloud(canvas, x, y, size, tone):
    """A flat-bottomed fair-weather cloud."""
    canvas.rounded(x - size, y - size * 0.13, size * 2, size * 0.26, size * 0.13, tone)
    canvas.rounded(
        x - size * 0.62, y - size * 0.33, size * 1.1, size * 0.34, size * 0.17, tone
    )
    canvas.rounded(
        x - size * 0.18, y - size * 0.5, size * 0.62, size * 0.4, size * 0.2, tone
    )


def streak(canvas, x, y, length, thickness, tone):
    """A long thin cloud of evening or early morning."""
    canvas.rounded(x, y, length, thickness, thickness / 2, tone)


def birds(canvas, rng, x, y, tone, *, count=5, size=9):
    """A few far-off birds."""
    for _ in range(count):
        at_x, at_y = x + rng.uniform(-70, 70), y + rng.uniform(-32, 32)
        span = size * rng.uniform(0.7, 1.2)
        canvas.shape(
            [
                (at_x - span, at_y - span * 0.45),
                (at_x - span * 0.3, at_y - span * 0.28),
                (at_x, at_y),
                (at_x + span * 0.3, at_y - span * 0.28),
                (at_x + span, at_y - span * 0.45),
                (at_x + span * 0.3, at_y - span * 0.1),
                (at_x, at_y + span * 0.28),
                (at_x - span * 0.3, at_y - span * 0.1),
            ],
            tone,
        )


def rain(canvas, rng, tone, *, left, right, top, bottom, count=60):
    """Slanting rain in even strokes."""
    for _ in range(count):
        x, y = rng.uniform(left, right), rng.uniform(top, bottom)
        length = rng.uniform(26, 44)
        canvas.stroke([(x, y), (x - length * 0.32, y + length)], 2.2, tone)
