"""The first pictures of videos."""

import math

from .. import things
from ..canvas import curve, ring
from ..fells import (
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
from .backdrops import (
    LONG_VALLEY,
    WIDE_DALE,
    lake,
    meadow,
    range_behind,
)
from .registry import scene


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
    "A broad rainbow stands over a lake and is mirrored in it; five people look on.",
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
