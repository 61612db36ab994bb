"""What invented readers keep, and what they tell of tools that they used."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Kept:
    """A page that somebody saved so many days ago and has not looked at since."""

    person: str
    page: str
    days_ago: int


@dataclass(frozen=True)
class Told:
    """What somebody told of a tool; with an answer, it was turned down."""

    person: str
    tool: str
    days_ago: int
    title: str
    text: str
    answer: str = ""
    details: dict = field(default_factory=dict)


MEMBER = "member@demo.example"

KEPT = (
    Kept(MEMBER, "5s", 40),
    Kept(MEMBER, "five-whys", 40),
    Kept(MEMBER, "after-action-review", 12),
    Kept(MEMBER, "a-stores-cupboard-in-one-afternoon", 12),
    Kept(MEMBER, "an-after-action-review-in-ten-minutes", 3),
)

TOLD = (
    Told(
        MEMBER,
        "5s",
        6,
        "Nobody looks for the bladder scanner any more",
        "We had two scanners and never knew where they were. One afternoon four of us emptied the "
        "equipment room, gave every machine a place with its outline on the floor, and put a card on "
        "the hook for whoever takes one away.\n\n"
        "The first week the cards got lost. Now they hang on a string.",
        details={
            "place": "a rehabilitation ward in the Eden valley",
            "measure": "minutes a shift spent looking for equipment",
            "before": 25,
            "after": 6,
            "unit": "minutes",
            "name_shown": "team",
            "shown_as": "the rehabilitation ward team",
        },
    ),
    Told(
        MEMBER,
        "after-action-review",
        30,
        "We did an AAR",
        "It went well.",
        answer="Thank you for writing to us. Readers would like to know what the meeting was about and "
        "what you do differently now. Two or three sentences are enough: please send it again.",
    ),
)
