"""Trees, grasses, cairns, dry-stone walls and the sheep between them."""

import math
from itertools import pairwise


def larch(canvas, x, y, height, tone):
    """A slim tree: pointed at the top, rounded at the foot."""
    half, crown = height * 0.17, height * 0.9
    profile = [
        (half * step**0.85 * (1 - step**7) ** 0.5 * 1.12, crown * step)
        for step in (index / 22 for index in range(23))
    ]
    left = [(x - across, y - height + down) for across, down in profile]
    right = [(x + across, y - height + down) for across, down in profile]
    canvas.shape(left + right[::-1], tone)
    canvas.box(
        x - height * 0.018, y - height * 0.14, height * 0.036, height * 0.15, tone
    )


def wood(canvas, rng, ground, xs, height, tone):
    """A stand of larches along a ground line."""
    for x in xs:
        larch(
            canvas,
            x + rng.uniform(-5, 5),
            ground(x) + height * 0.06,
            height * rng.uniform(0.68, 1.1),
            tone,
        )


def oak(canvas, x, y, size, tone, *, trunk=None):
    """A broad round tree."""
    canvas.shape(
        [
            (x - size * 0.07, y),
            (x - size * 0.045, y - size * 0.7),
            (x + size * 0.045, y - size * 0.7),
            (x + size * 0.07, y),
        ],
        trunk or tone,
    )
    for across, up, radius in (
        (-0.24, 0.6, 0.25),
        (0.24, 0.58, 0.25),
        (0, 0.82, 0.3),
        (-0.02, 0.55, 0.26),
    ):
        canvas.disc(x + across * size, y - up * size, radius * size, tone)


def bare_tree(canvas, rng, x, y, height, tone):
    """A tree in winter."""

    def branch(x, y, angle, length, thickness, left):
        end = (x + math.cos(angle) * length, y + math.sin(angle) * length)
        canvas.stroke([(x, y), end], thickness, tone)
        if left:
            for turn in (-0.52, 0.08, 0.5):
                branch(
                    *end,
                    angle + turn + rng.uniform(-0.12, 0.12),
                    length * rng.uniform(0.6, 0.74),
                    max(1.4, thickness * 0.6),
                    left - 1,
                )

    branch(x, y, -math.pi / 2, height * 0.34, height * 0.045, 4)


def reeds(canvas, rng, ground, left, right, tone, *, height=60, count=18):
    """Rushes at the water's edge."""
    for _ in range(count):
        x = rng.uniform(left, right)
        y = ground(x) + 10
        tall = height * rng.uniform(0.5, 1)
        lean = rng.uniform(-0.22, 0.22) * tall
        canvas.shape([(x - 2.4, y), (x + lean, y - tall), (x + 2.4, y)], tone)


def tussocks(canvas, rng, ground, left, right, tone, *, size=16, count=26, depth=150):
    """Tufts of grass or heather over a bank."""
    for _ in range(count):
        x = rng.uniform(left, right)
        fall = rng.random() ** 0.8
        y = ground(x) + 14 + fall * depth
        s = size * (0.55 + fall)
        canvas.shape(
            [
                (x - s, y),
                (x - s * 0.78, y - s * 0.72),
                (x - s * 0.35, y - s * 0.3),
                (x - s * 0.05, y - s),
                (x + s * 0.28, y - s * 0.3),
                (x + s * 0.74, y - s * 0.66),
                (x + s, y),
            ],
            tone,
        )


def cairn(canvas, x, y, size, tone, *, cap=None):
    """A heap of flat stones that marks a way."""
    top = y
    for index, (across, high) in enumerate(
        ((1, 0.3), (0.8, 0.27), (0.62, 0.25), (0.42, 0.22), (0.24, 0.2))
    ):
        high *= size
        shift = (0.05, -0.05, 0.06, -0.03, 0.02)[index] * size
        canvas.rounded(
            x - across * size * 0.6 + shift,
            top - high,
            across * size * 1.2,
            high * 0.9,
            high * 0.42,
            cap if cap and index == 4 else tone,
        )
        top -= high


def dry_stone_wall(canvas, rng, line, height, *, gaps="deep", stones=("near", "mid")):
    """A wall along a line of (x, y) feet, course upon course, with cope stones on top."""
    courses = 4
    xs = [x for x, _ in line]
    foot = dict(line)

    def y(x):
        x = min(max(x, xs[0]), xs[-1])
        for (x0, y0), (x1, y1) in pairwise(line):
            if x <= x1:
                return y0 + (y1 - y0) * (x - x0) / ((x1 - x0) or 1)
        return foot[xs[-1]]

    body = height * 0.78
    canvas.shape(
        [
            *line,
            (xs[-1], line[-1][1] - height),
            *((x, v - height * 0.86) for x, v in line[::-1]),
        ],
        gaps,
    )
    for course in range(courses):
        low = body * course / courses
        high = body * (course + 1) / courses
        x = xs[0] - rng.uniform(0, height * 0.3)
        while x < xs[-1]:
            wide = height * rng.uniform(0.26, 0.62)
            inset = height * 0.022
            left, right = max(xs[0], x + inset), min(xs[-1], x + wide - inset)
            if right - left > height * 0.06:
                slope = rng.uniform(-0.02, 0.02) * height
                canvas.shape(
                    [
                        (left, y(left) - low - inset),
                        (left + inset, y(left) - high + inset + slope),
                        (right - inset, y(right) - high + inset - slope),
                        (right, y(right) - low - inset),
                    ],
                    stones[1] if rng.random() < 0.3 else stones[0],
                )
            x += wide
    x = xs[0]
    while x < xs[-1] - height * 0.08:
        wide = height * rng.uniform(0.1, 0.17)
        tall = height * rng.uniform(0.17, 0.25)
        base = y(x) - body
        lean = height * 0.05
        canvas.shape(
            [
                (x, base),
                (x + lean, base - tall),
                (x + wide * 0.8 + lean, base - tall * 0.94),
                (x + wide * 0.86, base),
            ],
            stones[1] if rng.random() < 0.35 else stones[0],
        )
        x += wide


def sheep(canvas, x, y, size, *, fleece="sky", face="deep", towards=1):
    """A Herdwick, grazing."""
    for leg in (-0.28, -0.14, 0.16, 0.3):
        canvas.box(
            x + leg * size - size * 0.035, y - size * 0.3, size * 0.07, size * 0.3, face
        )
    for across, up, radius in (
        (-0.24, 0.44, 0.22),
        (0, 0.5, 0.26),
        (0.24, 0.44, 0.22),
        (0, 0.36, 0.22),
    ):
        canvas.disc(x + across * size, y - up * size, radius * size, fleece)
    canvas.oval(
        x + towards * size * 0.46, y - size * 0.5, size * 0.14, size * 0.12, face
    )
    canvas.shape(
        [
            (x + towards * size * 0.36, y - size * 0.58),
            (x + towards * size * 0.26, y - size * 0.64),
            (x + towards * size * 0.38, y - size * 0.5),
        ],
        face,
    )
