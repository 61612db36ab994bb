"""The valleys that most scenes are set in, and their lake, sun and ground."""

from ..canvas import WIDTH
from ..fells import bank, lay_bank, range_of, ripples, streak

LONG_VALLEY = {
    "far": (
        (120, 120, 190),
        (420, 150, 170, 200),
        (690, 110, 120),
        (980, 190, 200, 150),
        (1190, 140, 150),
    ),
    "mid": (
        (-20, 230, 230, 190),
        (265, 150, 150),
        (860, 70, 100, 120),
        (1080, 205, 210, 180),
    ),
    "near": ((-60, 150, 260, 150), (1260, 175, 260)),
}
HIGH_PASS = {
    "far": ((160, 170, 170), (470, 215, 170, 150), (760, 160, 150), (1060, 205, 190)),
    "mid": ((40, 190, 180, 220), (640, 95, 160), (1130, 230, 250, 160)),
    "near": ((-80, 120, 240), (1240, 110, 220)),
}
WIDE_DALE = {
    "far": ((230, 140, 210), (600, 105, 170), (930, 165, 190, 220)),
    "mid": ((20, 150, 260), (470, 60, 140), (1190, 175, 300)),
    "near": ((-90, 90, 260), (1290, 100, 280)),
}
LONE_FELL = {
    "far": ((90, 120, 180), (330, 90, 130), (1080, 130, 200)),
    "mid": ((690, 270, 250, 290),),
    "near": ((-40, 120, 260), (1240, 130, 230)),
}


def range_behind(canvas, rng, valley, base, *, light="left", lift=1.0, near=True):
    """Three ranges of fells, paler the farther away; returns them from far to near."""
    ridges = []
    for name, shade, foot, rough, depth in (
        ("far", "mid", -50, 0.7, 0.5),
        ("mid", "near", -15, 0.9, 0.66),
        ("near", None, 0, 0.7, 0),
    ):
        if name == "near" and not near:
            break
        summits = [(x, height * lift, *reach) for x, height, *reach in valley[name]]
        ridge = range_of(rng, base + foot, *summits, rough=rough)
        ridge.fill(canvas, name)
        if shade:
            ridge.shade(canvas, rng, shade, light_from=light, depth=depth)
        ridges.append(ridge)
    return ridges


def lake(canvas, rng, ridges, top, *, water="far", bottom=720, calm=14, shore="light"):
    """Still water up to a shoreline, with the fells in it."""
    canvas.box(-60, top, WIDTH + 120, 420, water)
    for ridge, tone, squash in zip(
        ridges[1:], ("mid", "near"), (0.5, 0.55), strict=False
    ):
        ridge.reflect(canvas, tone, waterline=top, squash=squash)
    canvas.box(-60, top - 2, WIDTH + 120, 3.4, shore)
    ripples(canvas, rng, water, top=top + 22, bottom=bottom, count=calm)


def sun(canvas, x, y, radius, *, bars=True):
    canvas.disc(x, y, radius, "accent")
    if bars:
        streak(
            canvas,
            x - radius * 2.1,
            y + radius * 0.2,
            radius * 3.3,
            radius * 0.12,
            "sky",
        )
        streak(
            canvas,
            x - radius * 0.9,
            y + radius * 0.52,
            radius * 2.4,
            radius * 0.08,
            "sky",
        )


def meadow(canvas, rng, points, tone="deep", *, rough=1.0):
    """The ground that we stand on; returns its edge."""
    ground = bank(rng, points, rough=rough)
    lay_bank(canvas, ground, tone)
    return ground
