"""Tools for how things flow: paths, tarns, flocks and what marks the way."""

import math

from .. import things
from ..canvas import curve, ring
from ..fells import (
    bank,
    birds,
    cloud,
    lay_bank,
    sliver,
    streak,
)
from .backdrops import (
    HIGH_PASS,
    LONE_FELL,
    WIDE_DALE,
    meadow,
    range_behind,
    sun,
)
from .registry import scene


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
