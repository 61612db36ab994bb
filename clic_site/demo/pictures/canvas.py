"""A sheet to cut flat shapes from: points in a 1200 by 800 plane, smooth edges when printed."""

import io
import math
from itertools import combinations, pairwise

from PIL import Image, ImageDraw

from .palettes import rgb

WIDTH, HEIGHT = 1200, 800
SUPERSAMPLING = 3
BLENDS = 6


class Canvas:
    """Draws shapes in the tones of a palette and prints them as a PNG."""

    def __init__(self, palette, width=WIDTH, height=HEIGHT):
        self.palette = palette
        self.size = (width, height)
        factor = max(width / WIDTH, height / HEIGHT)
        self.scale = factor * SUPERSAMPLING
        # Another shape than 3:2 shows the middle of the scene, and more of its sky than its ground.
        self.left = (width - WIDTH * factor) / 2 * SUPERSAMPLING
        self.top = (height - HEIGHT * factor) * 0.55 * SUPERSAMPLING
        self.image = Image.new(
            "RGB", (width * SUPERSAMPLING, height * SUPERSAMPLING), palette.sky
        )
        self.draw = ImageDraw.Draw(self.image)

    def colour(self, tone):
        return getattr(self.palette, tone)

    def at(self, x, y):
        return (x * self.scale + self.left, y * self.scale + self.top)

    def shape(self, points, tone):
        self.draw.polygon([self.at(x, y) for x, y in points], fill=self.colour(tone))

    def box(self, x, y, width, height, tone):
        self.shape(
            [(x, y), (x + width, y), (x + width, y + height), (x, y + height)], tone
        )

    def rounded(self, x, y, width, height, radius, tone):
        self.draw.rounded_rectangle(
            [self.at(x, y), self.at(x + width, y + height)],
            radius=radius * self.scale,
            fill=self.colour(tone),
        )

    def oval(self, x, y, across, down, tone):
        """An oval around a centre, given its half width and half height."""
        self.draw.ellipse(
            [self.at(x - across, y - down), self.at(x + across, y + down)],
            fill=self.colour(tone),
        )

    def disc(self, x, y, radius, tone):
        self.oval(x, y, radius, radius, tone)

    def stroke(self, points, width, tone):
        """A line of even thickness with round ends, through the points."""
        self.draw.line(
            [self.at(x, y) for x, y in points],
            fill=self.colour(tone),
            width=max(1, round(width * self.scale)),
            joint="curve",
        )
        for x, y in (points[0], points[-1]):
            self.disc(x, y, width / 2, tone)

    def ribbon(self, points, tone, *, start, end, flat=0.5):
        """A path that widens towards us; where it runs across the slope it looks narrower."""
        lengths = [math.dist(one, other) for one, other in pairwise(points)]
        whole, travelled = sum(lengths), 0.0
        for ((x0, y0), (x1, y1)), length in zip(pairwise(points), lengths, strict=True):
            steps = max(1, round(length / 2.5))
            for step in range(steps):
                part = step / steps
                half = (start + (end - start) * (travelled + length * part) / whole) / 2
                self.oval(
                    x0 + (x1 - x0) * part,
                    y0 + (y1 - y0) * part,
                    half,
                    half * flat,
                    tone,
                )
            travelled += length

    def dashes(self, points, width, tone, *, dash=14, gap=12):
        """A dashed line along the points."""
        travelled, current = 0.0, []
        for start, end in pairwise(points):
            length = math.dist(start, end)
            steps = max(1, int(length / 2))
            for step in range(steps):
                place = (travelled + length * step / steps) % (dash + gap)
                part = step / steps
                point = (
                    start[0] + (end[0] - start[0]) * part,
                    start[1] + (end[1] - start[1]) * part,
                )
                if place < dash:
                    current.append(point)
                elif current:
                    if len(current) > 1:
                        self.stroke(current, width, tone)
                    current = []
            travelled += length
        if len(current) > 1:
            self.stroke(current, width, tone)

    def smooth(self):
        """The finished picture in its true size."""
        return self.image.reduce(SUPERSAMPLING)

    def png(self):
        """The finished picture as a PNG that holds only the tones and what lies between them."""
        colours = [rgb(tone) for tone in (*self.palette.tones, self.palette.accent)]
        shades = list(dict.fromkeys(colours))
        for one, other in combinations(shades.copy(), 2):
            for step in range(1, BLENDS):
                shades.append(
                    tuple(
                        round(a + (b - a) * step / BLENDS)
                        for a, b in zip(one, other, strict=True)
                    )
                )
        swatches = Image.new("P", (1, 1))
        swatches.putpalette([part for shade in shades for part in shade])
        flat = self.smooth().quantize(palette=swatches, dither=Image.Dither.NONE)
        file = io.BytesIO()
        flat.save(file, "PNG", optimize=True)
        return file.getvalue()


def curve(points, steps=14):
    """A smooth line through the points."""
    line = []
    padded = [points[0], *points, points[-1]]
    for index in range(len(points) - 1):
        p0, p1, p2, p3 = padded[index : index + 4]
        for step in range(steps):
            t = step / steps
            line.append(
                tuple(
                    0.5
                    * (
                        2 * b
                        + (c - a) * t
                        + (2 * a - 5 * b + 4 * c - d) * t**2
                        + (3 * b - a - 3 * c + d) * t**3
                    )
                    for a, b, c, d in zip(p0, p1, p2, p3, strict=True)
                )
            )
    line.append(points[-1])
    return line


def ring(x, y, across, down, steps=72):
    """Points around an oval, beginning at its right."""
    return [
        (
            x + across * math.cos(math.tau * step / steps),
            y + down * math.sin(math.tau * step / steps),
        )
        for step in range(steps + 1)
    ]
