"""Every scene of the family: what it shows, in which weather, and how it is composed."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from . import things
from .canvas import WIDTH, curve, ring
from .fells import (
    bank,
    birds,
    cloud,
    glitter,
    lay_bank,
    rain,
    range_of,
    ripples,
    sliver,
    streak,
)


@dataclass(frozen=True)
class Scene:
    """One illustration: its subject, its words for those who don't see it, its weather."""

    key: str
    title: str
    alt: str
    palette: str
    compose: Callable

    @property
    def file_name(self):
        return f"{self.key}.png"


SCENES: dict[str, Scene] = {}


def scene(key, title, palette, alt):
    def register(compose):
        SCENES[key] = Scene(key, title, alt, palette, compose)
        return compose

    return register


# Backdrops ----------------------------------------------------------------

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


# Home and toolkits --------------------------------------------------------


@scene(
    "hero",
    "Morning over the lake",
    "dawn",
    "A wide, calm lake between layered fells at sunrise, with a white farmhouse on the far shore.",
)
def hero(canvas, rng):
    canvas.disc(740, 236, 78, "accent")
    streak(canvas, 560, 252, 460, 10, "sky")
    streak(canvas, 640, 279, 280, 7, "sky")
    birds(canvas, rng, 430, 190, "mid", count=6)
    ridges = range_behind(canvas, rng, LONG_VALLEY, 520, light="right")
    things.wood(canvas, rng, lambda x: 520, (880, 905, 925, 1075, 1095), 34, "deep")
    lake(canvas, rng, ridges, 520)
    glitter(canvas, rng, 740, "accent", top=524, bottom=700, width=40)
    things.farmhouse(canvas, 955, 520, 62)
    canvas.box(957, 524, 60, 16, "light")
    canvas.box(957, 540, 58, 7, "deep")
    sliver(canvas, 990, 533, 66, 3, "near")
    things.sailing_boat(canvas, 500, 582, 54, water="light")
    ground = meadow(
        canvas,
        rng,
        [(-50, 622), (180, 650), (430, 738), (700, 772), (950, 750), (1250, 690)],
    )
    things.wood(canvas, rng, ground, (28, 74, 118, 150, 206), 210, "deep")
    things.wood(canvas, rng, ground, (1120, 1168), 130, "deep")
    things.reeds(canvas, rng, ground, 250, 520, "deep", height=56, count=26)
    things.tussocks(canvas, rng, ground, 20, 1180, "near", size=13, count=22, depth=110)


@scene(
    "stepping-stones",
    "Stepping stones across the beck",
    "noon",
    "A row of stepping stones leads across a wide beck towards the fells.",
)
def stepping_stones(canvas, rng):
    cloud(canvas, 250, 170, 110, "far")
    cloud(canvas, 880, 120, 80, "far")
    range_behind(canvas, rng, HIGH_PASS, 430)
    lay_bank(
        canvas, bank(rng, [(-50, 420), (400, 446), (800, 450), (1250, 410)]), "near"
    )
    things.wood(canvas, rng, lambda x: 446, (270, 292, 318, 800, 822), 54, "deep")
    water = [
        (640, 440),
        (560, 470),
        (420, 540),
        (-60, 640),
        (-60, 860),
        (1260, 860),
        (1260, 700),
        (840, 560),
        (700, 480),
    ]
    canvas.shape(curve(water[:4]) + [(-60, 860), (1260, 860)] + curve(water[6:]), "far")
    ripples(canvas, rng, "light", top=500, bottom=790, count=14, left=250, right=950)
    path = curve(
        [
            (80, 770),
            (300, 725),
            (500, 672),
            (640, 615),
            (690, 560),
            (655, 512),
            (640, 478),
        ],
        20,
    )
    stones = 13
    for index in range(stones):
        part = 1 - (1 - index / (stones - 1)) ** 0.8
        x, y = path[min(len(path) - 1, round(part * (len(path) - 1)))]
        size = 66 * (1 - 0.8 * part)
        canvas.oval(x, y + size * 0.34, size * 1.06, size * 0.34, "mid")
        canvas.oval(x, y + size * 0.16, size, size * 0.34, "deep")
        canvas.oval(x, y, size, size * 0.32, "light")
    ground = bank(rng, [(760, 860), (900, 770), (1060, 700), (1250, 660)])
    lay_bank(canvas, ground, "deep", left=780)
    things.wood(canvas, rng, ground, (1050, 1110, 1165), 190, "deep")
    things.reeds(canvas, rng, ground, 880, 1040, "deep", height=70, count=16)


@scene(
    "round-table",
    "Round the table",
    "meadow",
    "Eight people seen from above work together round a large table in a field among the fells.",
)
def round_table(canvas, rng):
    canvas.box(-60, -60, 1320, 920, "far")

    def contour(x, y, across, down, tone, phase):
        points = []
        for px, py in ring(0, 0, 1, 1, 120):
            angle = math.atan2(py, px)
            swell = (
                1
                + 0.07 * math.sin(3 * angle + phase)
                + 0.05 * math.sin(5 * angle - phase)
            )
            points.append((x + px * across * swell, y + py * down * swell))
        canvas.shape(points, tone)

    hills = (
        (40, 30, 400, 300),
        (1180, 780, 440, 330),
        (1150, 40, 300, 210),
        (60, 800, 330, 240),
    )
    for x, y, across, down in hills:
        phase = rng.uniform(0, 6)
        for step, tone in enumerate(("mid", "near", "mid", "far", "sky")):
            part = 1 - step * 0.21
            contour(x, y, across * part, down * part, tone, phase)
    canvas.stroke(curve([(-60, 470), (150, 440), (330, 500), (480, 420)]), 17, "sky")
    canvas.stroke(curve([(1260, 300), (1060, 340), (900, 300), (760, 400)]), 17, "sky")
    canvas.stroke(curve([(560, -60), (620, 90), (560, 220), (600, 400)]), 17, "sky")
    canvas.stroke(curve([(660, 860), (610, 720), (640, 600), (600, 400)]), 17, "sky")
    x, y, radius = 600, 400, 176
    canvas.disc(x + 10, y + 14, radius * 1.62, "mid")
    canvas.disc(x, y, radius * 1.6, "far")
    coats = ("deep", "accent", "near", "deep", "accent", "near", "deep", "near")
    hair = ("mid", "deep", "sky", "accent", "deep", "deep", "sky", "accent")
    turn = rng.uniform(0, 0.5)
    for index in range(8):
        angle = turn + math.tau * index / 8
        things.person_from_above(
            canvas,
            x + math.cos(angle) * radius * 1.24,
            y + math.sin(angle) * radius * 1.24,
            56,
            angle,
            coats[index],
            hair[index],
        )
    canvas.disc(x + 5, y + 8, radius, "near")
    canvas.disc(x, y, radius, "sky")

    def sheet(at_x, at_y, wide, high, angle, tone):
        cos, sin = math.cos(angle), math.sin(angle)
        corners = ((-1, -1), (1, -1), (1, 1), (-1, 1))
        canvas.shape(
            [
                (
                    at_x + a * wide * cos - b * high * sin,
                    at_y + a * wide * sin + b * high * cos,
                )
                for a, b in corners
            ],
            tone,
        )

    sheet(x - 8, y + 4, 66, 46, 0.3, "far")
    for index, tone in enumerate(("accent", "mid", "near", "accent", "near", "mid")):
        sheet(
            x - 42 + index % 3 * 34 - index // 3 * 9,
            y - 22 + index // 3 * 32 + index % 3 * 11,
            11,
            11,
            0.3,
            tone,
        )
    for angle, tone in (
        (0.1, "near"),
        (1.7, "accent"),
        (2.9, "deep"),
        (4.2, "accent"),
        (5.3, "near"),
    ):
        at_x, at_y = x + math.cos(angle) * 122, y + math.sin(angle) * 122
        canvas.disc(at_x, at_y, 17, tone)
        canvas.disc(at_x, at_y, 10, "far")
    sheet(x + 96, y - 62, 22, 15, -0.7, "mid")
    sheet(x - 96, y + 78, 22, 15, -0.8, "mid")


# Tools --------------------------------------------------------------------


def boxes_on(canvas, rng, left, right, y, tallest, tones, *, label="light"):
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


@scene(
    "tidy-shelf",
    "A place for everything",
    "bracken",
    "Shelves with labelled boxes in neat rows beside a window that looks out on a lake and fells.",
)
def tidy_shelf(canvas, rng):
    canvas.disc(830, 190, 46, "far")
    ridges = range_behind(canvas, rng, LONG_VALLEY, 420, light="right", lift=0.9)
    lake(canvas, rng, ridges, 420)
    window = (700, 90, 400, 460)
    left, top, wide, high = window
    wall = "sky"
    canvas.box(-60, -60, left + 60, 1000, wall)
    canvas.box(left + wide, -60, 300, 1000, wall)
    canvas.box(left - 1, -60, wide + 2, top + 60, wall)
    canvas.box(left - 1, top + high, wide + 2, 400, wall)
    for x, y, across, down in (
        (left - 18, top - 18, wide + 36, 18),
        (left - 18, top + high, wide + 36, 18),
        (left - 18, top, 18, high),
        (left + wide, top, 18, high),
        (left + wide / 2 - 6, top, 12, high),
        (left, top + high * 0.42, wide, 10),
        (left - 44, top + high + 16, wide + 88, 24),
    ):
        canvas.box(x, y, across, down, "deep")
    for pot, tone in ((760, "near"), (1010, "near")):
        canvas.shape(
            [(pot - 26, 512), (pot + 26, 512), (pot + 19, 566), (pot - 19, 566)], tone
        )
        for lean in (-30, -13, 5, 24):
            canvas.shape(
                [(pot - 7, 514), (pot + lean, 430 - abs(lean) * -0.7), (pot + 7, 514)],
                "deep",
            )
    for shelf, tones in (
        (236, ("near", "mid", "accent")),
        (420, ("deep", "accent", "near")),
        (604, ("mid", "near", "deep")),
    ):
        boxes_on(canvas, rng, 92, 600, shelf, 118, tones)
        canvas.box(60, shelf, 560, 18, "deep")
        for bracket in (110, 552):
            canvas.shape(
                [
                    (bracket, shelf + 18),
                    (bracket + 20, shelf + 18),
                    (bracket, shelf + 54),
                ],
                "deep",
            )
    canvas.box(-60, 730, 1320, 200, "far")
    canvas.box(-60, 716, 1320, 16, "mid")


