"""What readers of the demo were told of messages: “You said, we did”."""

from dataclasses import dataclass

from .feedback import FORMAT, IDEA, QUESTION, WRONG


@dataclass(frozen=True)
class Told:
    """One message, and the note about it."""

    kind: str
    message: str
    said: str
    did: str
    days_ago: int
    page: str = ""
    name: str = ""
    email: str = ""
    quote: str = ""
    quoted_name: str = ""
    consent: str = ""
    is_withdrawn: bool = False


TOLD = (
    Told(
        kind=WRONG,
        message="We printed the map on the ward printer, and the small words in the boxes can't be read at all on A4.",
        said="The template of the process map was too small to read when it was printed.",
        did="It is drawn anew: its smallest words are 12 points, and it fits one sheet of A4 or A3.",
        days_ago=33,
        page="process-mapping",
    ),
    Told(
        kind=IDEA,
        message="Please say somewhere at the top how many people you need. I always find out at the end, when they have gone home already.",
        said="How many people a tool needs stood far down on its page.",
        did="Time, people and difficulty stand in a strip at the top of every tool, and toolkits can be narrowed down by them.",
        days_ago=21,
        page="after-action-review",
        name="Priya",
        email="priya.n@demo.example",
        quote="I always find out at the end, when they have gone home already.",
        quoted_name="A ward sister",
        consent="mail",
    ),
    Told(
        kind=FORMAT,
        message="My manager uses a screen reader and the checklist was only a picture of a table to it. Is there another one?",
        said="A screen reader could not read the 5S checklist.",
        did="The checklist is a tagged PDF now, with a Word version beside it. We checked both with two screen readers.",
        days_ago=14,
        page="5s",
    ),
    Told(
        kind=QUESTION,
        message="Is there anything about using these with people who speak hardly any English? Half of our carers group does not.",
        said="Teams asked how to work with people who speak little English.",
        did="Three stories show how teams did it, and feedback cards can be downloaded in ten languages.",
        days_ago=9,
        page="feedback-cards-everyone-can-fill-in",
    ),
    Told(
        kind=IDEA,
        message="I would rather hear about new things in one go than visit every week to look what changed.",
        said="Looking for what is new took too long.",
        did="The start page lists what is new, and each section has a feed. A newsletter is more than we can look after at present; we think about it again in spring.",
        days_ago=5,
    ),
    Told(
        kind=WRONG,
        message="The lunch and learn in the calendar is on a bank holiday, nobody will be there.",
        said="An event was announced for a bank holiday.",
        did="It moved by a week, and dates are checked against the calendar before they are published.",
        days_ago=3,
        page="5s",
        is_withdrawn=True,
    ),
)
