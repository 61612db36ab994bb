"""What messages add up to, as tables that people read and that spreadsheets reckon with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from safeguards.durations import in_hours, in_words

from ..intervals import wilson_interval
from ..models import FeedbackFigure, FeedbackItem, UsefulnessCount
from ..models.figures import counted_pages

# Fewer answers to "Is this page useful?" say too little to compare pages by.
LEAST_ANSWERS = 20
# How many pages the report shows; what is downloaded has them all.
MOST_PAGES = 20
MOST_WORST = 10
NONE_YET = {
    "received": 0,
    "open": 0,
    "overdue": 0,
    "done": 0,
    "spam": 0,
    "answered": 0,
    "median": None,
}


def percent(share):
    """A share as people read it; a dash where there is none."""
    return "–" if share is None else f"{number_format(round(100 * share), 0)}%"


def in_figures(number):
    """A number with its thousands apart."""
    return number_format(number, 0, force_grouping=True)


def answered_share(figures):
    """Which share of messages was answered by mail; None without messages."""
    return figures["answered"] / figures["received"] if figures["received"] else None


def _with_share(figures):
    if not figures["answered"]:
        return "0"
    return f"{in_figures(figures['answered'])} ({percent(answered_share(figures))})"


@dataclass(frozen=True)
class Column:
    """One kind of figure: what stands above it, as people read it and as spreadsheets do."""

    heading: str
    words: Callable[[dict], str]
    values: dict[str, Callable[[dict], Any]]


def _count(name, heading):
    return Column(
        heading,
        lambda figures: in_figures(figures[name]),
        {heading: lambda figures: figures[name]},
    )


COLUMNS = [
    _count("received", _("Received")),
    _count("open", _("Open")),
    _count("overdue", _("Overdue")),
    _count("done", _("Done")),
    Column(
        _("Answered by mail"),
        _with_share,
        {
            _("Answered by mail"): lambda figures: figures["answered"],
            _("Answered by mail (%)"): lambda figures: _rounded(
                answered_share(figures)
            ),
        },
    ),
    Column(
        _("Median time to the first answer"),
        lambda figures: in_words(figures["median"]),
        {
            _("Median time to the first answer (hours)"): lambda figures: in_hours(
                figures["median"]
            )
        },
    ),
    _count("spam", _("Spam, not counted as received")),
]


def _rounded(share):
    return None if share is None else round(100 * share, 1)


@dataclass(frozen=True)
class Table:
    """Rows of figures: `rows` are (name, figures) pairs."""

    key: str
    caption: str
    heading: str
    rows: list

    @property
    def headings(self):
        return [self.heading, *(column.heading for column in COLUMNS)]

    @property
    def cells(self):
        """The rows as people read them."""
        return [
            (name, [column.words(figures) for column in COLUMNS])
            for name, figures in self.shown
        ]

    @property
    def shown(self):
        return self.rows[:MOST_PAGES] if self.key == "pages" else self.rows

    @property
    def left_out(self):
        """How many rows stand in what is downloaded only."""
        return len(self.rows) - len(self.shown)

    @property
    def sheet(self):
        """The rows as spreadsheets reckon with them, the headings first."""
        values = [pair for column in COLUMNS for pair in column.values.items()]
        yield [self.heading, *(heading for heading, _value in values)]
        for name, figures in self.rows:
            yield [name, *(value(figures) for _heading, value in values)]


@dataclass(frozen=True)
class Usefulness:
    """What readers answered on one page, and how sure that is."""

    name: str
    found_useful: int
    answers: int

    @property
    def share(self):
        return self.found_useful / self.answers

    @cached_property
    def interval(self):
        return wilson_interval(self.found_useful, self.answers)

    @property
    def share_words(self):
        return percent(self.share)

    @property
    def range_words(self):
        return gettext("%(low)s to %(high)s") % {
            "low": percent(self.interval.low),
            "high": percent(self.interval.high),
        }

    @property
    def words(self):
        """How useful readers find the page, said with how sure that is."""
        return ngettext(
            "%(yes)s of %(answers)s reader said yes (%(share)s). Of all readers, probably %(low)s to %(high)s find it useful.",
            "%(yes)s of %(answers)s readers said yes (%(share)s). Of all readers, probably %(low)s to %(high)s find it useful.",
            self.answers,
        ) % {
            "yes": in_figures(self.found_useful),
            "answers": in_figures(self.answers),
            "share": percent(self.share),
            "low": percent(self.interval.low),
            "high": percent(self.interval.high),
        }


class Report:
    """All that is told of the messages and answers that a form asks for; each table is one question to the database."""

    USEFULNESS_HEADINGS = [
        _("Page"),
        _("Yes"),
        _("Answers"),
        _("Share of yes"),
        _("Of all readers, probably"),
    ]

    def __init__(self, form):
        self.form = form
        self.first_day = form.first_day
        self.last_day = _end_of(form.last_month)
        self.figures = FeedbackFigure.objects.received_between(
            self.first_day, self.last_day
        )
        self.counts = UsefulnessCount.objects.between(self.first_day, self.last_day)
        if kind := form.cleaned_data.get("kind"):
            self.figures = self.figures.of_kind(kind)
        words = form.cleaned_data.get("page")
        if words or form.chosen_section:
            pages = counted_pages(under=form.chosen_section, words=words)
            self.figures = self.figures.on_any_of(pages)
            self.counts = self.counts.on_any_of(pages)

    @cached_property
    def whole(self):
        return self.figures.altogether()

    @cached_property
    def months(self):
        """Every month of the time, those without messages too, as (first day, figures)."""
        known = {
            timezone.localdate(row["group"]): row for row in self.figures.by_month()
        }
        return [
            (day, known.get(day, NONE_YET))
            for day in _months_between(self.first_day, self.last_day)
        ]

    @cached_property
    def by_month(self):
        rows = [
            (f"{MONTHS[day.month]} {day.year}", figures) for day, figures in self.months
        ]
        return Table("months", _("By month"), _("Month received"), rows)

    @cached_property
    def by_kind(self):
        names = self.form.kinds
        none = gettext("Not said, or a kind that is gone")
        return self._table(
            "kinds",
            _("By kind"),
            _("About"),
            self.figures.by_kind(),
            lambda key: names.get(str(key), none),
        )

    @cached_property
    def by_source(self):
        names = dict(FeedbackItem.Source.choices)
        return self._table(
            "sources",
            _("By the way they came"),
            _("Came by"),
            self.figures.by_source(),
            lambda key: str(names.get(key, key)),
        )

    @cached_property
    def by_section(self):
        home = Locale.get_default().language_code
        names = {
            page.path: page.title
            if page.locale.language_code == home
            else f"{page.title} ({page.locale.get_display_name()})"
            for page in self.form.sections
        }
        return self._table(
            "sections",
            _("By section"),
            _("Section"),
            self.figures.by_section(),
            lambda key: names.get(key, gettext("No page, or one that is gone")),
        )

    @cached_property
    def by_page(self):
        rows = list(self.figures.by_page())
        titles = _titles(row["group"] for row in rows)
        return self._table(
            "pages",
            _("By page"),
            _("Page"),
            rows,
            lambda key: titles.get(key, gettext("No page, or one that is gone")),
        )

    @property
    def tables(self):
        return [
            self.by_month,
            self.by_kind,
            self.by_source,
            self.by_section,
            self.by_page,
        ]

    @cached_property
    def usefulness(self):
        """Pages with enough answers; first those that are useless to most readers, as surely as that can be said."""
        rows = list(self.counts.answered_at_least(LEAST_ANSWERS))
        titles = _titles(row["page_id"] for row in rows)
        pages = [
            Usefulness(
                titles[row["page_id"]],
                row["found_useful"],
                row["found_useful"] + row["found_not"],
            )
            for row in rows
        ]
        return sorted(pages, key=lambda page: (page.interval.high, page.name))

    @property
    def worst(self):
        return self.usefulness[:MOST_WORST]

    @property
    def usefulness_sheet(self):
        """The same as spreadsheets reckon with it, the headings first."""
        yield [
            _("Page"),
            _("Yes"),
            _("Answers"),
            _("Share of yes (%)"),
            _("Of all readers, probably from (%)"),
            _("to (%)"),
        ]
        for page in self.usefulness:
            yield [
                page.name,
                page.found_useful,
                page.answers,
                _rounded(page.share),
                _rounded(page.interval.low),
                _rounded(page.interval.high),
            ]

    @property
    def sheets(self):
        """All that can be downloaded: (key, title, rows)."""
        return [
            *((table.key, str(table.caption), table.sheet) for table in self.tables),
            ("usefulness", gettext("Useful pages"), self.usefulness_sheet),
        ]

    def _table(self, key, caption, heading, rows, name):
        return Table(key, caption, heading, [(name(row["group"]), row) for row in rows])


def _titles(numbers):
    """The titles of pages by their numbers."""
    known = Page.objects.only("title").in_bulk([pk for pk in numbers if pk])
    return {pk: page.title for pk, page in known.items()}


def _months_between(first, last):
    month = first
    while month <= last:
        yield month
        month = _end_of(month) + timedelta(days=1)


def _end_of(month):
    """The last day of a month, given its first."""
    return (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
