"""The slides to print large, or to fill in on a screen."""

from ..pictures.palettes import BRACKEN, LAKE, PAPER
from .slides import SlideDeck


def stakeholder_grid():
    """Who to think of, where they stand, and what to do about it."""
    deck = SlideDeck("Stakeholder grid", "Stakeholder analysis")
    slide = deck.slide(
        "1. Who should we think of?",
        "Five minutes alone, then share. One name on one note. Ask of each line: who have we forgotten?",
    )
    deck.table(
        slide,
        18,
        38,
        302,
        ("People who …", "Names or groups"),
        [
            ("use the service, or care for someone who does", ""),
            ("do the work today", ""),
            ("decide about money, rooms or staff", ""),
            ("have to change what they do because of it", ""),
            ("others listen to, whatever their job", ""),
            ("could stop it", ""),
        ],
        (122, 180),
        high=128,
        name="Who to think of",
    )
    slide = deck.slide(
        "2. Where do they stand?",
        "Move each note into one of the four fields. How much does it touch them? How much can they move? The grid is for the team only: write nothing that you would not say to the person.",
    )
    for x, y, fill, head, text, ink in (
        (
            40,
            34,
            PAPER,
            "Keep content",
            "Much influence, little touched. Ask what they need to know, and keep it short.",
            "#17323c",
        ),
        (
            182,
            34,
            LAKE,
            "Work side by side",
            "Much influence, much touched. Plan and decide with them.",
            "#ffffff",
        ),
        (
            40,
            104,
            PAPER,
            "Keep informed",
            "Little influence, little touched. Tell them what changes and when.",
            "#17323c",
        ),
        (
            182,
            104,
            BRACKEN,
            "Bring in and back up",
            "Little influence, much touched. Often the people who use the service. Make room for them.",
            "#ffffff",
        ),
    ):
        deck.block(slide, x, y, 138, 66, fill, head, text, ink=ink, name=head)
    deck.words(
        slide,
        40,
        172,
        280,
        10,
        "How much it touches them: little on the left, much on the right",
        size=14,
        bold=True,
        shade=LAKE,
        name="Axis from left to right",
    )
    deck.words(
        slide,
        8,
        34,
        31,
        66,
        "Much influence",
        size=14,
        bold=True,
        shade=LAKE,
        name="Upper row",
    )
    deck.words(
        slide,
        8,
        104,
        31,
        66,
        "Little influence",
        size=14,
        bold=True,
        shade=LAKE,
        name="Lower row",
    )
    slide = deck.slide(
        "3. What will we do?",
        "No more than six lines. A line without a name and a date is a wish.",
    )
    deck.table(
        slide,
        18,
        38,
        302,
        ("Who", "What matters to them", "What we will do", "Whose job", "By when"),
        [("", "", "", "", "")] * 6,
        (58, 82, 92, 38, 32),
        high=128,
        name="What we will do",
    )
    return deck.bytes()


def visual_control_board():
    """A board to print large: what we look at, and one line for each thing that moves."""
    deck = SlideDeck("Visual control board", "Visual control")
    slide = deck.slide(
        "1. What should the board tell us?",
        "Fill this in first, standing. If nobody can say what normal is, the board can't show what isn't.",
    )
    deck.table(
        slide,
        18,
        38,
        302,
        (
            "Question that people ask",
            "What normal looks like",
            "What we do if it isn’t",
        ),
        [("", "", "")] * 4,
        (110, 92, 100),
        high=128,
        name="What the board should tell",
    )
    slide = deck.slide(
        "2. Our board",
        "Print it on A1 or draw it on the wall. One line for each thing that moves. Nothing that tells visitors about a person's health.",
    )
    deck.table(
        slide,
        18,
        38,
        302,
        ("What", "Waiting", "Being done", "Stuck, because", "Done today"),
        [("", "", "", "", "")] * 7,
        (70, 52, 58, 70, 52),
        high=128,
        name="The board",
    )
    slide = deck.slide(
        "3. Ten minutes at the board",
        "The same time each day, standing. Whoever holds the pen today doesn't hold it tomorrow.",
    )
    for x, fill, head, text, ink in (
        (
            18,
            LAKE,
            "2 minutes: how are we?",
            "Who is here, who isn’t, what is different today.",
            "#ffffff",
        ),
        (
            122,
            PAPER,
            "5 minutes: what isn’t normal?",
            "Only lines that are red or stuck. Whose move is it?",
            "#17323c",
        ),
        (
            226,
            BRACKEN,
            "3 minutes: what do we try?",
            "One small thing. Who, until when, what do we expect?",
            "#ffffff",
        ),
    ):
        deck.block(slide, x, 44, 94, 92, fill, head, text, ink=ink, name=head)
    return deck.bytes()


def participation_ladder():
    """Six rungs, from telling people to handing over, and which one comes next."""
    deck = SlideDeck("Ladder of participation", "Co-production")
    slide = deck.slide(
        "1. Six rungs",
        "Read from the bottom. For each rung, somebody gives an example from their own life: school, church, family.",
    )
    deck.table(
        slide,
        18,
        36,
        302,
        ("Rung", "What it means", "How you notice"),
        [
            (
                "6. Handing over",
                "You decide, we help.",
                "You hold the money and the keys.",
            ),
            (
                "5. Sharing",
                "We decide together.",
                "Nothing goes ahead while one side says no.",
            ),
            (
                "4. Working together",
                "We try things together; one of us decides in the end.",
                "You are there from the first day, and you are paid.",
            ),
            (
                "3. Hearing",
                "You tell us, we change things, and we say what.",
                "You can name one thing that is different.",
            ),
            (
                "2. Asking",
                "We ask, and decide without you.",
                "A survey. You never hear of it again.",
            ),
            ("1. Informing", "We tell you.", "A letter. Often that is right."),
        ],
        (70, 122, 110),
        high=132,
        name="The six rungs",
    )
    slide = deck.slide(
        "2. Where were we last year?",
        "Alone and in silence first. Staff write in one colour, people who use the service in another. Then look at the gaps.",
    )
    deck.table(
        slide,
        18,
        38,
        302,
        (
            "Example from last year",
            "Rung, say staff",
            "Rung, say others",
            "What each of us saw",
        ),
        [("", "", "", "")] * 5,
        (98, 46, 46, 112),
        high=128,
        name="Where we were",
    )
    slide = deck.slide(
        "3. Which rung comes next?",
        "One thing that is coming, one rung up. Who jumps three will fall.",
    )
    deck.table(
        slide,
        18,
        38,
        302,
        (
            "What is coming",
            "Rung today",
            "Next rung",
            "What it takes",
            "What we promise",
        ),
        [("", "", "", "", "")] * 3,
        (76, 36, 36, 72, 82),
        high=96,
        name="The next rung",
    )
    return deck.bytes()
