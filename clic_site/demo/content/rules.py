"""What publishers and moderators of the demo site decided about comments."""

from dataclasses import dataclass

# Words to look at, and what moderators then look for.
HELD_WORDS = (
    ("miracle", "Is something advertised? What did they see with their own eyes?"),
    ("free training", "Companies write this under many pages."),
    ("the nurse in blue", "Could readers tell who is meant?"),
    ("not fit for purpose", "Fair criticism of a way of working, or of a person?"),
)

# All that they write waits.
WATCHED = "passer.by@demo.example"


@dataclass(frozen=True)
class Policy:
    """How comments are on a page and the pages under it."""

    page: str
    mode: str = "open"
    closes_in_days: int | None = None
    approves_first: bool = False
    allows_hidden_names: bool = False


# Stand before anything is said.
FIRST_POLICIES = (
    # A story about care at home, in which people may recognise themselves.
    Policy("home-before-tea", approves_first=True, allows_hidden_names=True),
)
# Where people have talked openly before.
LATER_POLICIES = (
    Policy("events", closes_in_days=60),
    Policy("rapid-process-improvement-workshop", mode="partners"),
    Policy("eleven-days-off-a-complaint", mode="closed"),
)
