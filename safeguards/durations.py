"""How long something took, as exactly as anybody needs it."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

HOUR = 60 * 60
DAY = 24 * HOUR


def in_words(time):
    """A length of time in minutes, hours or days; a dash for none."""
    if time is None:
        return "–"
    seconds = time.total_seconds()
    if seconds >= 2 * DAY:
        return _("%s days") % _short(seconds / DAY)
    if seconds >= HOUR:
        return _("%s h") % _short(seconds / HOUR)
    return _("%d min") % (seconds // 60)


def in_hours(time):
    """The same as spreadsheets reckon with it; None for none."""
    return time and round(time.total_seconds() / HOUR, 1)


def _short(number):
    """With one decimal, where that says anything."""
    number = round(number, 1)
    return number_format(number, 0 if number == int(number) else 1)
