"""What readers of the demo looked for in the last weeks."""

from dataclasses import dataclass

DAYS = 70


@dataclass(frozen=True)
class Searched:
    """A phrase: in how many of a hundred days somebody looked for it, how much it found and what was opened.

    `opened` are keys of demo pages; of a hundred searches `share` open one of them.
    """

    words: str
    days: int
    found: int = 0
    opened: tuple[str, ...] = ()
    share: int = 60
    language: str = "en"
    corrected_to: str = ""


SEARCHES = [
    Searched("after action review", 48, 14, ("after-action-review",), 82),
    Searched("AAR", 35, 14, ("after-action-review",), 77),
    Searched("pdsa", 44, 17, ("pdsa-cycle",), 80),
    Searched("5s", 30, 9, ("5s", "a-stores-cupboard-in-one-afternoon"), 71),
    Searched("run chart", 26, 11, ("measuring-for-improvement",), 34),
    Searched("process map", 21, 12, ("process-mapping",), 64),
    Searched("huddle", 19, 6, ("visual-control",), 68),
    Searched("stores cupboard", 12, 5, ("a-stores-cupboard-in-one-afternoon",), 90),
    Searched("discharge letters", 15, 8, ("discharge-letters-in-two-days",), 74),
    Searched("microaggressions", 14, 4, ("microaggressions-turned-around",), 88),
    Searched("value stream map", 11, 7, ("value-stream-mapping",), 55),
    Searched("template", 24, 38),
    Searched("training", 13, 21),
    Searched("certificate", 9, 2),
    Searched("prodction sytem", 3, corrected_to="production system"),
    Searched("stakholder", 5, corrected_to="stakeholder"),
    Searched("bed days", 17),
    Searched("business case", 14),
    Searched("kanban board", 10),
    Searched("risk register", 8),
    Searched("virtual ward", 6),
    Searched("sickness absence", 5),
    Searched("escape room", 3),
    Searched("ulotki", 4, language="pl"),
    Searched("zebranie zespołu", 5, 3, language="pl"),
    # What looked like somebody's details was not kept.
    Searched("", 2),
]
