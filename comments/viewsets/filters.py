"""What the lists of the queue are narrowed down to; all of it stands in the address."""

from datetime import timedelta

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from pages.narrowing import SIZES, DayFilter, WordsFilter, start_of

from ..models import Comment, CommentDecision


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
        return comments.under(self.places.chosen(number))

    def by_member(self, comments, name, words):
        return comments.by_members_named(words)

    def by_first_day(self, comments, name, day):
        return comments.written_since(start_of(day))

    def by_last_day(self, comments, name, day):
        return comments.written_before(start_of(day + timedelta(days=1)))

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
        chosen = self.places.chosen(number)
        return decisions.about_any_of(Comment.objects.under(chosen))

    def by_member(self, decisions, name, words):
        return decisions.about_any_of(Comment.objects.by_members_named(words))

    def by_first_day(self, decisions, name, day):
        return decisions.since(start_of(day))

    def by_last_day(self, decisions, name, day):
        return decisions.before(start_of(day + timedelta(days=1)))
