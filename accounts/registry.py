"""What each app that holds personal data offers, so that accounts never import them.

An app registers in `AppConfig.ready()`:

    registry.register(PersonalData(
        key="comments", title=_("Comments"), summary=..., export=..., erase=...
    ))
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class PersonalData:
    """What one app holds of a person.

    `summary(user)` returns `{"template": str, "context": dict}` for "my account";
    `export(user)` returns what JSON can hold, for "download my data";
    `erase(user, keep_words)` removes it, or takes the name off it where `keep_words` is true;
    `written(user)` returns the address in the admin where those who may can read what this
    person wrote, or None; `fields` names every column of the app that can hold personal data,
    as "comments.Comment.body".

    For the copy that people read, `labels` says what each key of the export is called, and
    `choices` what each code under a key means; `files(user)` yields what they uploaded, as
    (name, stored file).
    """

    key: str
    title: str
    summary: Callable[[Any], dict]
    export: Callable[[Any], Any]
    erase: Callable[[Any, bool], None]
    written: Callable[[Any], str | None] = lambda user: None
    fields: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    files: Callable[[Any], Iterable[tuple[str, Any]]] = lambda user: ()


_registered: dict[str, PersonalData] = {}


def register(data: PersonalData) -> None:
    """Add an app's offer; a second one under the same key replaces the first."""
    _registered[data.key] = data


def registered() -> list[PersonalData]:
    """All offers, in the order they were made."""
    return list(_registered.values())
