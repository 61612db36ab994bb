"""What the demo's publishers chose to be found for some phrases."""

from dataclasses import dataclass

PIN, PROMOTE, HIDE = "pin", "promote", "hide"


@dataclass(frozen=True)
class Steered:
    """A phrase and what it finds: (what to do, key of a page or a document)."""

    phrase: str
    results: tuple[tuple[str, str], ...]


STEERED = (
    # Nobody calls it a chooser.
    Steered("where do I start", ((PIN, "help-me-choose"),)),
    Steered(
        "translated leaflets", ((PIN, "health-information-in-the-languages-we-speak"),)
    ),
    Steered(
        "training",
        (
            (PIN, "leading-improvement-in-twenty-weeks"),
            (PIN, "improvement-in-a-day"),
            (PROMOTE, "what-the-production-system-is"),
        ),
    ),
    # The week is over, and was about how letters are made.
    Steered(
        "letters",
        (
            (PROMOTE, "plain-words-review"),
            (HIDE, "rapid-improvement-week-outpatients"),
        ),
    ),
    Steered("5S audit", ((PIN, "5s-checklist"),)),
)
