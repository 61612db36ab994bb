"""The questions that lead to a tool of the production system toolkit."""

from .parts import Chooser


def ask(question, *answers, hint=""):
    return {"question": question, "hint": hint, "answers": list(answers)}


def leads_to_tools(answer, address, *tools):
    """An answer after which no question is left: (slug of a tool, why it fits)."""
    suggestions = [{"tool": slug, "reason": reason} for slug, reason in tools]
    return {"answer": answer, "address": address, "leads_to": [("tools", suggestions)]}


def leads_on(answer, address, question):
    return {"answer": answer, "address": address, "leads_to": [("question", question)]}


WAITING = leads_on(
    "People wait too long",
    "waiting",
    ask(
        "Do you know where they wait?",
        leads_to_tools(
            "No, it goes through several teams",
            "several-teams",
            (
                "process-mapping",
                "Everyone who touches it draws it on one wall, and the waiting shows itself.",
            ),
            (
                "customer-journey",
                "One person who has waited can tell you where, before you count anything.",
            ),
        ),
        leads_to_tools(
            "Yes, but not how long at each step",
            "how-long",
            (
                "value-stream-mapping",
                "It puts minutes of work and days of waiting side by side, so that you know where to begin.",
            ),
            (
                "measuring-for-improvement",
                "A line of dots shows what the wait is like now, before you change it.",
            ),
        ),
        leads_on(
            "Yes, there is a queue at one place",
            "one-queue",
            ask(
                "Is the queue there all the time?",
                leads_to_tools(
                    "No, on some days or at some hours",
                    "some-days",
                    (
                        "demand-analysis",
                        "Count when people ask, and lay your rota beside it.",
                    ),
                    (
                        "visual-control",
                        "A board shows the queue while it grows, to those who can help.",
                    ),
                ),
                leads_to_tools(
                    "Yes, always",
                    "always",
                    (
                        "demand-analysis",
                        "A third of what comes in may be there only because something didn't work before.",
                    ),
                    (
                        "waste-wheel",
                        "Half an hour of watching shows what takes time at this place and helps nobody.",
                    ),
                    (
                        "rapid-process-improvement-workshop",
                        "If smaller changes have failed, take a week and the people who can say yes.",
                    ),
                ),
            ),
        ),
    ),
)

ERRORS = leads_on(
    "Something keeps going wrong",
    "going-wrong",
    ask(
        "When did it last go wrong?",
        leads_to_tools(
            "Today or yesterday",
            "just-now",
            (
                "after-action-review",
                "Everybody still remembers, and twenty minutes are enough.",
            ),
            (
                "five-whys",
                "Follow one thing that happened to something that you can change.",
            ),
        ),
        leads_to_tools(
            "Again and again, for months",
            "for-months",
            (
                "a3-problem-solving",
                "It has been solved before. One sheet stops you from jumping to the answer again.",
            ),
            (
                "five-whys",
                "Take the last three times and look whether they end at the same place.",
            ),
        ),
        leads_to_tools(
            "Whenever somebody new does it",
            "somebody-new",
            (
                "standard-work",
                "One page with the best way known today, written by those who do it.",
            ),
            (
                "visual-control",
                "What can be seen needn't be known by heart.",
            ),
        ),
    ),
)

WORKPLACE = leads_on(
    "The work is harder than it should be",
    "hard-work",
    ask(
        "What takes the time?",
        leads_to_tools(
            "Looking for things",
            "looking",
            ("5s", "Each thing gets one place, and you see the result the same day."),
            ("visual-control", "If it is information that you look for, not things."),
        ),
        leads_to_tools(
            "Doing it twice, asking, correcting",
            "twice",
            (
                "waste-wheel",
                "Name it and count it, so that you know which kind to begin with.",
            ),
            (
                "standard-work",
                "If everyone does it differently, much of it is done again.",
            ),
        ),
        leads_to_tools(
            "We can't say",
            "cannot-say",
            (
                "waste-wheel",
                "Watch for half an hour. You will know more than you like.",
            ),
            (
                "process-mapping",
                "If it is not one place but the way between places.",
            ),
        ),
    ),
)

IDEA = leads_on(
    "We have an idea and want to try it",
    "an-idea",
    ask(
        "What do you need most?",
        leads_to_tools(
            "To know whether it works",
            "does-it-work",
            ("pdsa-cycle", "One patient, one day, one prediction. By Tuesday."),
            (
                "measuring-for-improvement",
                "So that you can tell change from chance afterwards.",
            ),
        ),
        leads_to_tools(
            "Others to be with us",
            "others",
            (
                "stakeholder-analysis",
                "Know whom it touches and who can move it, before you announce anything.",
            ),
            (
                "customer-journey",
                "Nothing convinces like hearing one person tell what it is like.",
            ),
        ),
        leads_to_tools(
            "To keep what worked",
            "keep-it",
            ("standard-work", "Write the new way on one page, with a date."),
            (
                "measuring-for-improvement",
                "Keep looking at the number. Half of the gain fades when nobody does.",
            ),
        ),
    ),
)

CHOOSER = Chooser(
    slug="help-me-choose",
    title="Help me choose a tool",
    summary="Two or three questions about what you see at work, then two or three tools that fit, and why.",
    question=ask(
        "What are you trying to improve?",
        WAITING,
        ERRORS,
        WORKPLACE,
        IDEA,
        hint="Choose what hurts most. You can always come back.",
    ),
)
