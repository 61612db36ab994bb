"""The process-mapping guide: a tagged PDF, typeset from data."""

import json
from datetime import UTC
from pathlib import Path

import typst

from ..pictures import landscape
from ..pictures.scenes import SCENES
from .imprint import AUTHOR, MADE_ON

LAYOUT = Path(__file__).with_name("process_mapping.typ")

GUIDE = {
    "title": "Process mapping",
    "subtitle": "A guide for whoever holds the pen",
    "author": AUTHOR,
    "summary": "How to prepare, run and write up a mapping session of two hours, so that everyone who does the work sees the same picture.",
    "picture_alt": SCENES["sheepfold"].alt,
    "before": {
        "title": "Before the session",
        "text": "A process map shows how work is really done, from the first step to the last. It is only as true as the people in the room, so most of the effort goes into inviting them.",
        "items": [
            "Agree where the process begins and ends, in one sentence: “from the GP’s referral until the first appointment”.",
            "Invite 5 to 9 people who do the steps, and at least one person who has been through them as a patient or carer.",
            "Walk the process yourself, forms in hand. Write down times.",
            "Find a wall of 4 metres, a roll of paper, notes in three colours and thick pens.",
        ],
    },
    "plan": {
        "title": "Two hours, step by step",
        "head": ["Minutes", "What you do", "What to watch"],
        "rows": [
            [
                "0 to 10",
                "Say why we are here. Put the first and the last step on the wall.",
                "Everyone has said something.",
            ],
            [
                "10 to 50",
                "Ask “what happens next?” and write a note for each step.",
                "How it is done, not how it should be.",
            ],
            [
                "50 to 60",
                "A break. People look at the wall.",
                "They will add notes unasked.",
            ],
            [
                "60 to 80",
                "Mark waits, loops and hand-overs. Add times where someone knows them.",
                "A guess is marked as a guess.",
            ],
            [
                "80 to 105",
                "Each person puts three dots where it hurts most.",
                "The patient goes first.",
            ],
            [
                "105 to 120",
                "Choose two places to look into. Names and dates.",
                "No solutions yet.",
            ],
        ],
    },
    "signs": {
        "title": "The signs we use",
        "text": "Five signs are enough. The colours help, but each sign also has its own shape.",
        "head": ["Sign", "Name", "Use it for"],
        "rows": [
            ["start", "Start or end", "The first and the last thing that happens."],
            ["step", "Step", "Something that someone does. Begin with a verb."],
            ["choice", "Choice", "A question with two or more answers."],
            [
                "wait",
                "Wait",
                "Time in which nothing happens to the patient or the paper.",
            ],
            [
                "document",
                "Document",
                "A form, a letter, a screen that someone fills in.",
            ],
        ],
    },
    "example": {
        "title": "An example",
        "text": "A blood test at a GP practice. Nine people drew it in an hour, and found that the result waited longest where nobody had looked.",
        "steps": [
            ["start", "GP asks for test"],
            ["step", "Take blood"],
            ["wait", "Van comes at 16:00"],
            ["step", "Analyse sample"],
            ["document", "Send result"],
            ["wait", "Lies in inbox for 2 days"],
            ["step", "Read and decide"],
            ["start", "Patient knows"],
        ],
        "alt": "Process map in eight signs: GP asks for test; take blood; wait until the van comes at 16:00; analyse sample; send result; wait while it lies in the inbox for 2 days; read and decide; patient knows.",
        "caption": "Six signs of work and two waits. The second wait is the longest part of the process.",
    },
    "questions": {
        "title": "Questions that open things up",
        "items": [
            "What happens on a Friday afternoon?",
            "How do you know that it is your turn?",
            "What do you do when the form is not complete?",
            "Where do people ring up to ask what is going on?",
            "Which step would nobody miss?",
        ],
    },
    "after": {
        "title": "Afterwards",
        "items": [
            "Photograph the wall before you take it down.",
            "Send a clean copy within two days and ask what is wrong with it.",
            "Hang it where the work is done, with a pen beside it.",
            "Measure one of the two places you chose for two weeks, before you change anything.",
        ],
    },
    "pitfalls": {
        "title": "What goes wrong",
        "items": [
            [
                "Drawing it as it should be.",
                "Ask for the last real case, and map that one.",
            ],
            [
                "A manager draws it alone.",
                "Then it is an opinion. Ask three people who do the work.",
            ],
            [
                "Too much detail.",
                "If a step takes less than a minute, it is part of another step.",
            ],
            ["It ends with the map.", "Book the next meeting before people go."],
        ],
    },
}


def process_mapping_guide():
    """The guide as a PDF that screen readers can follow (PDF/UA-1)."""
    picture = landscape("guide", scene="sheepfold", height=540)
    return typst.compile(
        LAYOUT.read_bytes(),
        sys_inputs={"guide": json.dumps(GUIDE | {"picture": list(picture)})},
        # The same fonts on every machine: those that the typesetter brings along.
        ignore_system_fonts=True,
        pdf_standards="ua-1",
        timestamp=MADE_ON.replace(tzinfo=UTC),
    )
