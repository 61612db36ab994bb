"""What invented people say: comments in every state, and messages to the team."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """A demo account; every password is the one in `PASSWORD`."""

    email: str
    display_name: str
    group: str = ""
    is_superuser: bool = False


PASSWORD = "try-clic-today"  # noqa: S105 - printed by the start command; the demo runs on this computer only

PEOPLE = (
    Person("admin@demo.example", "Site administrator", is_superuser=True),
    Person("publisher@demo.example", "Publisher, improvement team", "Publishers"),
    Person("editor@demo.example", "Editor, improvement team", "Editors"),
    Person("moderator@demo.example", "Comment moderator", "Comment moderators"),
    Person("member@demo.example", "Ward sister, Eden valley"),
    Person("new.member@demo.example", "New physiotherapist"),
    Person("practice@demo.example", "Practice manager, west coast"),
    Person("volunteer@demo.example", "Community volunteer"),
    Person("supplier@demo.example", "Training company"),
)


@dataclass(frozen=True)
class DemoComment:
    """One comment, what a moderator did with it, and the replies to it."""

    page: str
    author: str
    body: str
    decision: str = "approve"
    replies: tuple = ()


COMMENTS = (
    DemoComment(
        "a-stores-cupboard-in-one-afternoon",
        "member@demo.example",
        "We did the same in our sluice after reading this. The outlines on the shelves were the part I had doubts about, and the part that works best.\n\nOne question: who does your weekly check when the team is short?",
        replies=(
            DemoComment(
                "a-stores-cupboard-in-one-afternoon",
                "practice@demo.example",
                "We gave it to whoever opens up on Friday. It takes less time than finding someone to do it.",
            ),
        ),
    ),
    DemoComment(
        "a-stores-cupboard-in-one-afternoon",
        "volunteer@demo.example",
        "Could you share a picture of the cards? We would like to use them in the food bank.",
    ),
    DemoComment(
        "a-stores-cupboard-in-one-afternoon",
        "new.member@demo.example",
        "New here. We are planning this for our gym store next month. How long did the sorting take?",
        decision="",
    ),
    DemoComment(
        "health-information-in-the-languages-we-speak",
        "volunteer@demo.example",
        "I was one of the people who passed the messages on. What helped most: a voice message, not a picture. Many of the older neighbours don't read.",
        replies=(
            DemoComment(
                "health-information-in-the-languages-we-speak",
                "member@demo.example",
                "Thank you, we had not thought of that. We will try voice messages for the foot clinic.",
            ),
        ),
    ),
    DemoComment(
        "a-service-young-people-would-use",
        "practice@demo.example",
        "The letter with four lines is now ours too. Fewer phone calls in the first week than ever.",
    ),
    DemoComment(
        "a-service-young-people-would-use",
        "supplier@demo.example",
        "Buy two training days from our partner company and get a third one free.",
        decision="reject",
    ),
    DemoComment(
        "after-action-review",
        "member@demo.example",
        "We do this standing, at the end of the late shift, with a timer. When it rings we stop, even in the middle of a sentence. It keeps people coming.",
    ),
    DemoComment(
        "after-action-review",
        "practice@demo.example",
        "This was about a colleague whom readers could have recognised.",
        decision="hide",
    ),
    DemoComment(
        "after-action-review",
        "volunteer@demo.example",
        "Posted under the wrong page, sorry.",
        decision="remove",
    ),
    DemoComment(
        "5s",
        "practice@demo.example",
        "Red tape on the floor was stopped by our estates team. Ask them first.",
    ),
    DemoComment(
        "an-after-action-review-in-ten-minutes",
        "member@demo.example",
        "Watched it in the handover with the captions on, since the room is never quiet. It worked.",
    ),
)


@dataclass(frozen=True)
class DemoFeedback:
    """One message through the feedback form."""

    kind: str
    message: str
    page: str = ""
    name: str = ""
    email: str = ""
    decision: str = ""


FEEDBACK = (
    DemoFeedback(
        "Something is wrong",
        "The link to the checklist on the 5S page opened an old version on our ward computer. After I pressed reload it was the new one.",
        page="5s",
        name="Ward clerk",
        email="ward.clerk@demo.example",
    ),
    DemoFeedback(
        "An idea",
        "A list of which teams have used which tool would help us to find somebody to call.",
        page="production-system",
    ),
    DemoFeedback(
        "I need this in another format",
        "Could I have the process mapping guide in large print? A4 is fine.",
        page="process-mapping",
        name="Reader with low vision",
        email="large.print@demo.example",
    ),
    DemoFeedback(
        "Praise",
        "I used the After Action Review sheet after my first night shift in charge. Thank you for writing it in words people use.",
        page="after-action-review",
        decision="done",
    ),
    DemoFeedback(
        "A question",
        "May we use the templates in a care home that isn't a partner yet?",
        decision="done",
    ),
    DemoFeedback(
        "An idea",
        "Best prices for office chairs. Visit our shop today.",
        decision="spam",
    ),
)
