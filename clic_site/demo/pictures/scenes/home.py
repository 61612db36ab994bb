"""The home page and the two toolkits."""

import math

from .. import things
from ..canvas import curve, ring
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
    lake,
    meadow,
    range_behind,
)
from .registry import scene


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
