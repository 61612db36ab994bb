"""Places for any page."""

import math

from .. import things
from ..canvas import curve
from ..fells import (
    bank,
    birds,
    cloud,
    lay_bank,
)
from .backdrops import (
    HIGH_PASS,
    LONG_VALLEY,
    lake,
    meadow,
    range_behind,
    sun,
)
from .registry import scene


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
