"""Tools for the place where people work: shelves, boards, gauges, the fire to talk by."""

import math

from .. import things
from ..canvas import curve
from ..fells import (
    bank,
    birds,
    cloud,
    glitter,
    lay_bank,
    ripples,
    sliver,
    streak,
)
from .backdrops import (
    HIGH_PASS,
    LONG_VALLEY,
    WIDE_DALE,
    lake,
    meadow,
    range_behind,
    sun,
)
from .registry import scene


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
        things.boxes_on(canvas, 92, 600, shelf, 118, tones)
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
    flame = (
        (-40, 16),
        (-44, -26),
        (-18, -52),
        (-16, -88),
        (14, -58),
        (22, -104),
        (46, -40),
        (40, 16),
    )
    heart = ((-20, 14), (-24, -14), (-4, -34), (8, -62), (24, -20), (20, 14))
    for tongue, tone in ((flame, "mid"), (heart, "accent")):
        canvas.shape(
            curve([(x + across, y + down) for across, down in tongue], 8), tone
        )
    for angle in (-0.4, 0.35):
        canvas.stroke(
            [(x - 62, y + 24 - angle * 40), (x + 62, y + 24 + angle * 40)], 16, "deep"
        )
    for dx in (-178, 170):
        canvas.rounded(x + dx - 40, y + 62, 80, 26, 12, "deep")
        things.figure(canvas, x + dx, y + 78, 150, "deep", head="near")


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
    x, top, bottom, wide, step = 830, 150, 650, 64, 50
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
    canvas.oval(x + wide / 2, bottom + 6, 60, 9, "light")
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
