"""What stands in the fells: houses, walls, trees, boats, people seen from afar."""

import math
from itertools import pairwise

from .canvas import curve, ring

# Plants and stones --------------------------------------------------------


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


# Buildings ----------------------------------------------------------------


def farmhouse(canvas, x, y, size, *, wall="sky", roof="deep", window="deep", barn=True):
    """A whitewashed farmhouse with a slate roof; its barn leans on one side."""
    if barn:
        canvas.box(x + size * 0.98, y - size * 0.36, size * 0.62, size * 0.36, roof)
        canvas.shape(
            [
                (x + size * 0.96, y - size * 0.36),
                (x + size * 1.02, y - size * 0.52),
                (x + size * 1.56, y - size * 0.52),
                (x + size * 1.64, y - size * 0.36),
            ],
            roof,
        )
    canvas.box(x, y - size * 0.46, size, size * 0.46, wall)
    canvas.shape(
        [
            (x - size * 0.04, y - size * 0.44),
            (x + size * 0.05, y - size * 0.7),
            (x + size * 0.95, y - size * 0.7),
            (x + size * 1.04, y - size * 0.44),
        ],
        roof,
    )
    for chimney in (0.06, 0.82):
        canvas.box(x + size * chimney, y - size * 0.82, size * 0.11, size * 0.16, wall)
        canvas.box(
            x + size * (chimney - 0.015),
            y - size * 0.84,
            size * 0.14,
            size * 0.035,
            roof,
        )
    for across in (0.14, 0.74):
        canvas.box(x + size * across, y - size * 0.38, size * 0.12, size * 0.12, window)
        canvas.box(x + size * across, y - size * 0.18, size * 0.12, size * 0.12, window)
    canvas.box(x + size * 0.44, y - size * 0.38, size * 0.12, size * 0.12, window)
    canvas.box(x + size * 0.44, y - size * 0.21, size * 0.12, size * 0.21, roof)


def hut(canvas, x, y, size, *, wall="near", roof="deep", window="accent", door="deep"):
    """A small gabled hut, its gable towards us."""
    canvas.shape(
        [
            (x, y),
            (x, y - size * 0.5),
            (x + size * 0.5, y - size * 0.92),
            (x + size, y - size * 0.5),
            (x + size, y),
        ],
        wall,
    )
    canvas.shape(
        [
            (x - size * 0.1, y - size * 0.44),
            (x + size * 0.5, y - size * 0.96),
            (x + size * 1.1, y - size * 0.44),
            (x + size * 1.1, y - size * 0.54),
            (x + size * 0.5, y - size * 1.08),
            (x - size * 0.1, y - size * 0.54),
        ],
        roof,
    )
    canvas.box(x + size * 0.14, y - size * 0.4, size * 0.24, size * 0.2, window)
    canvas.box(x + size * 0.55, y - size * 0.42, size * 0.24, size * 0.42, door)


def health_centre(canvas, x, y, size, *, wall="sky", roof="deep", window="mid"):
    """A low modern health centre: two wings, a taller entrance, a row of windows."""
    wing = size * 0.24
    canvas.box(x, y - wing, size * 1.9, wing, wall)
    canvas.box(x - size * 0.03, y - wing - size * 0.05, size * 1.96, size * 0.06, roof)
    canvas.box(x + size * 0.62, y - size * 0.5, size * 0.56, size * 0.5, wall)
    canvas.shape(
        [
            (x + size * 0.57, y - size * 0.5),
            (x + size * 0.57, y - size * 0.56),
            (x + size * 1.23, y - size * 0.68),
            (x + size * 1.23, y - size * 0.5),
        ],
        roof,
    )
    for across in (0.07, 0.25, 0.43, 1.29, 1.47, 1.65):
        canvas.box(x + size * across, y - size * 0.17, size * 0.12, size * 0.1, window)
    canvas.box(x + size * 0.68, y - size * 0.43, size * 0.44, size * 0.12, window)
    canvas.box(x + size * 0.8, y - size * 0.22, size * 0.2, size * 0.22, roof)
    canvas.box(x + size * 0.72, y - size * 0.255, size * 0.36, size * 0.035, "accent")


def barn(canvas, x, y, size, *, wall="near", roof="deep", inside="accent"):
    """A long barn with wide doors open on a lit room."""
    canvas.box(x, y - size * 0.4, size * 1.5, size * 0.4, wall)
    canvas.shape(
        [
            (x - size * 0.06, y - size * 0.38),
            (x + size * 0.08, y - size * 0.74),
            (x + size * 1.42, y - size * 0.74),
            (x + size * 1.56, y - size * 0.38),
        ],
        roof,
    )
    canvas.box(x + size * 0.5, y - size * 0.33, size * 0.5, size * 0.33, inside)
    for left in (0.34, 1.0):
        canvas.box(x + size * left, y - size * 0.33, size * 0.16, size * 0.33, roof)
    for across in (0.12, 1.24):
        canvas.box(x + size * across, y - size * 0.25, size * 0.13, size * 0.11, inside)


