"""What each app that holds personal data offers, so that accounts never import them.

An app registers in `AppConfig.ready()`:

    registry.register(PersonalData(
        key="comments", title=_("Comments"), summary=..., export=..., erase=..., fields=...
    ))

Beside it stands what can hold nothing about a person who uses the site, with the reason:

    registry.register_impersonal({
        "comments.RejectionReason": "what moderators choose from",
        "comments.Comment.state": "a code",
    })

Every column that could hold personal data is in one of the two: tests/accounts/test_registry.py.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class PersonalData:
    """What one app holds of a person.

    `summary(user)` returns `{"template": str, "context": dict}` for "my account", or nothing;
    `export(user)` returns what JSON can hold, for "download my data";
    `erase(user, keep_words)` removes it, or takes the name off it where `keep_words` is true,
    within the caller's transaction, and returns of how many things; files go at once, because
    a row that is gone could no longer tell of a file left behind;
    `hand_over(from_user, to_user)` gives it to another account of the same person and returns
    how many things; what stays with the first goes when that is erased;
    `written(user, viewer)` returns `{"title": str, "url": str}` of the page in the admin where
    the viewer can read what this person wrote, or None; `fields` names every column that can hold personal data and that
    `erase` answers for, as "comments.Comment.body": the app's own, and those of packages.

    For the copy that people read, `labels` says what each key of the export is called, and
    `choices` what each code under a key means; `files(user)` yields what they uploaded, as
    (name, stored file).
    """

    key: str
    title: str
    summary: Callable[[Any], dict]
    export: Callable[[Any], Any]
    erase: Callable[[Any, bool], int]
    hand_over: Callable[[Any, Any], int] = lambda from_user, to_user: 0
    written: Callable[[Any, Any], dict | None] = lambda user, viewer: None
    fields: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    files: Callable[[Any], Iterable[tuple[str, Any]]] = lambda user: ()


_registered: dict[str, PersonalData] = {}
_impersonal: dict[str, str] = {}


def register(data: PersonalData) -> None:
    """Add an app's offer; a second one under the same key replaces the first."""
    _registered[data.key] = data


def registered() -> list[PersonalData]:
    """All offers, in the order they were made."""
    return list(_registered.values())


def columns(model: str, names: str) -> tuple[str, ...]:
    """These columns of a model, as `fields` names them."""
    return tuple(f"{model}.{name}" for name in names.split())


def register_impersonal(reasons: dict[str, str]) -> None:
    """Say of columns, or of models with all their columns, why they hold nothing of a person."""
    _impersonal.update(reasons)


def impersonal() -> dict[str, str]:
    """The reasons why columns and models hold nothing of a person, by their names."""
    return dict(_impersonal)
