"""Mail that somebody gets unless they switch it off. Apps register each kind in `ready()`.

What needs consent is in `purposes`; this is mail that goes with what somebody does here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from .models import User


@dataclass(frozen=True)
class MailChoice:
    """One kind of mail, and the ways to ask whether somebody wants it and to note what they chose."""

    key: str
    title: str
    text: str
    is_offered_to: Callable[[User], bool]
    is_wanted_by: Callable[[User], bool]
    choose: Callable[..., None]


_registered: dict[str, MailChoice] = {}


def register(choice: MailChoice) -> None:
    """Add a choice; a second one under the same key replaces the first."""
    _registered[choice.key] = choice


def choices_for(user: User) -> list[MailChoice]:
    """What this person can switch off."""
    return [each for each in _registered.values() if each.is_offered_to(user)]
