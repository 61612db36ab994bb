"""How useful readers of the demo find its pages."""

from dataclasses import dataclass

DAYS = 120


@dataclass(frozen=True)
class Found:
    """How many of a hundred answers are yes, and how many answers a page gets in ten days."""

    yes: int
    answers: int


# Pages that many read, and some that few find useful.
PAGES = {
    "home": Found(84, 15),
    "after-action-review": Found(93, 14),
    "pdsa-cycle": Found(89, 12),
    "microaggressions-turned-around": Found(95, 9),
    "discharge-letters-in-two-days": Found(91, 10),
    "a-stores-cupboard-in-one-afternoon": Found(88, 8),
    "value-stream-mapping": Found(47, 9),
    "terms": Found(31, 5),
    "which-tool-when": Found(56, 8),
    "demand-analysis": Found(62, 6),
}

# All others, one like the next: a few are hardly read at all.
OTHERS = (Found(86, 6), Found(81, 4), Found(90, 3), Found(78, 1))
