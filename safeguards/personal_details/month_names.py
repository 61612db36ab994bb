"""The names of the months, in the languages that people here write in."""

import calendar
import re
from gettext import translation
from pathlib import Path

import django

ENGLISH = [name for name in calendar.month_name if name]
LANGUAGES = (
    "pl", "ar", "uk", "ru", "bg", "ro", "cy", "fr", "de", "es", "pt", "it", "nl", "lt", "lv", "hu", "cs", "sk", "tr",
)  # fmt: skip


def _all_names():
    names = {}
    for number, english in enumerate(ENGLISH, 1):
        names |= {english: number, english[:3]: number, english[:4]: number}
    for language in LANGUAGES:
        names |= _names_in(language)
    return {name.lower().rstrip("."): number for name, number in names.items()}


def _names_in(language):
    # Django's own words, read as files: switching languages would load those of every app.
    words = translation(
        "django", Path(django.__file__).parent / "conf/locale", [language]
    )
    names = {}
    for number, english in enumerate(ENGLISH, 1):
        names[words.gettext(english)] = number
        # The form within a date: “marzec” is March, “19 marca” the 19th of it.
        names[words.pgettext("alt. month", english)] = number
    return names


NAMES = _all_names()
# The longest first, so that “march” is not read as “mar”.
EXPRESSION = (
    "(?: "
    + " | ".join(re.escape(name) for name in sorted(NAMES, key=len, reverse=True))
    + r" ) (?! [^\W\d_] )"
)


def number(name):
    """Which month this is, from 1 to 12."""
    return NAMES[name.lower()]
