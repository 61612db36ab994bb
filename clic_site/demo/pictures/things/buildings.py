"""Houses, huts, tents, and what is put up around them."""

from ..canvas import curve


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


def boxes_on(canvas, left, right, y, tallest, tones, *, label="light"):
    """Boxes in a row from tall to small, each with its label."""
    x, index = left, 0
    while True:
        wide = tallest * (0.92, 0.62, 0.8, 0.5)[index % 4]
        high = tallest * (0.98, 0.9, 0.78, 0.66)[index % 4]
        if x + wide > right:
            return
        tone = tones[index % len(tones)]
        canvas.box(x, y - high, wide, high, tone)
        canvas.box(x + wide * 0.24, y - high * 0.56, wide * 0.52, high * 0.2, label)
        x += wide + tallest * 0.1
        index += 1
