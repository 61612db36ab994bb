"""Which tools of a toolkit fit the time, the group and the place that a team has.

What is chosen stands in the address, always in the same order: `time/60/people/6/setting/ward/`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from django.utils.translation import gettext_lazy as _

ADDRESS = r"^((?:(?:time|people|setting)/[^/]+/){1,3})$"

MINUTES_IN_A_DAY = 480
LONGER = "longer"
# Time in the address -> the most minutes that it holds.
TIMES = {"30": 30, "60": 60, "half-day": 240, "day": MINUTES_IN_A_DAY}
# Group in the address -> the fewest and the most people in it.
GROUPS = {"1": (1, 1), "2": (2, 5), "6": (6, 12), "13": (13, float("inf"))}


class UnknownFilter(Exception):
    """An address asks for something that can't be filtered by."""


@dataclass(frozen=True)
class Filter:
    """One thing that tools can be filtered by."""

    key: str
    title: str
    # What stands in the address -> its words.
    options: dict
    # Whether a tool fits one of the options.
    fits: Callable


@dataclass(frozen=True)
class Option:
    """One option as readers see it: how many tools it leaves, and where it leads."""

    words: str
    count: int
    address: str
    is_chosen: bool


def fits_time(tool, time):
    """Whether the tool can be done in this time at its shortest; nobody knows of a tool that doesn't say."""
    shortest = tool.minutes_from or tool.minutes_to
    if not shortest:
        return False
    return shortest > MINUTES_IN_A_DAY if time == LONGER else shortest <= TIMES[time]


def fits_people(tool, group):
    """Whether the tool suits a group of one of these sizes; nobody knows of a tool that doesn't say."""
    if not (tool.people_from or tool.people_to):
        return False
    fewest, most = GROUPS[group]
    least_needed, most_taken = tool.people_from or 1, tool.people_to or float("inf")
    return least_needed <= most and most_taken >= fewest


def fits_setting(tool, setting):
    """Whether the tool fits in this setting: one that names none fits anywhere."""
    slugs = [named["slug"] for named in tool.named_settings]
    return not slugs or setting in slugs


TIME = Filter(
    key="time",
    title=_("Time you have"),
    options={
        "30": _("30 minutes"),
        "60": _("1 hour"),
        "half-day": _("Half a day"),
        "day": _("A day"),
        LONGER: _("Longer"),
    },
    fits=fits_time,
)
PEOPLE = Filter(
    key="people",
    title=_("People"),
    options={
        "1": _("Just me"),
        "2": _("2 to 5"),
        "6": _("6 to 12"),
        "13": _("13 or more"),
    },
    fits=fits_people,
)


class ToolFilters:
    """All that these tools can be filtered by, and what an address chooses of it."""

    def __init__(self, tools, address=""):
        self.tools = tools
        named = sorted(
            (one["name"], one["slug"]) for tool in tools for one in tool.named_settings
        )
        setting = Filter(
            key="setting",
            title=_("Setting"),
            options={slug: name for name, slug in named},
            fits=fits_setting,
        )
        self.filters = (TIME, PEOPLE, setting)
        self.chosen = self._read(address)

    @property
    def address(self):
        """The one address of what is chosen, as a browser sends it; empty for nothing."""
        return self._address_of(self.chosen)

    @property
    def words(self):
        """What is chosen, in words: “Time you have: 1 hour; People: 6 to 12”."""
        return "; ".join(
            f"{each.title}: {each.options[self.chosen[each.key]]}"
            for each in self.filters
            if each.key in self.chosen
        )

    @property
    def are_combined(self):
        return len(self.chosen) > 1

    @property
    def fitting(self):
        """Those of the tools that fit all that is chosen."""
        return [tool for tool in self.tools if self._fits(tool, self.chosen)]

    @property
    def groups(self):
        """What can be chosen: each filter with its options that leave some tools."""
        groups = [
            {"title": each.title, "options": self._options(each)}
            for each in self.filters
        ]
        return [group for group in groups if group["options"]]

    def _options(self, each):
        others = {key: value for key, value in self.chosen.items() if key != each.key}
        options = []
        for value, words in each.options.items():
            with_this = {**others, each.key: value}
            count = sum(self._fits(tool, with_this) for tool in self.tools)
            is_chosen = self.chosen.get(each.key) == value
            if count or is_chosen:
                address = self._address_of(others if is_chosen else with_this)
                options.append(Option(words, count, address, is_chosen))
        return options

    def _fits(self, tool, chosen):
        return all(
            each.fits(tool, chosen[each.key])
            for each in self.filters
            if each.key in chosen
        )

    def _read(self, address):
        parts = address.split("/")[:-1]
        chosen = dict(zip(parts[::2], parts[1::2], strict=True))
        options = {each.key: each.options for each in self.filters}
        is_twice = 2 * len(chosen) < len(parts)
        if is_twice or any(value not in options[key] for key, value in chosen.items()):
            raise UnknownFilter
        return chosen

    def _address_of(self, chosen):
        return "".join(
            f"{each.key}/{quote(chosen[each.key])}/"
            for each in self.filters
            if each.key in chosen
        )