@scene(
    "noticeboard",
    "One sheet that tells it all",
    "meadow",
    "A wooden noticeboard on a green hillside holds one large sheet with six panels.",
)
def noticeboard(canvas, rng):
    cloud(canvas, 960, 150, 100, "far")
    cloud(canvas, 180, 110, 70, "far")
    ridges = range_behind(canvas, rng, WIDE_DALE, 520)
    lake(canvas, rng, ridges, 520)
    ground = meadow(
        canvas, rng, [(-50, 640), (300, 600), (700, 590), (1250, 650)], "near"
    )
    things.tussocks(canvas, rng, ground, 0, 1200, "deep", count=40, depth=170)
    for x in (318, 858):
        canvas.box(x, 200, 24, 500, "deep")
        canvas.oval(x + 12, 700, 40, 9, "deep")
    canvas.box(290, 246, 620, 330, "deep")
    canvas.shape([(250, 246), (300, 176), (900, 176), (950, 246)], "deep")
    canvas.shape([(282, 232), (312, 188), (888, 188), (918, 232)], "near")
    canvas.box(312, 268, 576, 290, "mid")
    canvas.box(352, 284, 496, 258, "light")
    for column in range(3):
        for row in range(2):
            x, y = 370 + column * 158, 302 + row * 116
            canvas.box(x, y, 144, 8, "near")
            kind = column + row * 3
            if kind in (0, 3):
                for line in range(4):
                    canvas.stroke(
                        [
                            (x + 4, y + 28 + line * 18),
                            (x + (132, 110, 124, 84)[line], y + 28 + line * 18),
                        ],
                        6,
                        "mid",
                    )
            elif kind == 1:
                for bar, high in enumerate((58, 44, 32, 20, 12)):
                    canvas.box(
                        x + 10 + bar * 26,
                        y + 92 - high,
                        18,
                        high,
                        "near" if bar else "accent",
                    )
            elif kind == 2:
                canvas.stroke([(x + 8, y + 58), (x + 132, y + 58)], 5, "near")
                for rib in (34, 70, 106):
                    canvas.stroke(
                        [(x + rib, y + 58), (x + rib - 20, y + 26)], 5, "near"
                    )
                    canvas.stroke(
                        [(x + rib, y + 58), (x + rib - 20, y + 90)], 5, "near"
                    )
            elif kind == 4:
                canvas.stroke(
                    curve(
                        [
                            (x + 8, y + 30),
                            (x + 44, y + 40),
                            (x + 74, y + 70),
                            (x + 132, y + 84),
                        ]
                    ),
                    6,
                    "accent",
                )
            else:
                for line in range(3):
                    canvas.box(
                        x + 6,
                        y + 24 + line * 24,
                        14,
                        14,
                        "accent" if line < 2 else "mid",
                    )
                    canvas.stroke(
                        [(x + 34, y + 31 + line * 24), (x + 126, y + 31 + line * 24)],
                        6,
                        "mid",
                    )
    things.sheep(canvas, 150, 690, 70)
    things.sheep(canvas, 1030, 706, 84, towards=-1)


@scene(
    "campfire",
    "Round the fire at the end of the day",
    "dusk",
    "People sit in a circle round a small fire beside the lake at dusk.",
)
def campfire(canvas, rng):
    canvas.disc(270, 210, 60, "accent")
    streak(canvas, 640, 130, 360, 12, "far")
    streak(canvas, 760, 160, 300, 8, "far")
    streak(canvas, 60, 250, 320, 10, "sky")
    ridges = range_behind(canvas, rng, HIGH_PASS, 480, light="left")
    lake(canvas, rng, ridges, 480, bottom=620)
    glitter(canvas, rng, 270, "accent", top=484, bottom=590, width=34)
    ground = meadow(canvas, rng, [(-50, 560), (300, 604), (700, 612), (1250, 540)])
    things.wood(canvas, rng, ground, (30, 86, 132, 1076, 1120, 1160, 1190), 250, "deep")
    x, y = 610, 690
    canvas.oval(x, y + 8, 330, 92, "near")
    canvas.oval(x, y + 12, 210, 56, "mid")
    canvas.oval(x, y + 14, 118, 30, "far")
    back = ((-250, -24), (-150, -58), (-20, -72), (120, -66), (238, -30))
    for index, (dx, dy) in enumerate(back):
        canvas.rounded(x + dx - 34, y + dy + 8, 68, 22, 10, "deep")
        things.figure(
            canvas,
            x + dx,
            y + dy + 18,
            124,
            "deep",
            head="mid" if index % 2 else "near",
        )
    for dx, dy, tone in ((0, 0, "mid"), (-6, -2, "accent")):
        canvas.shape(
            [
                *curve(
                    [
                        (x - 40 + dx, y + 16),
                        (x - 44 + dx, y - 26),
                        (x - 18 + dx, y - 52),
                        (x - 16 + dx, y - 88 + dy),
                        (x + 14 + dx, y - 58),
                        (x + 22 + dx, y - 104 + dy),
                        (x + 46 + dx, y - 40),
                        (x + 40 + dx, y + 16),
                    ],
                    8,
                )
            ]
            if tone == "mid"
            else [
                *curve(
                    [
                        (x - 20, y + 14),
                        (x - 24, y - 14),
                        (x - 4, y - 34),
                        (x + 8, y - 62),
                        (x + 24, y - 20),
                        (x + 20, y + 14),
                    ],
                    8,
                )
            ],
            tone,
        )
    for angle in (-0.4, 0.35):
        canvas.stroke(
            [(x - 62, y + 24 - angle * 40), (x + 62, y + 24 + angle * 40)], 16, "deep"
        )
    for dx in (-178, 170):
        canvas.rounded(x + dx - 40, y + 62, 80, 26, 12, "deep")
        things.figure(canvas, x + dx, y + 78, 150, "deep", head="near")


@scene(
    "winding-path",
    "The way from the farm to the clinic",
    "noon",
    "A path winds from a white farmhouse, past stopping places, to a health centre under the fells.",
)
def winding_path(canvas, rng):
    sun(canvas, 940, 150, 56, bars=False)
    cloud(canvas, 330, 140, 90, "far")
    range_behind(canvas, rng, LONE_FELL, 400)
    lay_bank(
        canvas, bank(rng, [(-50, 410), (400, 396), (800, 420), (1250, 380)]), "mid"
    )
    slope = bank(rng, [(-50, 470), (420, 500), (820, 470), (1250, 500)])
    lay_bank(canvas, slope, "near")
    things.health_centre(canvas, 590, 440, 120)
    things.wood(canvas, rng, lambda x: 442, (520, 546, 846, 872, 900), 62, "deep")
    way = curve(
        [
            (690, 441),
            (700, 462),
            (640, 486),
            (430, 500),
            (330, 536),
            (430, 580),
            (760, 600),
            (880, 650),
            (720, 712),
            (460, 740),
            (330, 830),
        ],
        16,
    )
    canvas.ribbon(way, "light", start=9, end=78)
    ground = bank(rng, [(-60, 650), (160, 690), (330, 840), (480, 900)])
    lay_bank(canvas, ground, "deep", right=420)
    things.farmhouse(canvas, 70, 694, 150)
    things.smoke(canvas, 88, 568, 110, "far")
    for at, size in ((0.42, 26), (0.6, 36), (0.8, 56)):
        x, y = way[int(at * (len(way) - 1))]
        things.flag(canvas, x + size * 0.9, y, size * 2, "accent")
    ground = bank(rng, [(700, 900), (860, 800), (1050, 720), (1260, 690)])
    lay_bank(canvas, ground, "deep", left=760)
    things.wood(canvas, rng, ground, (1000, 1050, 1096, 1150), 190, "deep")


@scene(
    "ring-path",
    "Once more round the tarn",
    "heather",
    "A path leads all the way round a small tarn, with four flags to mark its quarters.",
)
def ring_path(canvas, rng):
    sun(canvas, 300, 170, 58)
    range_behind(canvas, rng, HIGH_PASS, 420, light="left", near=False)
    lay_bank(canvas, bank(rng, [(-50, 400), (500, 430), (1250, 396)]), "near")
    x, y = 600, 592

    def around(across, down):
        return [
            (px + 16 * math.sin(py / 37), py + 7 * math.sin(px / 90))
            for px, py in ring(x, y, across, down, 120)
        ]

    canvas.shape(around(506, 176), "mid")
    canvas.shape(around(470, 156), "light")
    canvas.shape(around(430, 134), "mid")
    canvas.shape(around(372, 108), "far")
    canvas.shape([*ring(x + 30, y - 60, 210, 40, 60)], "far")
    for index in range(9):
        sliver(
            canvas,
            x + rng.uniform(-190, 190),
            y - 62 + index * 16,
            rng.uniform(50, 120),
            3 + index * 0.5,
            "light" if index % 2 else "mid",
        )
    things.tussocks(
        canvas, rng, lambda px: 440, 30, 300, "deep", count=14, depth=60, size=11
    )
    for angle, size in ((-1.57, 78), (3.14, 112), (0.0, 112), (1.57, 150)):
        at_x, at_y = x + math.cos(angle) * 470, y + math.sin(angle) * 156
        things.cairn(canvas, at_x, at_y + 8, size * 0.32, "deep")
        things.flag(canvas, at_x, at_y - size * 0.3, size, "accent")
    things.figure(canvas, 300, 712, 62, "deep")
    things.figure(canvas, 338, 720, 56, "deep")
    ground = meadow(
        canvas, rng, [(-50, 700), (200, 760), (600, 800), (1000, 764), (1250, 690)]
    )
    things.tussocks(canvas, rng, ground, 0, 1200, "near", count=24, depth=60, size=14)


