"""Cards for the tables of a conversation café: a tagged PDF to print and to fold."""

import json
from datetime import UTC
from pathlib import Path

import typst

from .imprint import AUTHOR, MADE_ON

LAYOUT = Path(__file__).with_name("cafe_cards.typ")

CARDS = {
    "title": "Conversation café",
    "subtitle": "Table cards",
    "author": AUTHOR,
    "summary": "One sheet for each table. Print on stiff paper, cut along the lines, and lay one card on the table in each round.",
    "cards": [
        {
            "head": "Round 1",
            "question": "What is it like?",
            "hints": [
                "Tell of something that happened to you, or that you saw.",
                "Whoever holds the stone speaks. Everyone else listens.",
                "You may pass the stone on without a word.",
            ],
        },
        {
            "head": "Round 2",
            "question": "What would be better?",
            "hints": [
                "Small things first: a bench, a bus, a word.",
                "Build on what somebody else said.",
                "Draw, if words are in the way.",
            ],
        },
        {
            "head": "Round 3",
            "question": "What could we do?",
            "hints": [
                "We, not they.",
                "At least one sentence that begins with “I”.",
                "Choose three things and write each on a large note.",
            ],
        },
        {
            "head": "For the host",
            "question": "Look after the table",
            "hints": [
                "Stay at your table when others change.",
                "Say in one minute what was said before.",
                "Write words, not sentences, in the middle of the cloth.",
                "If one person speaks for long, ask for the stone.",
            ],
        },
    ],
}


def conversation_cafe_cards():
    """Four cards on one sheet, readable aloud (PDF/UA-1)."""
    return typst.compile(
        LAYOUT.read_bytes(),
        sys_inputs={"cards": json.dumps(CARDS)},
        # The same fonts on every machine: those that the typesetter brings along.
        ignore_system_fonts=True,
        pdf_standards="ua-1",
        timestamp=MADE_ON.replace(tzinfo=UTC),
    )
