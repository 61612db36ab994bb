"""Where people meet to learn."""

from .. import things
from ..canvas import curve, ring
from ..fells import (
    bank,
    cloud,
    glitter,
    lay_bank,
    streak,
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
