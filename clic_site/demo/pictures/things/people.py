"""People seen from afar or from above: coats and heads, never faces."""

import math

from ..canvas import curve, ring


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