def marquee(canvas, x, y, size, *, cloth="sky", stripe="accent", pole="deep"):
    """A striped marquee with two peaks."""
    top, eaves = y - size * 0.78, y - size * 0.34
    canvas.box(x, eaves, size * 2, size * 0.34, cloth)
    for index in range(1, 10, 2):
        canvas.box(x + size * 0.2 * index, eaves, size * 0.2, size * 0.34, stripe)
    for peak in (0.55, 1.45):
        canvas.stroke([(x + size * peak, eaves), (x + size * peak, top - 20)], 5, pole)
        canvas.shape(
            [
                (x + size * peak, top - 26),
                (x + size * peak + size * 0.16, top - 17),
                (x + size * peak, top - 8),
            ],
            stripe,
        )
    sag = [
        (x - size * 0.08, eaves + size * 0.03),
        (x + size * 0.3, eaves - size * 0.22),
        (x + size * 0.55, top),
        (x + size * 0.78, eaves - size * 0.26),
        (x + size * 1.0, eaves - size * 0.17),
        (x + size * 1.22, eaves - size * 0.26),
        (x + size * 1.45, top),
        (x + size * 1.7, eaves - size * 0.22),
        (x + size * 2.08, eaves + size * 0.03),
    ]
    canvas.shape([*curve(sag[:3], 8), *curve(sag[2:7], 8), *curve(sag[6:], 8)], cloth)
    for peak, side in ((0.55, -1), (1.45, 1)):
        canvas.shape(
            [
                (x + size * peak, top),
                (x + size * (peak + side * 0.2), eaves + size * 0.03),
                (x + size * (peak + side * 0.4), eaves + size * 0.03),
            ],
            stripe,
        )
    for index in range(18):
        left = x - size * 0.08 + index * size * 0.12
        canvas.oval(
            left + size * 0.06,
            eaves + size * 0.03,
            size * 0.06,
            size * 0.05,
            stripe if index % 2 else cloth,
        )
    canvas.shape(
        [
            (x + size * 0.86, y),
            (x + size * 0.97, eaves + size * 0.08),
            (x + size * 1.03, eaves + size * 0.08),
            (x + size * 1.14, y),
        ],
        pole,
    )


def bunting(canvas, start, end, sag, tones, *, flags=11, size=22, string="deep"):
    """Flags on a slack string."""
    points = [
        (
            start[0] + (end[0] - start[0]) * t,
            start[1] + (end[1] - start[1]) * t + sag * 4 * t * (1 - t),
        )
        for t in (index / 40 for index in range(41))
    ]
    canvas.stroke(points, 2.4, string)
    for flag in range(flags):
        x, y = points[round(40 * (flag + 0.5) / flags)]
        canvas.shape(
            [(x - size * 0.42, y), (x + size * 0.42, y), (x, y + size)],
            tones[flag % len(tones)],
        )


def flag(canvas, x, y, height, tone, *, pole="deep", towards=1):
    """A pennant on a pole."""
    canvas.stroke([(x, y), (x, y - height)], max(2.5, height * 0.04), pole)
    canvas.shape(
        [
            (x, y - height),
            (x + towards * height * 0.46, y - height * 0.86),
            (x, y - height * 0.7),
        ],
        tone,
    )


def smoke(canvas, x, y, size, tone):
    """Smoke that rises from a chimney."""
    canvas.ribbon(
        curve(
            [
                (x, y),
                (x + size * 0.16, y - size * 0.3),
                (x - size * 0.02, y - size * 0.6),
                (x + size * 0.3, y - size),
                (x + size * 0.5, y - size * 1.1),
            ]
        ),
        tone,
        start=size * 0.05,
        end=size * 0.2,
        flat=1,
    )


# On the water and in the air ---------------------------------------------


def sailing_boat(
    canvas, x, y, size, *, hull="deep", sail="sky", jib="accent", water=None
):
    """A small boat under sail; with a tone for the water, also its image in it."""
    if water:
        canvas.shape(
            [(x - size * 0.02, y + 4), (x - size * 0.4, y + 4), (x, y + size * 0.62)],
            water,
        )
        canvas.shape(
            [
                (x + size * 0.06, y + 4),
                (x + size * 0.36, y + 4),
                (x + size * 0.06, y + size * 0.5),
            ],
            water,
        )
    canvas.shape(
        [
            (x - size * 0.03, y - size * 0.14),
            (x - size * 0.46, y - size * 0.14),
            (x - size * 0.03, y - size * 1.12),
        ],
        sail,
    )
    canvas.shape(
        [
            (x + size * 0.05, y - size * 0.14),
            (x + size * 0.4, y - size * 0.14),
            (x + size * 0.05, y - size * 0.94),
        ],
        jib,
    )
    canvas.shape(
        [
            (x - size * 0.52, y - size * 0.1),
            (x + size * 0.56, y - size * 0.1),
            (x + size * 0.38, y + size * 0.06),
            (x - size * 0.4, y + size * 0.06),
        ],
        hull,
    )


