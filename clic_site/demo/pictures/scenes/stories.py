"""What teams told."""

import math

from .. import things
from ..canvas import curve
from ..fells import (
    bank,
    cloud,
    glitter,
    lay_bank,
    ripples,
    sliver,
    streak,
)
from .backdrops import (
    LONE_FELL,
    LONG_VALLEY,
    WIDE_DALE,
    lake,
    meadow,
    range_behind,
    sun,
)
from .registry import scene


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
        things.boxes_on(canvas, 398, 806, shelf, tallest, tones)
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
    mirrored = [(px, 2 * waterline - py) for px, py in top]
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
    ground = bank(rng, [(-60, 540), (90, 560), (240, 640), (330, 860)])
    lay_bank(canvas, ground, "deep", right=330)
    things.reeds(canvas, rng, ground, 110, 290, "deep", height=80, count=22)
    ground = bank(rng, [(860, 870), (980, 660), (1100, 570), (1260, 540)])
    lay_bank(canvas, ground, "deep", left=876)
    things.wood(canvas, rng, ground, (1120, 1172), 220, "deep")


@scene(
    "cairn-network",
    "Huts joined by paths",
    "dawn",
    "Eight huts on separate islands, joined by dotted paths into one network.",
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
