"""What lists in the admin are narrowed down to: words, days, and a place in the tree of pages."""

from datetime import date, datetime, time

import django_filters
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from safeguards.text import PlainLineField

# No page of ours has a number beyond this, and PostgreSQL knows none.
MOST_DIGITS = 18
# Shows in a list of choices what stands under what.
INDENT = "\u2003"
# How many rows are shown at once, as somebody chooses.
SIZES = [20, 50, 200]


class WordsFilter(django_filters.CharFilter):
    """Words that somebody types; what nobody can see in them is left out."""

    field_class = PlainLineField

    def __init__(self, **kwargs):
        super().__init__(
            max_length=200,
            strip=True,
            error_messages={
                "max_length": _("Use fewer words: 200 characters are the most.")
            },
            **kwargs,
        )


class DayFilter(django_filters.DateFilter):
    """A day, chosen in the browser's own calendar."""

    def __init__(self, **kwargs):
        super().__init__(
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            # Beyond, there is no day before or after to reckon with.
            validators=[
                MinValueValidator(date(1900, 1, 1)),
                MaxValueValidator(date(2999, 12, 31)),
            ],
            error_messages=dict.fromkeys(
                ["invalid", "min_value", "max_value"],
                _("Choose a day, such as 2026-06-30."),
            ),
            **kwargs,
        )


def start_of(day):
    """The moment at which a day begins here."""
    return timezone.make_aware(datetime.combine(day, time.min))


class Places:
    """The site's sections, and the page that was asked for."""

    def __init__(self, asked_for=""):
        is_number = asked_for.isascii() and asked_for.isdigit()
        self.asked_for = (
            int(asked_for) if is_number and len(asked_for) <= MOST_DIGITS else None
        )

    @cached_property
    def pages(self):
        return list(places(also=self.asked_for))

    @cached_property
    def choices(self):
        return [
            (page.pk, INDENT * max(page.depth - 2, 0) + page.title)
            for page in self.pages
        ]

    def chosen(self, number):
        """The page that was chosen among them."""
        return next(page for page in self.pages if page.pk == int(number))

    def above(self, page):
        """The sections in which a page stands, the widest first; its home page goes without saying."""
        return [
            place
            for place in self.pages
            if place.depth > 2
            and place.path != page.path
            and page.path.startswith(place.path)
        ]


def places(also=None):
    """Pages that have others under them, such as sections and toolkits, and one more; in their order."""
    sections = Q(depth__gte=2, depth__lte=4, numchild__gt=0)
    pages = Page.objects.filter(sections | Q(pk=also) if also else sections)
    return pages.order_by("path").only("title", "depth", "path")


def named(words, prefix=""):
    """What makes out pages with these words in their title, or with this address."""
    found = Q(**{f"{prefix}title__icontains": words})
    path = words.strip().rstrip("/")
    if path.startswith("/"):
        found |= Q(**{f"{prefix}url_path__endswith": f"{path}/"})
    return found