@scene(
    "sheepfold",
    "The sheepfold and its ways in",
    "meadow",
    "A round stone sheepfold on a hillside, its pens joined by gaps, with paths that lead in and out.",
)
def sheepfold(canvas, rng):
    cloud(canvas, 760, 120, 100, "far")
    range_behind(canvas, rng, WIDE_DALE, 340)
    lay_bank(canvas, bank(rng, [(-50, 330), (500, 362), (1250, 320)]), "near")
    x, y = 600, 560
    for way, start, end in (
        ([(-60, 560), (120, 600), (260, 560), (340, 566)], 46, 40),
        ([(860, 560), (960, 540), (1100, 580), (1260, 560)], 40, 48),
    ):
        canvas.ribbon(curve(way), "far", start=start, end=end)
    canvas.oval(x, y + 12, 292, 172, "deep")
    canvas.oval(x, y, 270, 152, "far")

    def wall(points, thick):
        canvas.stroke([(px, py + 18) for px, py in points], thick, "deep")
        canvas.stroke(points, thick * 0.8, "light")
        for px, py in points[1 : -1 : max(1, len(points) // 12)]:
            canvas.disc(
                px + rng.uniform(-4, 4), py + rng.uniform(-3, 3), thick * 0.2, "mid"
            )

    rim = ring(x, y, 274, 156, 120)
    wall(rim[63:88], 28)
    wall(rim[93:117], 28)
    wall(curve([(x - 90, y - 142), (x - 96, y - 30), (x - 92, y + 30)]), 24)
    wall(curve([(x + 110, y + 136), (x + 104, y + 40), (x + 108, y - 30)]), 24)
    wall(curve([(x - 92, y + 30), (x - 20, y + 36), (x + 30, y + 34)]), 24)
    for at_x, at_y, size, towards in (
        (428, 578, 58, 1),
        (470, 520, 50, -1),
        (570, 500, 52, 1),
        (640, 530, 54, -1),
        (600, 670, 60, 1),
        (680, 652, 56, -1),
        (770, 586, 58, 1),
        (780, 520, 50, -1),
        (150, 600, 62, 1),
        (1060, 588, 62, 1),
    ):
        things.sheep(canvas, at_x, at_y, size, towards=towards)
    wall(rim[3:57], 30)
    ground = meadow(canvas, rng, [(-50, 730), (300, 764), (900, 780), (1250, 716)])
    things.tussocks(canvas, rng, ground, 0, 1200, "near", count=24, depth=60, size=14)
    things.wood(canvas, rng, ground, (1090, 1140), 180, "deep")


@scene(
    "tarns",
    "From tarn to tarn",
    "dawn",
    "A beck runs down from the fells through three tarns, each larger than the last.",
)
def tarns(canvas, rng):
    sun(canvas, 830, 150, 62)
    range_behind(canvas, rng, HIGH_PASS, 390, light="right", near=False)
    for points, tone in (
        ([(-50, 360), (400, 400), (760, 384), (1250, 340)], "mid"),
        ([(-50, 470), (300, 452), (800, 500), (1250, 430)], "near"),
        ([(-50, 590), (500, 640), (900, 610), (1250, 660)], "deep"),
    ):
        lay_bank(canvas, bank(rng, points), tone)
    beck = [
        (560, 330),
        (540, 372),
        (500, 410),
        (620, 440),
        (700, 470),
        (660, 520),
        (440, 560),
        (400, 600),
        (560, 640),
        (660, 690),
    ]
    canvas.ribbon(curve(beck, 18), "light", start=4, end=44)
    for x, y, across, down in (
        (490, 412, 92, 17),
        (720, 490, 170, 30),
        (380, 596, 246, 44),
        (760, 752, 420, 84),
    ):
        canvas.oval(x, y + down * 0.16, across * 1.03, down * 1.05, "light")
        canvas.oval(x, y, across, down, "far")
        for index in range(5):
            sliver(
                canvas,
                x + rng.uniform(-0.5, 0.5) * across,
                y + (index - 2) * down * 0.3,
                across * rng.uniform(0.16, 0.34),
                down * 0.07,
                ("light", "mid")[index % 2],
            )
    things.wood(canvas, rng, lambda x: 470, (930, 962, 990, 1020), 84, "deep")
    things.wood(canvas, rng, lambda x: 520, (90, 128, 170), 110, "deep")
    things.farmhouse(canvas, 990, 560, 84)
    things.wood(canvas, rng, lambda x: 690, (1130, 1176), 200, "near")
    things.sailing_boat(canvas, 860, 742, 62, sail="light")


@scene(
    "shadow-board",
    "Every tool has its outline",
    "rain",
    "Tools hang on a board, each on its own outline; one outline is empty, and fells stand behind.",
)
def shadow_board(canvas, rng):
    range_behind(canvas, rng, HIGH_PASS, 560, light="left")
    lay_bank(canvas, bank(rng, [(-50, 610), (600, 640), (1250, 600)]), "deep")
    for x in (170, 1006):
        canvas.box(x, 96, 26, 640, "deep")
    canvas.shape([(96, 116), (150, 52), (1050, 52), (1104, 116)], "deep")
    canvas.box(150, 116, 900, 500, "near")
    canvas.box(176, 142, 848, 448, "light")

    def spade(x, y, tone):
        canvas.box(x - 8, y, 16, 190, tone)
        canvas.rounded(x - 34, y - 12, 68, 22, 10, tone)
        canvas.shape(
            curve(
                [
                    (x - 48, y + 180),
                    (x - 50, y + 260),
                    (x, y + 330),
                    (x + 50, y + 260),
                    (x + 48, y + 180),
                ],
                8,
            ),
            tone,
        )

    def hammer(x, y, tone):
        canvas.rounded(x - 11, y + 20, 22, 210, 10, tone)
        canvas.shape(
            [
                (x - 62, y),
                (x + 40, y),
                (x + 72, y + 24),
                (x + 40, y + 48),
                (x - 62, y + 48),
            ],
            tone,
        )

    def spanner(x, y, tone):
        canvas.rounded(x - 14, y + 40, 28, 190, 12, tone)
        for end in (y + 34, y + 236):
            canvas.disc(x, end, 40, tone)

    def brush(x, y, tone):
        canvas.rounded(x - 10, y, 20, 150, 10, tone)
        canvas.rounded(x - 62, y + 140, 124, 44, 12, tone)
        for bristle in range(8):
            canvas.box(x - 58 + bristle * 15, y + 180, 10, 72, tone)

    def mug(x, y, tone):
        canvas.rounded(x - 44, y, 88, 96, 14, tone)
        canvas.disc(x + 48, y + 46, 32, tone)

    def shears(x, y, tone):
        canvas.stroke([(x - 40, y + 210), (x + 30, y)], 24, tone)
        canvas.stroke([(x + 40, y + 210), (x - 30, y)], 24, tone)
        for side in (-1, 1):
            canvas.disc(x + side * 48, y + 226, 34, tone)

    for tool, x, y, tone in (
        (spade, 268, 196, "deep"),
        (hammer, 420, 196, "accent"),
        (spanner, 560, 196, None),
        (brush, 710, 196, "deep"),
        (shears, 880, 196, "near"),
    ):
        tool(x + 9, y + 9, "far")
        if tone:
            tool(x, y, tone)
    for end in (230, 432):
        canvas.disc(569, end + 9, 17, "light")
    for side in (-1, 1):
        canvas.disc(880 + side * 48, 422, 18, "light")
    for x, tone in ((420, "near"), (560, "accent"), (710, "near")):
        mug(x + 8, 480, "far")
        mug(x, 472, tone)
        canvas.disc(x + 48, 518, 18, "far")
    for x in (268, 420, 560, 710, 880):
        canvas.box(x - 34, 160, 68, 12, "mid")
    ground = meadow(canvas, rng, [(-50, 704), (400, 720), (900, 710), (1250, 690)])
    things.tussocks(canvas, rng, ground, 0, 1200, "near", count=28, depth=80, size=15)


@scene(
    "depth-gauge",
    "Reading the level of the lake",
    "noon",
    "A tall striped gauge stands in a calm lake to show how its level changes; fells rise behind.",
)
def depth_gauge(canvas, rng):
    sun(canvas, 300, 170, 60)
    birds(canvas, rng, 520, 150, "mid", count=5)
    ridges = range_behind(canvas, rng, LONG_VALLEY, 460, light="left")
    lake(canvas, rng, ridges, 460, bottom=790, calm=22)
    glitter(canvas, rng, 300, "accent", top=464, bottom=660, width=34)
    for x, top, bottom, wide, step in ((830, 150, 650, 64, 50),):
        canvas.shape(
            [
                (x, bottom),
                (x + wide, bottom),
                (x + wide * 0.9, bottom + 130),
                (x + wide * 0.1, bottom + 130),
            ],
            "mid",
        )
        canvas.box(x, top, wide, bottom - top, "light")
        for index in range(10):
            y = top + index * step
            if index % 2 == 0:
                canvas.box(x, y, wide, step, "deep")
            canvas.box(x + wide, y + step / 2 - 4, 26 if index % 2 else 16, 8, "deep")
        canvas.box(x - 10, top - 14, wide + 20, 16, "deep")
        canvas.shape([(x - 64, 402), (x - 8, 430), (x - 64, 458)], "accent")
        for index in range(4):
            canvas.oval(
                x + wide / 2,
                bottom + 6,
                60 + index * 44,
                9 + index * 8,
                ("light", "far")[index % 2],
            ) if index == 0 else None
        sliver(canvas, x + wide / 2, bottom + 2, 120, 12, "light")
        sliver(canvas, x + wide / 2 + 30, bottom + 34, 150, 9, "light")
        sliver(canvas, x + wide / 2 - 30, bottom + 70, 120, 8, "light")
    x, y = 862, 136
    canvas.shape(
        curve(
            [
                (x - 34, y - 4),
                (x - 10, y - 44),
                (x + 26, y - 56),
                (x + 40, y - 40),
                (x + 30, y - 6),
            ],
            8,
        ),
        "near",
    )
    canvas.shape(
        curve(
            [
                (x + 14, y - 44),
                (x + 10, y - 88),
                (x + 24, y - 104),
                (x + 36, y - 92),
                (x + 34, y - 44),
            ],
            8,
        ),
        "near",
    )
    canvas.shape([(x + 32, y - 102), (x + 70, y - 92), (x + 32, y - 88)], "accent")
    ground = meadow(
        canvas, rng, [(-50, 650), (160, 690), (420, 780), (700, 830), (1250, 860)]
    )
    things.reeds(canvas, rng, ground, 60, 420, "deep", height=90, count=36)
    things.wood(canvas, rng, ground, (20, 70), 180, "deep")


@scene(
    "five-cairns",
    "Five cairns to the top",
    "bracken",
    "Five cairns, one beyond the other, mark the way up to a summit.",
)
def five_cairns(canvas, rng):
    canvas.disc(900, 170, 66, "light")
    streak(canvas, 180, 150, 300, 10, "far")
    streak(canvas, 90, 186, 220, 8, "far")
    birds(canvas, rng, 700, 170, "near", count=5)
    range_behind(canvas, rng, LONE_FELL, 430, light="right", near=False, lift=1.05)
    for points, tone in (
        ([(-50, 420), (260, 430), (800, 470), (1250, 410)], "mid"),
        ([(-50, 560), (300, 500), (760, 540), (1250, 620)], "near"),
        ([(-50, 610), (300, 690), (760, 740), (1250, 660)], "deep"),
    ):
        lay_bank(canvas, bank(rng, points), tone)
    way = curve(
        [
            (660, 180),
            (690, 260),
            (650, 330),
            (730, 410),
            (620, 500),
            (420, 560),
            (560, 660),
            (420, 830),
        ],
        18,
    )
    canvas.ribbon(way, "light", start=3, end=64)
    for part, size, tone in (
        (0.02, 22, "deep"),
        (0.3, 34, "deep"),
        (0.5, 50, "deep"),
        (0.68, 78, "deep"),
        (0.86, 124, "light"),
    ):
        x, y = way[int(part * (len(way) - 1))]
        things.cairn(
            canvas,
            x + size * 1.25 * (part > 0.1),
            y + size * 0.2,
            size,
            tone,
            cap="accent",
        )
    things.tussocks(
        canvas, rng, lambda x: 560, 60, 360, "deep", count=8, depth=30, size=10
    )
    things.tussocks(
        canvas, rng, lambda x: 700, 700, 1200, "near", count=18, depth=80, size=15
    )


@scene(
    "water-mill",
    "The mill wheel",
    "meadow",
    "A stone mill beside a beck, its large wheel turned by the water.",
)
def water_mill(canvas, rng):
    cloud(canvas, 900, 140, 110, "far")
    cloud(canvas, 620, 100, 60, "far")
    range_behind(canvas, rng, WIDE_DALE, 440)
    lay_bank(canvas, bank(rng, [(-50, 430), (500, 470), (1250, 420)]), "near")
    things.wood(
        canvas, rng, lambda x: 470, (880, 920, 960, 1010, 1060, 1110), 130, "deep"
    )
    canvas.shape(
        curve([(1260, 560), (1000, 590), (760, 650), (-60, 690)])
        + [(-60, 860), (1260, 860)],
        "far",
    )
    lay_bank(
        canvas,
        bank(rng, [(-50, 560), (220, 570), (420, 640), (520, 760)]),
        "near",
        right=500,
    )
    canvas.box(120, 300, 340, 380, "light")
    canvas.box(378, 170, 44, 90, "mid")
    canvas.box(371, 162, 58, 14, "deep")
    canvas.shape(
        [(90, 312), (290, 168), (490, 312), (490, 334), (290, 196), (90, 334)], "deep"
    )
    canvas.shape([(120, 312), (290, 190), (460, 312)], "light")
    for x in (170, 270):
        for y in (350, 470):
            canvas.box(x, y, 52, 62, "deep")
            canvas.box(x + 22, y, 7, 62, "mid")
    canvas.box(180, 572, 62, 108, "deep")
    canvas.disc(290, 272, 22, "mid")
    x, y, radius = 560, 510, 172
    canvas.box(470, 322, 700, 18, "deep")
    canvas.box(520, 310, 660, 14, "far")
    for post in (760, 900, 1040, 1150):
        canvas.box(post, 338, 14, 260, "deep")
    canvas.disc(x, y, radius, "deep")
    canvas.disc(x, y, radius * 0.86, "mid")
    turn = rng.uniform(0, 0.4)
    for index in range(8):
        angle = turn + math.tau * index / 8
        dx, dy = math.cos(angle), math.sin(angle)
        canvas.stroke(
            [(x, y), (x + dx * radius * 0.95, y + dy * radius * 0.95)], 12, "deep"
        )
    for index in range(24):
        angle = turn + math.tau * index / 24
        dx, dy = math.cos(angle), math.sin(angle)
        canvas.stroke(
            [
                (x + dx * radius * 0.9, y + dy * radius * 0.9),
                (x + dx * radius * 1.12, y + dy * radius * 1.12),
            ],
            9,
            "deep",
        )
    canvas.disc(x, y, radius * 0.52, "deep")
    canvas.disc(x, y, radius * 0.44, "mid")
    for index in range(8):
        angle = turn + math.tau * index / 8
        canvas.stroke(
            [
                (x, y),
                (
                    x + math.cos(angle) * radius * 0.5,
                    y + math.sin(angle) * radius * 0.5,
                ),
            ],
            12,
            "deep",
        )
    canvas.disc(x, y, 26, "accent")
    canvas.shape(
        curve([(520, 312), (610, 318), (716, 380), (744, 520), (748, 660)], 8)
        + [(700, 660)]
        + curve([(712, 520), (690, 400), (600, 336), (520, 330)], 8),
        "light",
    )
    canvas.shape(
        curve(
            [(-60, 690), (300, 676), (560, 650), (760, 650), (1000, 640), (1260, 610)]
        )
        + [(1260, 860), (-60, 860)],
        "far",
    )
    ripples(canvas, rng, "light", top=670, bottom=800, count=16)
    for index in range(3):
        sliver(canvas, 720, 662 + index * 12, 70 + index * 40, 12, "light")
    ground = meadow(
        canvas, rng, [(-50, 720), (160, 770), (500, 850), (900, 840), (1250, 740)]
    )
    things.reeds(canvas, rng, ground, 920, 1190, "deep", height=90, count=26)


@scene(
    "flock",
    "Who is in the field",
    "meadow",
    "Sheep graze in groups on either side of a path, below layered fells; one of them is black.",
)
def flock(canvas, rng):
    cloud(canvas, 300, 130, 90, "far")
    range_behind(canvas, rng, HIGH_PASS, 380)
    lay_bank(canvas, bank(rng, [(-50, 360), (600, 410), (1250, 370)]), "mid")
    lay_bank(canvas, bank(rng, [(-50, 470), (600, 500), (1250, 440)]), "near")
    for x, y, size, towards in (
        (180, 440, 40, 1),
        (232, 450, 44, -1),
        (290, 438, 38, 1),
        (840, 436, 40, -1),
        (900, 446, 42, 1),
    ):
        things.sheep(canvas, x, y, size, towards=towards)
    canvas.ribbon(
        curve([(560, 398), (590, 470), (540, 574), (610, 676), (590, 826)]),
        "light",
        start=6,
        end=34,
    )
    for x, y, size, towards in (
        (150, 590, 84, 1),
        (270, 612, 92, -1),
        (380, 578, 80, 1),
        (760, 560, 76, -1),
        (870, 588, 88, 1),
        (990, 556, 76, -1),
        (1080, 610, 92, -1),
        (230, 742, 124, 1),
        (430, 724, 116, -1),
        (800, 736, 120, 1),
    ):
        things.sheep(canvas, x, y, size, towards=towards)
    things.sheep(canvas, 1010, 752, 130, fleece="deep", face="light", towards=-1)
    things.tussocks(
        canvas, rng, lambda x: 600, 30, 1180, "deep", count=30, depth=190, size=12
    )


@scene(
    "waymarkers",
    "The same way every time",
    "rain",
    "A line of evenly spaced marker posts shows the safe way across misty moorland.",
)
def waymarkers(canvas, rng):
    range_behind(canvas, rng, HIGH_PASS, 380, near=False)
    for y, tone in ((330, "sky"), (398, "far")):
        for _ in range(5):
            streak(
                canvas,
                rng.uniform(-200, 1000),
                y + rng.uniform(-16, 26),
                rng.uniform(300, 560),
                rng.uniform(16, 26),
                tone,
            )
    for points, tone in (
        ([(-50, 440), (400, 420), (900, 450), (1250, 420)], "mid"),
        ([(-50, 520), (300, 560), (800, 510), (1250, 560)], "near"),
        ([(-50, 640), (400, 620), (800, 700), (1250, 660)], "deep"),
    ):
        lay_bank(canvas, bank(rng, points), tone)
    way = curve(
        [(680, 432), (640, 476), (760, 540), (700, 620), (440, 690), (300, 830)], 20
    )
    canvas.ribbon(way, "light", start=5, end=74)
    for part, size in ((0.0, 40), (0.2, 58), (0.4, 84), (0.6, 124), (0.8, 186)):
        x, y = way[int(part * (len(way) - 1))]
        x += size * 0.34
        wide = size * 0.11
        canvas.box(
            x - wide / 2, y - size, wide, size + 4, "light" if part > 0.3 else "deep"
        )
        canvas.shape(
            [(x - wide / 2, y - size), (x, y - size * 1.08), (x + wide / 2, y - size)],
            "light" if part > 0.3 else "deep",
        )
        canvas.box(x - wide / 2, y - size * 0.92, wide, size * 0.22, "accent")
    things.tussocks(
        canvas, rng, lambda x: 650, 620, 1200, "near", count=28, depth=120, size=15
    )


# Stories ------------------------------------------------------------------


@scene(
    "speech-bubbles",
    "Many voices over one valley",
    "dawn",
    "Speech bubbles of many shapes rise from the houses of a lakeside valley.",
)
def speech_bubbles(canvas, rng):
    ridges = range_behind(canvas, rng, WIDE_DALE, 560, light="right")
    lake(canvas, rng, ridges, 560, bottom=700)
    for x, size in ((120, 66), (330, 54), (560, 44), (770, 52), (980, 70)):
        things.farmhouse(canvas, x, 562, size, barn=size > 60)
    things.wood(
        canvas, rng, lambda x: 562, (230, 252, 470, 690, 712, 900, 922), 46, "deep"
    )
    for x, y, wide, high, tone, ink, tail, lines in (
        (190, 400, 220, 120, "far", "near", -0.2, (0.9, 0.6)),
        (430, 250, 250, 150, "near", "light", -0.22, (0.8, 1, 0.5)),
        (650, 420, 180, 100, "accent", "deep", -0.24, (0.9, 0.7)),
        (760, 170, 230, 130, "far", "near", 0.1, (0.6, 0.95, 0.8)),
        (980, 330, 260, 150, "deep", "light", 0.12, (0.9, 0.7, 0.95)),
        (150, 160, 190, 110, "mid", "light", 0.24, (0.7, 0.9)),
        (1090, 120, 160, 92, "accent", "deep", -0.2, (0.9, 0.5)),
    ):
        things.speech_bubble(
            canvas,
            x,
            y + rng.uniform(-8, 8),
            wide,
            high,
            tone,
            ink,
            tail=tail,
            lines=lines,
        )
    ground = meadow(
        canvas, rng, [(-50, 680), (200, 690), (500, 752), (900, 760), (1250, 690)]
    )
    things.wood(canvas, rng, ground, (26, 70, 1150, 1186), 130, "deep")
    things.reeds(canvas, rng, ground, 240, 480, "deep", height=50, count=20)


@scene(
    "youth-hut",
    "The hut by the lake",
    "dusk",
    "A wooden hut with lit windows and bunting stands by a lake at dusk; young people sit on its jetty.",
)
def youth_hut(canvas, rng):
    canvas.disc(330, 180, 50, "accent")
    streak(canvas, 150, 200, 260, 9, "sky")
    streak(canvas, 520, 110, 300, 10, "far")
    ridges = range_behind(canvas, rng, LONG_VALLEY, 500, light="left")
    lake(canvas, rng, ridges, 500, bottom=730, calm=20)
    glitter(canvas, rng, 330, "accent", top=504, bottom=640, width=30)
    ground = bank(rng, [(440, 860), (640, 640), (860, 590), (1250, 560)])
    lay_bank(canvas, ground, "deep", left=440)
    things.wood(canvas, rng, ground, (1010, 1064, 1120, 1172), 330, "deep")
    things.hut(
        canvas, 700, 604, 290, wall="near", roof="deep", window="accent", door="deep"
    )
    canvas.box(798, 490, 6, 58, "near")
    canvas.box(740, 515, 70, 6, "near")
    canvas.box(860, 484, 70, 120, "accent")
    canvas.disc(845, 390, 24, "accent")
    things.bunting(
        canvas, (700, 456), (1010, 470), 34, ("accent", "far", "mid"), flags=9, size=26
    )
    for y in (612, 636):
        canvas.box(250, y - 12, 420, 13 if y < 630 else 0, "deep")
    canvas.box(250, 604, 440, 16, "deep")
    for x in (270, 370, 470, 570):
        canvas.box(x, 610, 13, 92, "deep")
        sliver(canvas, x + 6, 704, 34, 6, "near")
    for x, tone in ((312, "near"), (372, "deep"), (470, "mid")):
        things.figure(
            canvas, x, 606, 92, "deep", head=tone if tone != "deep" else "near"
        )
        canvas.stroke([(x - 6, 606), (x - 20, 640)], 12, "deep")
    things.rowing_boat(canvas, 150, 690, 150, hull="deep", inside="mid")
    ground = meadow(canvas, rng, [(-50, 780), (400, 790), (700, 700), (1250, 660)])
    things.reeds(canvas, rng, ground, 520, 700, "deep", height=70, count=18)


@scene(
    "post-box",
    "A post box in the wall",
    "meadow",
    "A red post box set in a dry-stone wall, with cards waiting to be posted and fells behind.",
)
def post_box(canvas, rng):
    cloud(canvas, 270, 150, 100, "far")
    cloud(canvas, 1010, 120, 80, "far")
    ridges = range_behind(canvas, rng, WIDE_DALE, 440)
    lake(canvas, rng, ridges, 440, bottom=560)
    lay_bank(canvas, bank(rng, [(-50, 520), (600, 545), (1250, 510)]), "near")
    things.wood(canvas, rng, lambda x: 530, (80, 120, 1040, 1090, 1140), 130, "deep")
    line = [(x, 742 + 6 * math.sin(x / 190)) for x in range(-40, 1261, 20)]
    things.dry_stone_wall(canvas, rng, line, 270, stones=("mid", "far"))
    canvas.box(494, 470, 212, 240, "deep")
    canvas.rounded(506, 452, 188, 252, 16, "accent")
    canvas.shape([(496, 470), (520, 436), (680, 436), (704, 470)], "deep")
    canvas.rounded(536, 492, 128, 20, 9, "deep")
    canvas.box(552, 552, 96, 70, "light")
    for row, wide in enumerate((76, 60, 68)):
        canvas.box(562, 566 + row * 18, wide, 7, "mid")
    canvas.disc(600, 660, 12, "deep")

    def card(x, y, tilt, tone, dots):
        cos, sin = math.cos(tilt), math.sin(tilt)

        def place(a, b):
            return (x + a * cos - b * sin, y + a * sin + b * cos)

        canvas.shape(
            [place(-60, -40), place(60, -40), place(60, 40), place(-60, 40)], tone
        )
        for index in range(3):
            canvas.disc(*place(-32 + index * 32, -8), 11, dots[index])
        canvas.stroke([place(-40, 22), place(36, 22)], 7, "near")

    card(600, 468, -0.12, "light", ("near", "accent", "near"))
    canvas.rounded(506, 496, 188, 40, 4, "accent")
    canvas.rounded(536, 494, 128, 14, 6, "deep")
    card(330, 424, 0.16, "light", ("accent", "mid", "mid"))
    card(880, 426, -0.2, "light", ("mid", "mid", "accent"))
    ground = meadow(canvas, rng, [(-50, 742), (600, 748), (1250, 736)])
    things.tussocks(canvas, rng, ground, 0, 1200, "near", count=26, depth=50, size=17)


@scene(
    "paper-plane",
    "A letter on its way",
    "heather",
    "A paper plane folded from a letter flies in a loop over heather-coloured fells and a lake.",
)
def paper_plane(canvas, rng):
    sun(canvas, 250, 190, 56)
    cloud(canvas, 990, 330, 80, "far")
    ridges = range_behind(canvas, rng, LONG_VALLEY, 560, light="left")
    lake(canvas, rng, ridges, 560)
    glitter(canvas, rng, 250, "accent", top=564, bottom=690, width=34)
    loop = curve(
        [
            (70, 470),
            (240, 400),
            (430, 380),
            (590, 300),
            (580, 190),
            (470, 180),
            (450, 290),
            (580, 340),
            (740, 300),
        ],
        20,
    )
    canvas.dashes(loop, 6, "near", dash=18, gap=16)
    things.paper_plane(canvas, 850, 262, 150, light="accent", shade="mid", keel="near")
    things.farmhouse(canvas, 990, 560, 64)
    things.wood(canvas, rng, lambda x: 562, (910, 932, 1100, 1124), 50, "deep")
    ground = meadow(canvas, rng, [(-50, 690), (300, 740), (700, 770), (1250, 680)])
    things.tussocks(canvas, rng, ground, 0, 1200, "mid", count=40, depth=90, size=13)
    things.tussocks(canvas, rng, ground, 0, 1200, "near", count=30, depth=110, size=15)
    things.wood(canvas, rng, ground, (1100, 1150), 170, "deep")


@scene(
    "store-cupboard",
    "The cupboard, sorted",
    "noon",
    "A tall cupboard stands open in a green valley, its shelves filled with sorted and labelled boxes.",
)
def store_cupboard(canvas, rng):
    cloud(canvas, 190, 170, 90, "far")
    cloud(canvas, 1000, 130, 100, "far")
    ridges = range_behind(canvas, rng, LONG_VALLEY, 560)
    lake(canvas, rng, ridges, 560)
    ground = meadow(
        canvas, rng, [(-50, 660), (300, 640), (900, 646), (1250, 670)], "near"
    )
    things.tussocks(canvas, rng, ground, 0, 1200, "deep", count=34, depth=120)
    canvas.oval(600, 726, 420, 22, "deep")
    canvas.shape([(372, 112), (230, 140), (230, 744), (372, 716)], "mid")
    canvas.shape([(828, 112), (970, 140), (970, 744), (828, 716)], "mid")
    canvas.shape([(258, 176), (344, 160), (344, 420), (258, 430)], "far")
    canvas.shape([(258, 462), (344, 450), (344, 690), (258, 706)], "far")
    canvas.shape([(942, 176), (856, 160), (856, 420), (942, 430)], "far")
    canvas.shape([(942, 462), (856, 450), (856, 690), (942, 706)], "far")
    canvas.box(364, 96, 472, 632, "deep")
    canvas.box(348, 84, 504, 22, "deep")
    canvas.box(384, 116, 432, 600, "light")
    for shelf, tones, tallest in (
        (250, ("near", "mid"), 108),
        (386, ("accent", "near"), 98),
        (522, ("mid", "deep"), 98),
        (704, ("near", "accent"), 140),
    ):
        boxes_on(canvas, rng, 398, 806, shelf, tallest, tones)
        canvas.box(384, shelf, 432, 12, "deep")
    canvas.disc(246, 446, 8, "deep")
    canvas.disc(954, 446, 8, "deep")
    things.oak(canvas, 90, 690, 200, "deep")
    things.wood(canvas, rng, ground, (1080, 1126, 1170), 190, "deep")


@scene(
    "flag-path",
    "Evening out the climb",
    "bracken",
    "A path with flags at even distances winds up a fell in autumn colours.",
)
def flag_path(canvas, rng):
    canvas.disc(280, 170, 60, "light")
    streak(canvas, 800, 120, 260, 10, "far")
    streak(canvas, 900, 150, 240, 8, "far")
    range_behind(canvas, rng, LONE_FELL, 500, light="left", lift=1.3)
    ground = meadow(canvas, rng, [(-50, 500), (500, 560), (900, 540), (1250, 500)])
    way = curve(
        [
            (690, 196),
            (640, 250),
            (730, 310),
            (620, 370),
            (780, 430),
            (560, 500),
            (820, 580),
            (420, 670),
            (640, 840),
        ],
        18,
    )
    canvas.ribbon(way, "light", start=4, end=60)
    for step in range(9):
        x, y = way[int((0.01 + 0.105 * step) * (len(way) - 1))]
        size = 30 + step * 12
        things.flag(
            canvas,
            x + 6 + step * 3,
            y,
            size,
            "accent" if step % 2 else "light",
            pole="deep" if step < 5 else "light",
        )
    things.tussocks(canvas, rng, ground, 0, 380, "near", count=18, depth=200, size=15)
    things.tussocks(
        canvas, rng, ground, 860, 1200, "near", count=18, depth=200, size=15
    )
    things.wood(canvas, rng, lambda x: 560, (1010, 1050, 1090, 1130, 1170), 150, "deep")


@scene(
    "bridge",
    "The packhorse bridge",
    "noon",
    "A stone bridge arches over calm water; with its reflection it makes a full circle.",
)
def bridge(canvas, rng):
    sun(canvas, 910, 160, 56)
    range_behind(canvas, rng, WIDE_DALE, 480)
    waterline = 560
    lay_bank(canvas, bank(rng, [(-50, 470), (600, 500), (1250, 460)]), "near")
    things.wood(
        canvas, rng, lambda x: 490, (150, 190, 230, 960, 1000, 1050), 110, "deep"
    )
    canvas.box(-60, waterline, 1320, 400, "far")
    x, span = 600, 236
    top = curve(
        [
            (40, 552),
            (230, 500),
            (430, 366),
            (600, 318),
            (770, 366),
            (970, 500),
            (1160, 552),
        ],
        16,
    )
    arch = [
        (x + span * math.cos(angle), waterline - 196 * math.sin(angle))
        for angle in (math.pi * step / 40 for step in range(41))
    ]
    mirrored = [(px, 2 * waterline - (py - waterline) * 0.0 - py) for px, py in top]
    low = [(px, 2 * waterline - py) for px, py in arch]
    canvas.shape([*mirrored, (1160, waterline), *low, (40, waterline)], "mid")
    ripples(
        canvas,
        rng,
        "far",
        top=waterline + 30,
        bottom=780,
        count=30,
        left=200,
        right=1000,
    )
    canvas.shape([*top, (1160, waterline), *arch, (40, waterline)], "light")
    ringed = [
        (x + (span + 36) * math.cos(angle), waterline - 228 * math.sin(angle))
        for angle in (math.pi * step / 40 for step in range(41))
    ]
    canvas.shape([*arch, *ringed[::-1]], "mid")
    for step in range(1, 22):
        angle = math.pi * step / 22
        canvas.stroke(
            [
                (x + span * math.cos(angle), waterline - 196 * math.sin(angle)),
                (x + (span + 36) * math.cos(angle), waterline - 228 * math.sin(angle)),
            ],
            4,
            "light",
        )
    canvas.stroke(top, 15, "deep")
    for _ in range(26):
        px = rng.choice((rng.uniform(150, 380), rng.uniform(820, 1050)))
        edge = min(top, key=lambda point: abs(point[0] - px))[1]
        if edge + 26 < waterline - 18:
            canvas.rounded(
                px,
                rng.uniform(edge + 24, waterline - 16),
                rng.uniform(24, 46),
                10,
                4,
                "far",
            )
    things.figure(canvas, 500, 340, 74, "deep", head="near")
    things.figure(canvas, 690, 338, 74, "accent", head="deep")
    canvas.box(-60, waterline - 2, 1320, 3.4, "light")
    for side in (bank(rng, [(-60, 540), (90, 560), (240, 640), (330, 860)]),):
        lay_bank(canvas, side, "deep", right=330)
        things.reeds(canvas, rng, side, 110, 290, "deep", height=80, count=22)
    ground = bank(rng, [(860, 870), (980, 660), (1100, 570), (1260, 540)])
    lay_bank(canvas, ground, "deep", left=876)
    things.wood(canvas, rng, ground, (1120, 1172), 220, "deep")


@scene(
    "cairn-network",
    "Huts joined by paths",
    "dawn",
    "Seven huts on separate hills, joined by dotted paths into one network.",
)
def cairn_network(canvas, rng):
    sun(canvas, 600, 140, 54, bars=False)
    range_behind(canvas, rng, WIDE_DALE, 330, light="right", near=False)
    canvas.box(-60, 330, 1320, 600, "far")
    ripples(canvas, rng, "light", top=350, bottom=800, count=26)
    isles = {
        "a": (190, 420, 150),
        "b": (560, 390, 120),
        "c": (950, 430, 160),
        "d": (380, 560, 190),
        "e": (760, 560, 180),
        "f": (160, 730, 250),
        "g": (1040, 720, 290),
        "h": (600, 760, 220),
    }
    for x, y, size in isles.values():
        tone = "near" if y < 600 else "deep"
        sliver(canvas, x, y + size * 0.05, size * 1.15, size * 0.16, "light")
        canvas.shape(
            [
                *curve(
                    [
                        (x - size, y),
                        (x - size * 0.55, y - size * 0.3),
                        (x, y - size * 0.46),
                        (x + size * 0.5, y - size * 0.3),
                        (x + size, y),
                    ],
                    10,
                )
            ],
            tone,
        )
        canvas.shape(
            [
                *curve(
                    [
                        (x - size, y),
                        (x - size * 0.4, y + size * 0.1),
                        (x + size * 0.4, y + size * 0.1),
                        (x + size, y),
                    ],
                    8,
                )
            ],
            tone,
        )

    def top(key):
        x, y, size = isles[key]
        return (x, y - size * 0.42)

    for one, other in (
        "ab",
        "bc",
        "ad",
        "bd",
        "be",
        "ce",
        "de",
        "df",
        "dh",
        "eh",
        "eg",
        "fh",
        "hg",
    ):
        (x0, y0), (x1, y1) = top(one), top(other)
        middle = ((x0 + x1) / 2, (y0 + y1) / 2 - 26)
        canvas.dashes(
            curve([(x0, y0), middle, (x1, y1)], 20), 6, "accent", dash=12, gap=11
        )
    for key, (x, y, size) in isles.items():
        hut = size * 0.36
        things.hut(
            canvas,
            x - hut / 2,
            y - size * 0.38,
            hut,
            wall="light",
            roof="deep",
            window="accent",
            door="mid" if y < 600 else "near",
        )
        if key in "cfg":
            things.wood(
                canvas,
                rng,
                lambda px, y=y, size=size: y - size * 0.3,
                (x + hut, x + hut * 1.5),
                size * 0.5,
                "deep" if y > 600 else "deep",
            )


# Videos -------------------------------------------------------------------


@scene(
    "sunrise",
    "Above the clouds",
    "dawn",
    "A large sun rises behind fell tops that stand like islands above a sea of cloud.",
)
def sunrise(canvas, rng):
    canvas.disc(640, 330, 150, "accent")
    for y, tone, summits in (
        (430, "far", ((200, 120, 150), (560, 90, 120), (1000, 150, 190))),
        (
            510,
            "mid",
            ((60, 150, 170), (420, 130, 130, 160), (900, 140, 150), (1190, 120, 140)),
        ),
        (620, "near", ((230, 170, 200, 170), (760, 110, 130), (1060, 190, 180))),
    ):
        ridge = range_of(rng, y, *summits, rough=0.8)
        ridge.fill(canvas, tone)
        if tone != "near":
            ridge.shade(
                canvas,
                rng,
                {"far": "mid", "mid": "near"}[tone],
                light_from="right" if tone == "far" else "right",
                depth=0.6,
            )
        fog = y - 26
        canvas.box(-60, fog + 40, 1320, 600, "light")
        x = -80.0
        while x < 1280:
            wide = rng.uniform(90, 190)
            canvas.rounded(x, fog + rng.uniform(14, 34), wide, 60, 28, "light")
            x += wide * 0.7
        for _ in range(4):
            streak(
                canvas,
                rng.uniform(-60, 1000),
                y + rng.uniform(24, 44),
                rng.uniform(120, 300),
                8,
                "far",
            )
    ground = meadow(
        canvas, rng, [(-50, 700), (250, 742), (520, 700), (760, 690), (1250, 770)]
    )
    things.cairn(canvas, 640, 700, 100, "deep")
    things.figure(canvas, 470, 712, 96, "deep")
    things.figure(canvas, 522, 706, 88, "deep")
    things.figure(canvas, 770, 698, 92, "deep")
    things.tussocks(canvas, rng, ground, 0, 1200, "near", count=20, depth=70, size=14)


@scene(
    "boats",
    "Sailing in company",
    "noon",
    "Six small sailing boats cross a lake in the same direction.",
)
def boats(canvas, rng):
    cloud(canvas, 230, 170, 100, "far")
    cloud(canvas, 760, 110, 80, "far")
    birds(canvas, rng, 1000, 170, "mid")
    ridges = range_behind(canvas, rng, LONG_VALLEY, 400, light="left")
    lake(canvas, rng, ridges, 400, bottom=800, calm=26)
    for x, y, size, sail in (
        (250, 450, 66, "light"),
        (520, 470, 78, "accent"),
        (840, 462, 70, "light"),
        (330, 580, 140, "accent"),
        (700, 620, 180, "light"),
        (1030, 560, 130, "accent"),
    ):
        x += rng.uniform(-14, 14)
        things.sailing_boat(
            canvas,
            x,
            y,
            size,
            sail=sail,
            jib="near" if sail == "accent" else "accent",
            water="light" if sail == "light" else "mid",
        )
        sliver(
            canvas, x - size * 0.1, y + size * 0.09, size * 0.75, size * 0.05, "light"
        )
    ground = meadow(canvas, rng, [(-50, 720), (250, 770), (600, 830), (1250, 850)])
    things.wood(canvas, rng, ground, (30, 80, 124), 190, "deep")
    things.reeds(canvas, rng, ground, 130, 380, "deep", height=60, count=20)


@scene(
    "two-voices",
    "Two languages, one message",
    "heather",
    "Two houses on opposite shores; the speech bubbles above them overlap in the middle of the lake.",
)
def two_voices(canvas, rng):
    ridges = range_behind(canvas, rng, WIDE_DALE, 540, light="right")
    lake(canvas, rng, ridges, 540)
    for x, towards, tone in ((410, -1, "far"), (790, 1, "near")):
        foot = x + towards * 150
        canvas.shape(
            [(foot - 60, 330), (foot + 60, 330), (foot + towards * 70, 476)], tone
        )
        canvas.rounded(x - 280, 110, 560, 250, 74, tone)
    canvas.rounded(510, 110, 180, 250, 74, "accent")
    for row, part in enumerate((0.95, 0.65, 0.8)):
        canvas.stroke(
            [(204, 178 + row * 56), (204 + 240 * part, 178 + row * 56)], 17, "near"
        )
        canvas.stroke(
            [(996 - 240 * part, 178 + row * 56), (996, 178 + row * 56)], 17, "far"
        )
    canvas.stroke([(558, 238), (588, 270), (644, 200)], 20, "deep")
    left = bank(rng, [(-60, 520), (130, 540), (300, 600), (470, 860)])
    lay_bank(canvas, left, "deep", right=470)
    right = bank(rng, [(730, 860), (900, 600), (1070, 540), (1260, 520)])
    lay_bank(canvas, right, "deep", left=730)
    things.farmhouse(canvas, 90, 556, 124, wall="light", barn=False)
    things.farmhouse(canvas, 990, 556, 124, wall="light", barn=False)
    things.wood(canvas, rng, left, (26, 62, 250), 140, "deep")
    things.wood(canvas, rng, right, (950, 1146, 1180), 140, "deep")
    things.rowing_boat(canvas, 600, 700, 130, inside="accent")
    sliver(canvas, 600, 712, 130, 8, "light")


@scene(
    "rainbow",
    "A rainbow over the water",
    "noon",
    "A broad rainbow in five flat tones stands over a lake and is mirrored in it.",
)
def rainbow(canvas, rng):
    x, top = 620, 520
    bows = (
        ("accent", 400),
        ("light", 366),
        ("far", 350),
        ("mid", 316),
        ("near", 282),
        ("deep", 248),
        ("sky", 214),
    )
    for tone, radius in bows:
        canvas.disc(x, top - 10, radius, tone)
    ridges = range_behind(canvas, rng, LONG_VALLEY, top, light="left", lift=0.75)
    canvas.box(-60, top, 1320, 400, "far")
    for tone, radius in bows:
        tone = "far" if tone == "sky" else tone
        canvas.shape(
            [(px, max(py, top)) for px, py in ring(x, top, radius, radius * 0.5)], tone
        )
    ridges[1].reflect(canvas, "mid", waterline=top, squash=0.4)
    ridges[2].reflect(canvas, "near", waterline=top, squash=0.5)
    ripples(canvas, rng, "far", top=top + 20, bottom=780, count=34)
    canvas.box(-60, top - 2, 1320, 3.4, "light")
    cloud(canvas, 190, 210, 120, "far")
    cloud(canvas, 1050, 160, 100, "far")
    things.farmhouse(canvas, 890, top, 66)
    ground = meadow(
        canvas, rng, [(-50, 660), (250, 720), (600, 780), (900, 770), (1250, 690)]
    )
    for px, tall, head in (
        (420, 120, "mid"),
        (476, 108, "accent"),
        (534, 124, "light"),
        (594, 104, "near"),
        (652, 118, "far"),
    ):
        things.figure(canvas, px, ground(px) + 12, tall, "deep", head=head)
    things.wood(canvas, rng, ground, (40, 92, 1140, 1182), 200, "deep")


@scene(
    "open-gate",
    "The gate stands open",
    "meadow",
    "A gate in a dry-stone wall stands wide open; a path leads through it towards a lake and fells.",
)
def open_gate(canvas, rng):
    canvas.disc(620, 170, 62, "far")
    cloud(canvas, 280, 150, 90, "far")
    cloud(canvas, 980, 190, 80, "far")
    ridges = range_behind(canvas, rng, LONG_VALLEY, 430)
    lake(canvas, rng, ridges, 430, bottom=520)
    lay_bank(canvas, bank(rng, [(-50, 500), (600, 530), (1250, 500)]), "mid")
    ground = bank(rng, [(-50, 610), (600, 600), (1250, 620)])
    lay_bank(canvas, ground, "near")
    canvas.ribbon(
        curve([(660, 510), (620, 540), (640, 590), (600, 660), (606, 900)]),
        "light",
        start=14,
        end=360,
    )
    for left, right in ((-40, 430), (790, 1240)):
        line = [(x, 690 + 5 * math.sin(x / 130)) for x in range(left, right + 1, 10)]
        things.dry_stone_wall(canvas, rng, line, 190, stones=("mid", "far"))
    for x in (420, 768):
        canvas.box(x, 470, 36, 236, "deep")
        canvas.rounded(x - 5, 458, 46, 22, 8, "deep")
    hinge, far_x = 768, 1010
    for row in range(5):
        y = 524 + row * 36
        canvas.shape(
            [
                (hinge + 20, y),
                (far_x, y + 26 + row * 5),
                (far_x, y + 42 + row * 5),
                (hinge + 20, y + 14),
            ],
            "accent",
        )
    canvas.shape(
        [(far_x - 12, 528), (far_x + 12, 530), (far_x + 12, 744), (far_x - 12, 742)],
        "accent",
    )
    canvas.shape(
        [(hinge + 14, 500), (hinge + 38, 502), (hinge + 38, 700), (hinge + 14, 700)],
        "accent",
    )
    canvas.shape(
        [(hinge + 26, 672), (far_x - 6, 552), (far_x - 6, 570), (hinge + 26, 692)],
        "accent",
    )
    things.figure(canvas, 600, 604, 84, "deep", head="near")
    things.figure(canvas, 652, 600, 78, "near", head="deep")
    things.tussocks(
        canvas, rng, lambda x: 700, 0, 400, "deep", count=18, depth=80, size=16
    )
    things.tussocks(
        canvas, rng, lambda x: 700, 840, 1200, "deep", count=16, depth=80, size=16
    )


@scene(
    "clearing-rain",
    "The weather turns",
    "rain",
    "Rain falls from dark cloud on one side of a valley; on the other the sun comes out over the lake.",
)
def clearing_rain(canvas, rng):
    canvas.disc(900, 210, 92, "accent")
    rain(canvas, rng, "mid", left=-20, right=520, top=180, bottom=430, count=70)
    ridges = range_behind(canvas, rng, LONG_VALLEY, 520, light="right")
    rain(canvas, rng, "light", left=-20, right=430, top=330, bottom=500, count=26)
    lake(canvas, rng, ridges, 520, calm=18)
    glitter(canvas, rng, 900, "accent", top=524, bottom=700, width=46)
    for x, y, size, tone in (
        (120, 150, 260, "near"),
        (430, 170, 190, "near"),
        (280, 110, 240, "mid"),
        (20, 120, 200, "mid"),
        (560, 190, 110, "mid"),
    ):
        cloud(canvas, x + rng.uniform(-12, 12), y, size, tone)
    streak(canvas, 760, 300, 330, 10, "sky")
    things.farmhouse(canvas, 960, 520, 66)
    ground = meadow(
        canvas, rng, [(-50, 680), (250, 720), (600, 780), (950, 750), (1250, 680)]
    )
    things.wood(canvas, rng, ground, (1060, 1110, 1160), 180, "deep")
    x = 330
    y = ground(x) + 6
    things.figure(canvas, x - 24, y, 110, "near", head="light")
    things.figure(canvas, x + 34, y, 104, "mid", head="light")
    canvas.stroke([(x + 4, y - 30), (x + 4, y - 158)], 5, "deep")
    canvas.shape(
        [(px, min(py, y - 150)) for px, py in ring(x + 4, y - 150, 92, 58)], "accent"
    )


# Events -------------------------------------------------------------------


@scene(
    "workshop-hut",
    "A week in the barn",
    "dusk",
    "A stone barn with its wide doors open; inside, people stand at a bright wall of notes.",
)
def workshop_hut(canvas, rng):
    canvas.disc(960, 150, 46, "accent")
    streak(canvas, 160, 130, 320, 10, "far")
    range_behind(canvas, rng, HIGH_PASS, 420, light="right")
    lay_bank(canvas, bank(rng, [(-50, 450), (600, 480), (1250, 440)]), "near")
    ground = meadow(canvas, rng, [(-50, 600), (600, 610), (1250, 590)])
    things.wood(canvas, rng, ground, (40, 90, 140, 1080, 1130, 1176), 280, "deep")
    things.barn(canvas, 250, 650, 470, wall="mid", roof="deep", inside="accent")
    left, top = 490, 498
    for column in range(6):
        for row in range(3):
            if (column * 3 + row) % 7 == 5:
                continue
            canvas.box(
                left + 12 + column * 36,
                top + 12 + row * 27,
                25,
                19,
                ("far", "mid", "sky", "near")[(column + row * 2) % 4],
            )
    for x, tall in ((530, 84), (590, 78), (650, 88), (690, 76)):
        things.figure(canvas, x, 652, tall, "near", head="deep")
    canvas.shape([(485, 650), (720, 650), (860, 830), (380, 830)], "mid")
    canvas.shape([(516, 650), (690, 650), (760, 830), (470, 830)], "far")
    things.tussocks(canvas, rng, ground, 0, 360, "near", count=14, depth=150, size=15)
    things.tussocks(
        canvas, rng, ground, 880, 1200, "near", count=14, depth=150, size=15
    )


@scene(
    "festival",
    "The festival of learning",
    "noon",
    "A large striped marquee with bunting stands in a meadow by a lake; many people arrive.",
)
def festival(canvas, rng):
    cloud(canvas, 200, 150, 90, "far")
    cloud(canvas, 1020, 110, 80, "far")
    ridges = range_behind(canvas, rng, LONG_VALLEY, 470)
    lake(canvas, rng, ridges, 470, bottom=560)
    lay_bank(canvas, bank(rng, [(-50, 540), (600, 560), (1250, 530)]), "near")
    things.marquee(canvas, 330, 640, 270, cloth="light", stripe="accent")
    for x, size in ((110, 110), (980, 120)):
        canvas.shape([(x, 620), (x + size * 0.5, 620 - size), (x + size, 620)], "light")
        canvas.shape(
            [
                (x + size * 0.36, 620),
                (x + size * 0.5, 620 - size * 0.7),
                (x + size * 0.62, 620),
            ],
            "deep",
        )
        things.flag(canvas, x + size * 0.5, 622 - size, 44, "accent")
    things.bunting(
        canvas,
        (-20, 430),
        (330, 400),
        46,
        ("accent", "light", "mid"),
        flags=10,
        size=28,
    )
    things.bunting(
        canvas,
        (870, 400),
        (1220, 430),
        46,
        ("accent", "light", "mid"),
        flags=10,
        size=28,
    )
    meadow(canvas, rng, [(-50, 640), (600, 660), (1250, 630)])
    crowd = sorted(
        ((rng.uniform(30, 1170), rng.uniform(0, 1)) for _ in range(46)),
        key=lambda person: person[1],
    )
    heads = ("accent", "light", "mid", "far")
    for index, (x, depth) in enumerate(crowd):
        things.figure(
            canvas,
            x,
            668 + depth * 130,
            54 + depth * 54,
            ("near", "mid", "near", "accent", "near", "far")[index % 6],
            head=heads[index % 4] if index % 6 != 3 else "light",
        )


@scene(
    "online-session",
    "Joining from the window sill",
    "dawn",
    "A laptop on a window sill shows a workshop with six taking part; outside lies a lake between fells.",
)
def online_session(canvas, rng):
    canvas.disc(880, 150, 58, "accent")
    ridges = range_behind(canvas, rng, LONG_VALLEY, 440, light="right")
    lake(canvas, rng, ridges, 440)
    glitter(canvas, rng, 880, "accent", top=444, bottom=600, width=32)
    for x, y, wide, high in (
        (-60, -60, 120, 1000),
        (1140, -60, 200, 1000),
        (-60, -60, 1400, 100),
        (590, -60, 20, 760),
    ):
        canvas.box(x, y, wide, high, "deep")
    canvas.box(-60, 640, 1400, 260, "deep")
    canvas.box(-60, 640, 1400, 18, "near")
    canvas.rounded(360, 286, 480, 330, 18, "near")
    canvas.rounded(376, 302, 448, 292, 8, "light")
    for column in range(3):
        for row in range(2):
            x, y = 388 + column * 144, 314 + row * 138
            tone = ("far", "mid", "accent", "mid", "accent", "far")[column + row * 3]
            canvas.box(x, y, 136, 130, tone)
            body = ("near", "deep", "deep", "light", "near", "deep")[column + row * 3]
            canvas.shape(
                [(px, min(py, y + 130)) for px, py in ring(x + 68, y + 130, 48, 56)],
                body,
            )
            canvas.disc(
                x + 68,
                y + 52,
                25,
                ("deep", "light", "near", "near", "deep", "near")[column + row * 3],
            )
    canvas.shape([(330, 616), (870, 616), (930, 668), (270, 668)], "mid")
    canvas.shape([(372, 624), (828, 624), (848, 646), (352, 646)], "near")
    canvas.rounded(270, 664, 660, 14, 6, "far")
    canvas.rounded(996, 566, 84, 96, 14, "accent")
    canvas.disc(1084, 608, 28, "accent")
    canvas.disc(1084, 608, 15, "far")
    things.smoke(canvas, 1034, 556, 100, "light")
    canvas.shape([(130, 590), (230, 590), (214, 662), (146, 662)], "accent")
    for lean in (-60, -30, 0, 30, 62):
        canvas.shape(
            [(168, 594), (180 + lean, 440 + abs(lean) * 0.8), (192, 594)], "near"
        )


@scene(
    "village-hall",
    "The village hall",
    "meadow",
    "A small white village hall decked with bunting, with people at its door and fells behind.",
)
def village_hall(canvas, rng):
    canvas.disc(980, 150, 54, "far")
    cloud(canvas, 240, 150, 100, "far")
    range_behind(canvas, rng, HIGH_PASS, 450)
    lay_bank(canvas, bank(rng, [(-50, 450), (600, 480), (1250, 440)]), "near")
    things.oak(canvas, 200, 610, 250, "deep")
    things.oak(canvas, 1040, 606, 220, "deep")
    canvas.box(330, 390, 560, 250, "light")
    canvas.shape([(300, 400), (370, 270), (850, 270), (920, 400)], "deep")
    canvas.box(520, 360, 180, 280, "light")
    canvas.shape(
        [(490, 380), (610, 236), (730, 380), (730, 402), (610, 266), (490, 402)], "deep"
    )
    canvas.shape([(524, 380), (610, 280), (696, 380)], "light")
    canvas.disc(610, 350, 28, "deep")
    canvas.disc(610, 350, 21, "light")
    canvas.stroke([(610, 350), (610, 335)], 4, "deep")
    canvas.stroke([(610, 350), (620, 356)], 4, "deep")
    canvas.box(556, 478, 108, 162, "accent")
    canvas.box(606, 478, 8, 162, "deep")
    for x in (364, 440, 730, 806):
        canvas.box(x, 452, 50, 108, "mid")
        canvas.box(x + 22, 452, 6, 108, "light")
        canvas.box(x, 500, 50, 6, "light")
    things.bunting(
        canvas, (332, 412), (610, 426), 20, ("accent", "mid", "deep"), flags=9, size=24
    )
    things.bunting(
        canvas, (610, 426), (888, 412), 20, ("accent", "mid", "deep"), flags=9, size=24
    )
    ground = meadow(canvas, rng, [(-50, 640), (600, 640), (1250, 630)])
    canvas.shape([(556, 640), (664, 640), (780, 860), (440, 860)], "far")
    for x, y, tall, tone, head in (
        (470, 700, 120, "mid", "light"),
        (430, 712, 124, "accent", "far"),
        (604, 690, 110, "near", "deep"),
        (770, 704, 122, "far", "accent"),
        (816, 720, 96, "mid", "light"),
    ):
        things.figure(canvas, x, y, tall, tone, head=head)
    things.tussocks(canvas, rng, ground, 0, 380, "near", count=14, depth=120, size=15)
    things.tussocks(
        canvas, rng, ground, 850, 1200, "near", count=14, depth=120, size=15
    )


@scene(
    "learning-base",
    "The learning base",
    "noon",
    "A low modern building with tall windows and a turf roof stands among trees by the lake.",
)
def learning_base(canvas, rng):
    sun(canvas, 260, 160, 56)
    ridges = range_behind(canvas, rng, LONG_VALLEY, 480, light="left")
    lake(canvas, rng, ridges, 480, bottom=600)
    glitter(canvas, rng, 260, "accent", top=484, bottom=570, width=30)
    ground = meadow(canvas, rng, [(-50, 590), (600, 600), (1250, 570)], "near")
    things.wood(canvas, rng, ground, (60, 110, 160, 1090, 1140, 1180), 220, "deep")
    canvas.shape(
        [(270, 420), (300, 380), (960, 330), (1010, 372), (1010, 392), (270, 440)],
        "deep",
    )
    canvas.shape([(310, 436), (980, 392), (980, 640), (310, 640)], "light")
    for index in range(7):
        x = 334 + index * 92
        top = 462 - index * 6
        tone = "accent" if index in (1, 2, 4) else "far"
        canvas.box(x, top, 72, 640 - top, tone)
        canvas.box(x, top + 64, 72, 7, "light")
    for x, tall, tone in (
        (462, 100, "deep"),
        (496, 92, "near"),
        (540, 104, "deep"),
        (728, 98, "deep"),
        (752, 90, "near"),
    ):
        things.figure(canvas, x, 640, tall, tone)
    canvas.box(290, 636, 720, 14, "deep")
    ground = meadow(canvas, rng, [(-50, 690), (500, 664), (1250, 690)])
    canvas.ribbon(
        curve([(660, 650), (640, 690), (560, 740), (520, 880)]),
        "light",
        start=64,
        end=190,
    )
    things.tussocks(canvas, rng, ground, 0, 440, "near", count=14, depth=90, size=15)
    things.figure(canvas, 800, 744, 120, "mid", head="light")
    things.figure(canvas, 850, 752, 126, "accent", head="far")


# General ------------------------------------------------------------------


@scene(
    "health-centre",
    "The health centre on the hill",
    "noon",
    "A white health centre with a long row of windows stands on a hillside above a lake.",
)
def health_centre(canvas, rng):
    sun(canvas, 250, 170, 56)
    cloud(canvas, 930, 130, 90, "far")
    ridges = range_behind(canvas, rng, HIGH_PASS, 400, light="left")
    lake(canvas, rng, ridges, 400, bottom=520)
    slope = bank(rng, [(-50, 560), (260, 540), (640, 480), (1250, 440)])
    lay_bank(canvas, slope, "near")
    things.wood(canvas, rng, slope, (400, 440, 480, 1120, 1160), 130, "deep")
    things.health_centre(canvas, 540, 560, 270)
    canvas.ribbon(
        curve([(782, 562), (770, 600), (600, 640), (420, 690), (380, 860)]),
        "light",
        start=34,
        end=170,
    )
    ground = bank(rng, [(-60, 650), (160, 690), (330, 780), (400, 860)])
    lay_bank(canvas, ground, "deep", right=380)
    things.wood(canvas, rng, ground, (40, 100, 150), 200, "deep")
    line = [(x, 690 + 26 * math.sin((x - 640) / 260)) for x in range(640, 1261, 10)]
    things.dry_stone_wall(canvas, rng, line, 74, stones=("mid", "far"))
    lay_bank(
        canvas,
        bank(rng, [(560, 800), (700, 700), (1000, 712), (1260, 690)]),
        "deep",
        left=620,
    )
    things.figure(canvas, 560, 664, 84, "deep", head="near")
    things.figure(canvas, 610, 660, 80, "accent", head="deep")


@scene(
    "winter-farm",
    "The farm in the snow",
    "winter",
    "A white farmhouse with a smoking chimney among snow-covered fells and bare trees.",
)
def winter_farm(canvas, rng):
    canvas.disc(880, 170, 56, "accent")
    range_behind(canvas, rng, LONG_VALLEY, 470, light="right", near=False, lift=1.1)
    lay_bank(canvas, bank(rng, [(-50, 450), (500, 490), (1250, 440)]), "far")
    things.wood(
        canvas, rng, lambda x: 478, (90, 130, 170, 930, 970, 1010, 1050), 90, "near"
    )
    lay_bank(canvas, bank(rng, [(-50, 520), (400, 500), (1250, 560)]), "sky")
    canvas.ribbon(
        curve([(640, 580), (600, 630), (700, 690), (600, 850)]),
        "mid",
        start=20,
        end=120,
    )
    things.farmhouse(canvas, 480, 590, 190, wall="light", roof="deep", window="accent")
    things.smoke(canvas, 502, 430, 150, "light")
    lay_bank(
        canvas, bank(rng, [(-50, 640), (300, 690), (700, 760), (1250, 640)]), "far"
    )
    line = [(x, 716 + 14 * math.sin(x / 140)) for x in range(-40, 441, 10)]
    things.dry_stone_wall(canvas, rng, line, 74, stones=("near", "mid"))
    things.bare_tree(canvas, rng, 1000, 690, 380, "deep")
    things.bare_tree(canvas, rng, 1130, 680, 280, "deep")
    things.bare_tree(canvas, rng, 190, 660, 260, "deep")
    lay_bank(
        canvas, bank(rng, [(-50, 716), (300, 730), (800, 800), (1250, 720)]), "far"
    )
    for x, y, size, towards in ((760, 740, 70, 1), (850, 726, 62, -1)):
        things.sheep(canvas, x, y, size, fleece="mid", towards=towards)


@scene(
    "heather-moor",
    "Heather in bloom",
    "heather",
    "A moor of flowering heather with a path that leads to a cairn, and fells beyond.",
)
def heather_moor(canvas, rng):
    sun(canvas, 840, 170, 66)
    birds(canvas, rng, 400, 170, "near", count=5)
    range_behind(canvas, rng, HIGH_PASS, 420, light="right")
    for points, tone in (
        ([(-50, 430), (400, 470), (900, 440), (1250, 470)], "mid"),
        ([(-50, 540), (400, 500), (900, 560), (1250, 520)], "near"),
        ([(-50, 640), (400, 660), (900, 620), (1250, 680)], "deep"),
    ):
        ground = meadow(canvas, rng, points, tone)
        blossom = {"mid": "far", "near": "mid", "deep": "mid"}[tone]
        size = {"mid": 8, "near": 12, "deep": 19}[tone]
        things.tussocks(
            canvas,
            rng,
            ground,
            -20,
            1220,
            blossom,
            count=60,
            depth={"mid": 60, "near": 90, "deep": 170}[tone],
            size=size,
        )
        if tone == "deep":
            things.tussocks(
                canvas, rng, ground, -20, 1220, "near", count=40, depth=170, size=18
            )
            things.tussocks(
                canvas, rng, ground, -20, 1220, "far", count=12, depth=170, size=15
            )
    canvas.ribbon(
        curve([(560, 470), (600, 530), (520, 600), (640, 680), (560, 860)], 16),
        "light",
        start=6,
        end=110,
    )
    things.cairn(canvas, 540, 474, 54, "deep")
    things.figure(canvas, 620, 590, 70, "deep", head="light")
    things.figure(canvas, 576, 600, 74, "accent", head="light")
