"""The production system toolkit and the co-production toolkit, with what introduces them."""

from . import co_production, production_system
from .background import BACKGROUND
from .chooser import CHOOSER
from .glossary import GLOSSARY
from .parts import (
    Toolkit,
    download,
    expander,
    figure,
    h2,
    inset,
    link,
    p,
    points,
    quote,
    steps,
    text,
)

PRODUCTION_SYSTEM = Toolkit(
    slug="production-system",
    title="Production System toolkit",
    promise="Find what gets in the way of good care, and change it with the people who do the work.",
    summary="Fifteen tools from lean improvement in plain words, tried out by health and care teams in Cumbria. Most take less than half a day.",
    scene="stepping-stones",
    topics=("waste-and-waiting", "measuring"),
    body=[
        text(
            h2("Where to begin"),
            p(
                "Start with the problem, not with the tool. If you can say in one sentence who is kept waiting, worn out or put at risk, "
                f"the tools above say what each is good for. {link('which-tool-when', 'Which tool when')} leads from what you see to where to start."
            ),
        ),
        inset(
            f"New to this? Most teams start with an {link('after-action-review', 'After Action Review')}: it needs twenty minutes, no training and no budget."
        ),
        text(
            h2("What is in each tool"),
            p(
                "What it is, when to use it and when not, whom to ask, what to have ready, the steps with their minutes, "
                "an example from a team like yours, what goes wrong, and a template to take to the workshop."
            ),
        ),
    ],
    tools=production_system.TOOLS,
    background=BACKGROUND,
    chooser=CHOOSER,
    glossary=GLOSSARY,
)

PRINCIPLES = (
    (
        "Early and continuing",
        "Begin before the plan and don't stop when it is signed off.",
    ),
    (
        "Build on what exists",
        "A lunch club that works is a better start than a new forum.",
    ),
    ("Use community spaces", "Meet where people feel at home. Pay for the room."),
    (
        "Be honest about hard issues",
        "Say what is fixed, what is open, and what it costs.",
    ),
    (
        "Value people's time",
        "Pay travel and care costs on the day. Thank people by telling them what changed.",
    ),
    ("Do things together", "Doing makes equals faster than talking."),
    (
        "Listen more",
        "If staff speak for more than half of the time, something is wrong.",
    ),
    (
        "Use plain words",
        "Whoever uses an abbreviation puts a pound in the biscuit tin.",
    ),
    (
        "Expect mess",
        "Disagreement is a sign that people trust each other enough to say so.",
    ),
    (
        "Think ahead",
        "Agree at the start how the group will end, and who keeps what it made.",
    ),
)

CO_PRODUCTION = Toolkit(
    slug="co-production",
    title="Co-production toolkit",
    promise="Design services with the people who use them, as equals, from the first day.",
    summary="What co-production is, why it works, where to start, ten principles that keep it honest, and six tools to do it with.",
    scene="round-table",
    topics=("co-production", "learning-together"),
    team="engagement",
    body=[
        text(
            h2("What it is"),
            p(
                "In co-production, people who use a service and people who run it design it together. Not a survey after the plan is made, "
                "not one patient at a table of twelve: equals, from the earliest stage, with a say in what the question is."
            ),
            h2("Why it is worth the time"),
            points(
                "Local ideas work better, because they begin with local lives.",
                "People gain confidence, and look after what they helped to make.",
                "Staff understand what happens to people between appointments.",
            ),
        ),
        figure("five-lines"),
        quote(
            "You asked us before you had the answer. That was new.",
            "Carer, member of a design group",
        ),
        text(h2("Where to start")),
        steps(
            (
                "Talk with patients",
                "Ten conversations with open questions, before anything is written down.",
            ),
            (
                "Map who is there already",
                "Community groups, faith groups, clubs, and the people others turn to.",
            ),
            (
                "Go where people meet",
                "The auction mart, the school gate, the food bank. Not the board room.",
            ),
            (
                "Find your engagement leads",
                "Every partner organisation has one. They know who was asked last year, and what came of it.",
            ),
            (
                "Ask the local Healthwatch",
                "They hear what people don't tell the service itself.",
            ),
        ),
        text(h2("Principles")),
        *(expander(title, p(words)) for title, words in PRINCIPLES),
        download("co-production-planner", "Plan the first three meetings on one page."),
    ],
    tools=co_production.TOOLS,
)

TOOLKITS = (PRODUCTION_SYSTEM, CO_PRODUCTION)
