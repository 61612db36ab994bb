"""Boats, paper planes and speech bubbles."""

from ..canvas import curve


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
