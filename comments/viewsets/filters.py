"""What the lists of the queue are narrowed down to; all of it stands in the address."""

from datetime import date, datetime, time, timedelta

import django_filters
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from safeguards.text import PlainLineField

from ..models import Comment, CommentDecision
from ..models.queueing import places

# No page of ours has a number beyond this, and PostgreSQL knows none.
MOST_DIGITS = 18
# Shows in a list of choices what stands under what.
INDENT = "\u2003"
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

    def above(self, page):
        """The sections in which a page stands, the widest first; its home page goes without saying."""
        return [
            place
            for place in self.pages
            if place.depth > 2
            and place.path != page.path
            and page.path.startswith(place.path)
        ]


class QueueFilterSet(WagtailFilterSet):
    """The filters of lists of comments."""

    q = WordsFilter(label=_("Words in the comment"), method="by_words")
    page = WordsFilter(label=_("Page (title or address)"), method="by_page")
    section = django_filters.ChoiceFilter(
        label=_("Section, with all pages under it"),
        method="by_section",
        empty_label=_("The whole site"),
        error_messages={"invalid_choice": _("This page is no longer there.")},
    )
    member = WordsFilter(label=_("Member (name or e-mail)"), method="by_member")
    since = DayFilter(label=_("Written from"), method="by_first_day")
    until = DayFilter(label=_("to"), method="by_last_day")
    held = django_filters.ChoiceFilter(
        label=_("Why it is held"),
        choices=Comment.Hold.choices,
        method="by_hold",
        empty_label=_("Any reason"),
    )
    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=Comment.State.choices,
        method="by_state",
        empty_label=_("Any state"),
    )
    show = django_filters.ChoiceFilter(
        label=_("Show at once"),
        choices=[(size, size) for size in SIZES[1:]],
        method="leave_to_the_view",
        empty_label=str(SIZES[0]),
    )

    class Meta:
        model = Comment
        fields = []

    def __init__(self, *args, places, has_states=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = places
        self.filters["section"].extra["choices"] = places.choices
        if not has_states:
            del self.filters["state"]

    @property
    def is_narrowed(self):
        """Whether anything is left out."""
        return any(name != "show" for name in self.form.changed_data)

    def by_words(self, comments, name, words):
        return comments.saying(words)

    def by_page(self, comments, name, words):
        return comments.on_pages_named(words)

    def by_section(self, comments, name, number):
        chosen = [page for page in self.places.pages if page.pk == int(number)]
        return comments.under(chosen[0])

    def by_member(self, comments, name, words):
        return comments.by_members_named(words)

    def by_first_day(self, comments, name, day):
        return comments.written_since(_start_of(day))

    def by_last_day(self, comments, name, day):
        return comments.written_before(_start_of(day + timedelta(days=1)))

    def by_hold(self, comments, name, hold):
        return comments.held_because(hold)

    def by_state(self, comments, name, state):
        return comments.in_state(state)

    def leave_to_the_view(self, comments, name, value):
        return comments


class DecisionFilterSet(WagtailFilterSet):
    """The filters of the list of decisions."""

    who = WordsFilter(label=_("Moderator (name or e-mail)"), method="by_moderator")
    what = django_filters.ChoiceFilter(
        label=_("Decision"),
        choices=CommentDecision.Action.choices,
        method="by_action",
        empty_label=_("Any decision"),
    )
    page = WordsFilter(label=_("Page (title or address)"), method="by_page")
    section = django_filters.ChoiceFilter(
        label=_("Section, with all pages under it"),
        method="by_section",
        empty_label=_("The whole site"),
        error_messages={"invalid_choice": _("This page is no longer there.")},
    )
    member = WordsFilter(label=_("Member (name or e-mail)"), method="by_member")
    since = DayFilter(label=_("Decided from"), method="by_first_day")
    until = DayFilter(label=_("to"), method="by_last_day")

    class Meta:
        model = CommentDecision
        fields = []

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = places
        self.filters["section"].extra["choices"] = places.choices

    @property
    def is_narrowed(self):
        """Whether anything is left out."""
        return bool(self.form.changed_data)

    def by_moderator(self, decisions, name, words):
        return decisions.by_people_named(words)

    def by_action(self, decisions, name, action):
        return decisions.of_kind(action)

    def by_page(self, decisions, name, words):
        return decisions.about_any_of(Comment.objects.on_pages_named(words))

    def by_section(self, decisions, name, number):
        chosen = [page for page in self.places.pages if page.pk == int(number)]
        return decisions.about_any_of(Comment.objects.under(chosen[0]))

    def by_member(self, decisions, name, words):
        return decisions.about_any_of(Comment.objects.by_members_named(words))

    def by_first_day(self, decisions, name, day):
        return decisions.since(_start_of(day))

    def by_last_day(self, decisions, name, day):
        return decisions.before(_start_of(day + timedelta(days=1)))


def _start_of(day):
    return timezone.make_aware(datetime.combine(day, time.min))
