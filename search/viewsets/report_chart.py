"""How many searches there were week by week, and how many of them found nothing, as a chart."""

from collections import Counter
from datetime import timedelta
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pages.blocks.charts import line_chart

# For less, days are shown.
DAYS_FOR_WEEKS = 60


def searches_chart(form, searches):
    """The drawing with its headings and the same in words; None where there is nothing to draw."""
    days = list(searches.figures_by_day())
    if not days:
        return None
    step = 7 if form.days_chosen > DAYS_FOR_WEEKS else 1
    starts = _starts(form.first_day, form.last_day, step)
    times, failures = Counter(), Counter()
    for day, all_searches, failed in days:
        start = starts[(day - form.first_day).days // step]
        times[start] += all_searches
        failures[start] += failed
    headings = [
        _("Week from") if step > 1 else _("Day"),
        _("Searches"),
        _("Found nothing"),
    ]
    busiest = max(starts, key=lambda start: times[start])
    message = _(
        "Of %(times)s searches %(failures)s found nothing. Most were made %(when)s."
    ) % {
        "times": sum(times.values()),
        "failures": sum(failures.values()),
        "when": (_("in the week from %s") if step > 1 else _("on %s"))
        % date_format(busiest, "j F"),
    }
    drawing = line_chart(
        [date_format(start, "j M") for start in starts],
        [
            (headings[1], [Decimal(times[start]) for start in starts]),
            (headings[2], [Decimal(failures[start]) for start in starts]),
        ],
    )
    return {"headings": headings, "message": message, "drawing": drawing}


def _starts(first, last, step):
    count = (last - first).days // step + 1
    return [first + timedelta(days=step * number) for number in range(count)]
