"""What people can be asked to agree to. Apps register each purpose with its words in `ready()`.

Whoever changes the words of a purpose gives them a new version: what people agreed to before
counts for the old words only, and the site asks again.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Purpose:
    """One thing that needs somebody's consent.

    `text` is what they agree to and `chosen_at` the name of the address where they choose;
    `column` is a column of User that says the same and is kept in step, if there is one.
    """

    key: str
    title: str
    text: str
    version: int
    chosen_at: str
    column: str = ""


MAIL = "mail_choices"

SHOW_ORGANISATION = Purpose(
    key="show_organisation",
    title=_("Show my organisation beside my comments"),
    text=_(
        "Everyone who reads a comment of mine sees the name of my organisation beside my name. "
        "If my e-mail address belongs to an organisation that CLIC knows, readers also see that "
        "it was checked. Nobody sees the address."
    ),
    version=1,
    chosen_at="profile",
    column="shows_organisation",
)

_registered: dict[str, Purpose] = {}


def register(purpose: Purpose) -> None:
    """Add a purpose; a second one under the same key replaces the first."""
    _registered[purpose.key] = purpose


def registered() -> list[Purpose]:
    """All purposes, in the order they were added."""
    return list(_registered.values())


def purpose(key: str) -> Purpose | None:
    """The purpose with this key, if the site has one."""
    return _registered.get(key)


def mail_purposes() -> list[Purpose]:
    """What mail people can choose to get."""
    return [each for each in registered() if each.chosen_at == MAIL]