def rowing_boat(canvas, x, y, size, *, hull="deep", inside="accent"):
    """A rowing boat drawn up or at rest."""
    canvas.shape(
        [
            *curve(
                [
                    (x - size * 0.6, y - size * 0.17),
                    (x, y - size * 0.1),
                    (x + size * 0.62, y - size * 0.2),
                ],
                8,
            ),
            *curve(
                [
                    (x + size * 0.62, y - size * 0.2),
                    (x + size * 0.4, y + size * 0.05),
                    (x - size * 0.4, y + size * 0.05),
                    (x - size * 0.6, y - size * 0.17),
                ],
                8,
            ),
        ],
        hull,
    )
    canvas.shape(
        [
            *curve(
                [
                    (x - size * 0.57, y - size * 0.165),
                    (x, y - size * 0.1),
                    (x + size * 0.58, y - size * 0.19),
                ],
                8,
            ),
            *curve(
                [
                    (x + size * 0.58, y - size * 0.19),
                    (x, y - size * 0.17),
                    (x - size * 0.57, y - size * 0.165),
                ],
                8,
            ),
        ],
        inside,
    )


def speech_bubble(
    canvas, x, y, width, height, tone, ink, *, tail=-0.3, lines=(0.9, 0.7, 0.8)
):
    """A bubble around (x, y), its tail at a part of its width; bars stand for words."""
    radius = height * 0.3
    canvas.shape(
        [
            (x + width * tail - height * 0.12, y + height * 0.44),
            (x + width * tail + height * 0.22, y + height * 0.44),
            (x + width * tail * 1.15 - height * 0.12, y + height * 0.86),
        ],
        tone,
    )
    canvas.rounded(x - width / 2, y - height / 2, width, height, radius, tone)
    thick = height * 0.1
    for index, part in enumerate(lines):
        row = y + height * 0.6 * ((index + 0.5) / len(lines) - 0.5)
        half = width * 0.36
        canvas.stroke(
            [(x - half, row), (x - half + width * 0.72 * part, row)], thick, ink
        )


def paper_plane(canvas, x, y, size, *, light="accent", shade="mid", keel="near"):
    """A folded letter in flight, towards the upper right."""
    nose = (x + size, y - size * 0.42)
    canvas.shape(
        [nose, (x - size * 0.85, y - size * 0.12), (x - size * 0.22, y + size * 0.14)],
        light,
    )
    canvas.shape(
        [nose, (x - size * 0.22, y + size * 0.14), (x - size * 0.3, y + size * 0.62)],
        keel,
    )
    canvas.shape(
        [nose, (x - size * 0.3, y + size * 0.62), (x - size * 0.02, y + size * 0.26)],
        shade,
    )
    canvas.shape(
        [nose, (x - size * 0.02, y + size * 0.26), (x + size * 0.42, y + size * 0.52)],
        light,
    )


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


# People -------------------------------------------------------------------


def figure(canvas, x, y, height, tone, *, head=None):
    """Someone far off: a coat and a head."""
    canvas.shape(
        [
            *curve(
                [
                    (x - height * 0.17, y),
                    (x - height * 0.18, y - height * 0.45),
                    (x - height * 0.1, y - height * 0.7),
                    (x + height * 0.1, y - height * 0.7),
                    (x + height * 0.18, y - height * 0.45),
                    (x + height * 0.17, y),
                ],
                6,
            )
        ],
        tone,
    )
    canvas.disc(x, y - height * 0.85, height * 0.13, head or tone)


def person_from_above(canvas, x, y, size, angle, coat, hair):
    """Someone at a table, seen from above: shoulders, then the crown of the head."""
    cos, sin = math.cos(angle), math.sin(angle)

    def turned(points):
        return [(x + px * cos - py * sin, y + px * sin + py * cos) for px, py in points]

    # The table lies towards negative x of the person's own axes.
    for side in (-1, 1):
        canvas.stroke(
            curve(
                turned(
                    [
                        (0, side * size * 0.62),
                        (-size * 0.55, side * size * 0.66),
                        (-size * 0.98, side * size * 0.3),
                    ]
                ),
                8,
            ),
            size * 0.3,
            coat,
        )
    canvas.shape(turned(ring(0.06 * size, 0, size * 0.42, size * 0.84, 40)), coat)
    canvas.disc(*turned([(-0.06 * size, 0)])[0], size * 0.4, hair)
