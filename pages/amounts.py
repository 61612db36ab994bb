"""Ranges of time and of people, as readers say them."""

from math import ceil

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MINUTES_IN_AN_HOUR = 60
MINUTES_IN_A_WORKING_DAY = 450
# Beyond this, hours say more than minutes.
MINUTES_AT_MOST = 90


def time_in_words(least, most):
    """How long something takes: “30 to 60 minutes”, “From 2 hours”, “5 days”; empty when nobody knows."""
    longest = most or least or 0
    if longest > MINUTES_IN_A_WORKING_DAY:
        return _range(least, most, MINUTES_IN_A_WORKING_DAY, _days)
    if longest > MINUTES_AT_MOST:
        return _range(least, most, MINUTES_IN_AN_HOUR, _hours)
    return _range(least, most, 1, _minutes)


def people_in_words(least, most):
    """How many people something needs: “4 to 8 people”; empty when nobody knows."""
    return _range(least, most, 1, _people)


def in_short(number, decimals=1):
    """A number as readers say it: “10”, “2.5”, “1,200”."""
    return number_format(round(number, decimals).normalize(), force_grouping=True)


def _range(least, most, unit, measured):
    least, most = (value and round(value / unit * 2) / 2 for value in (least, most))
    if least and most and least != most:
        return _("%(least)s to %(most)s") % {
            "least": _number(least),
            "most": measured(most),
        }
    if least and most:
        return measured(most)
    if least:
        return _("From %s") % measured(least)
    return _("Up to %s") % measured(most) if most else ""


def _minutes(number):
    return ngettext("%s minute", "%s minutes", ceil(number)) % _number(number)


def _hours(number):
    return ngettext("%s hour", "%s hours", ceil(number)) % _number(number)


def _days(number):
    return ngettext("%s day", "%s days", ceil(number)) % _number(number)


def _people(number):
    return ngettext("%s person", "%s people", ceil(number)) % _number(number)


def _number(number):
    return number_format(int(number) if number == int(number) else number)
