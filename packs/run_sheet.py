"""When what happens: clock times for tools and their steps, from the moment a workshop starts."""

from dataclasses import dataclass, field
from math import ceil

from pages.amounts import MINUTES_IN_A_WORKING_DAY

MINUTES_IN_A_DAY = 24 * 60
# A tool that would end later than this after the start waits for the next morning.
LONGEST_DAY = 8 * 60
FULL_MINUTES = 5


@dataclass(frozen=True)
class Slot:
    """When one tool is done. Times are minutes since midnight; None where nobody knows how long it takes."""

    day: int
    starts_at: int | None = None
    ends_at: int | None = None
    minutes: int | None = None
    # More than one for what takes longer than a day: it has no clock times then.
    days: int = 1
    # When each step starts; empty where steps don't say how long they take.
    step_starts: list[int] = field(default_factory=list)


def run_sheet(tools, *, start, pause):
    """A slot for each tool, one after the other; each is (minutes or None, minutes of its steps)."""
    slots = []
    day, now = 1, start
    for minutes, steps in tools:
        if minutes is None:
            slots.append(Slot(day=day))
            continue
        if now != start and (
            minutes > MINUTES_IN_A_WORKING_DAY or now + minutes > start + LONGEST_DAY
        ):
            day, now = day + 1, start
        if minutes > MINUTES_IN_A_WORKING_DAY:
            days = ceil(minutes / MINUTES_IN_A_WORKING_DAY)
            slots.append(Slot(day=day, minutes=minutes, days=days))
            day += days
            continue
        slots.append(_slot(day, now, minutes, steps))
        # On a wall clock nobody looks for 14:58.
        now += FULL_MINUTES * ceil((minutes + pause) / FULL_MINUTES)
    return slots


def minutes_of(tool, steps):
    """How long a tool takes: what its steps add up to, else the most (or least) its editor gave."""
    return sum(step or 0 for step in steps) or tool.minutes_to or tool.minutes_from


def on_the_clock(minutes):
    """A time of day as a clock shows it: "09:30"."""
    hours, minutes = divmod(minutes % MINUTES_IN_A_DAY, 60)
    return f"{hours:02d}:{minutes:02d}"


def _slot(day, now, minutes, steps):
    starts, at = [], now
    if any(steps):
        for step in steps:
            starts.append(at)
            at += step or 0
    return Slot(
        day=day,
        starts_at=now,
        ends_at=now + minutes,
        minutes=minutes,
        step_starts=starts,
    )
