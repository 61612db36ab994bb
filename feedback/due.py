"""By when a message should have been answered."""

from functools import cache

from holidays import country_holidays

DAYS_WITHOUT_KIND = 5


def is_working_day(day):
    """Whether people are at work on a day: from Monday to Friday, bank holidays apart."""
    return _england().is_working_day(day)


def working_day_after(day):
    return _england().get_nth_working_day(day, 1)


def working_day_before(day):
    return _england().get_nth_working_day(day, -1)


@cache
def _england():
    return country_holidays("GB", subdiv="ENG")


def due_on(kind, received):
    """The day by which a message of this kind is due: so many working days after it came."""
    days = kind.days_to_answer if kind else DAYS_WITHOUT_KIND
    return _england().get_nth_working_day(received, days) if days else received
