"""Turns data for programs into what people read: headings, tables and lists, with words for codes."""

from dataclasses import dataclass

from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format, localize
from django.utils.text import capfirst
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext as _

# What is longer stands in a list of its own, not in a table.
LONGEST_IN_A_TABLE = 60
MOST_COLUMNS = 5
NOTHING = "–"


@dataclass(frozen=True)
class Facts:
    """Things that are said once, and parts with headings of their own."""

    facts: list
    parts: list
    kind = "facts"


@dataclass(frozen=True)
class Table:
    """Rows that are all short."""

    heads: list
    rows: list
    kind = "table"


@dataclass(frozen=True)
class Records:
    """Things that each say much."""

    records: list
    kind = "records"


@dataclass(frozen=True)
class Items:
    """Short words, one under the other."""

    items_shown: list
    kind = "items"


class Reader:
    """Reads one app's data to people, with its words for keys and codes."""

    def __init__(self, labels, choices):
        self.labels = labels
        self.choices = choices

    def read(self, held):
        """What the template shows; None where there is nothing."""
        if isinstance(held, dict):
            return self._facts(held)
        if isinstance(held, list):
            return self._list(held)
        return None

    def _facts(self, held, *, in_record=False):
        facts, parts = [], []
        for key, value in held.items():
            if isinstance(value, dict | list):
                part = self.read(value)
                if in_record and isinstance(part, Table):
                    part = Items([_joined(row) for row in part.rows])
                if part is not None:
                    parts.append((self._label(key), part))
            elif self._says_something(value):
                facts.append((self._label(key), self._shown(key, value)))
        return Facts(facts, parts) if facts or parts else None

    def _list(self, held):
        if not held:
            return None
        if not all(isinstance(row, dict) for row in held):
            return Items([self._shown("", value) for value in held])
        keys = self._keys_that_say_something(held)
        if len(keys) <= MOST_COLUMNS and all(map(self._is_short, held)):
            heads = [self._label(key) for key in keys]
            rows = [[self._shown(key, row.get(key)) for key in keys] for row in held]
            return Table(heads, rows)
        records = [self._facts(row, in_record=True) for row in held]
        return Records([record for record in records if record])

    def _keys_that_say_something(self, rows):
        keys = dict.fromkeys(key for row in rows for key in row)
        return [
            key
            for key in keys
            if any(self._says_something(row.get(key)) for row in rows)
        ]

    def _is_short(self, row):
        return all(
            not isinstance(value, dict | list)
            and len(str(value)) <= LONGEST_IN_A_TABLE
            and "\n" not in str(value)
            for value in row.values()
            if self._says_something(value)
        )

    def _says_something(self, value):
        return value not in (None, "", [], {})

    def _label(self, key):
        return self.labels.get(key) or _in_words(str(key))

    def _shown(self, key, value):
        if not self._says_something(value):
            return NOTHING
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        if not isinstance(value, str):
            return localize(value)
        moment = _as_moment(value)
        if moment:
            return date_format(localtime(moment), "j E Y, H:i (T)")
        if key in self.choices:
            # A code that has no words yet is still read more easily without underscores.
            return str(self.choices[key].get(value) or _in_words(value))
        return value


def _joined(row):
    return " · ".join(str(shown) for shown in row if shown != NOTHING)


def _in_words(code):
    return capfirst(code.replace("_", " "))


def _as_moment(text):
    """The moment that exports write as “2027-03-18T09:00:00+00:00”, or None for any other text."""
    if "T" not in text:
        return None
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment and is_aware(moment) else None
