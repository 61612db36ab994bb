"""What the inbox is narrowed down to and how it is sorted; all of it stands in the address."""

from datetime import timedelta

import django_filters
from django import forms
from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters.fields import ModelChoiceField
from wagtail.admin.filters import WagtailFilterSet

from pages.narrowing import SIZES, DayFilter, WordsFilter, start_of
from pages.owners import pages_looked_after_by

from ..models import FeedbackItem, FeedbackKind, FeedbackTag
from ..services.working import colleagues

State = FeedbackItem.State

OPEN = "open"
# Whose messages are, beside the numbers of colleagues.
ME, NOBODY, MY_TEAMS = "me", "nobody", "teams"
OVERDUE, THIS_WEEK = "overdue", "week"
NEWEST, OLDEST, DUE = "newest", "oldest", "due"
GONE = _("This choice is no longer there. Choose again.")


class ChosenFilter(django_filters.ChoiceFilter):
    """One of a list, or nothing."""

    def __init__(self, **kwargs):
        super().__init__(error_messages={"invalid_choice": GONE}, **kwargs)


class ChosenRowFilter(django_filters.ModelChoiceFilter):
    """One row of a table, or nothing."""

    def __init__(self, **kwargs):
        super().__init__(error_messages={"invalid_choice": GONE}, **kwargs)


class TickFilter(django_filters.Filter):
    """Something that is looked for where it is ticked."""

    field_class = forms.BooleanField

    def __init__(self, **kwargs):
        super().__init__(method="by_tick", **kwargs)


class KindField(ModelChoiceField):
    def label_from_instance(self, kind):
        """A kind with its language, where that is not the site's own."""
        code = kind.locale.language_code
        if code == settings.LANGUAGE_CODE:
            return kind.name
        return f"{kind.name} ({kind.locale})"


class KindFilter(ChosenRowFilter):
    field_class = KindField


class InboxFilterSet(WagtailFilterSet):
    """The filters of the inbox."""

    q = WordsFilter(
        label=_("Words, name, e-mail address or reference"), method="by_words"
    )
    kind = KindFilter(
        label=_("About"),
        queryset=FeedbackKind.objects.select_related("locale"),
        method="by_kind",
        empty_label=_("Anything"),
    )
    page = WordsFilter(label=_("Page (title or address)"), method="by_page")
    section = ChosenFilter(
        label=_("Section, with all pages under it"),
        method="by_section",
        empty_label=_("The whole site"),
    )
    owner = ChosenFilter(
        label=_("With whom"), method="by_owner", empty_label=_("Anybody or nobody")
    )
    due = ChosenFilter(
        label=_("Due"),
        choices=[(OVERDUE, _("Overdue")), (THIS_WEEK, _("This week"))],
        method="by_due",
        empty_label=_("Any day"),
    )
    tag = ChosenRowFilter(
        label=_("Tag"),
        queryset=FeedbackTag.objects.order_by("name"),
        method="by_tag",
        empty_label=_("Any tag or none"),
    )
    source = ChosenFilter(
        label=_("Came by"),
        choices=FeedbackItem.Source.choices,
        method="by_source",
        empty_label=_("Any way"),
    )
    language = ChosenFilter(
        label=_("Language"),
        choices=settings.LANGUAGES,
        method="by_language",
        empty_label=_("Any language"),
    )
    since = DayFilter(label=_("Sent from"), method="by_first_day")
    until = DayFilter(label=_("to"), method="by_last_day")
    state = ChosenFilter(
        label=_("State"),
        choices=[(OPEN, _("Still to be done")), *State.choices],
        method="by_state",
        empty_label=_("Any state"),
    )
    sort = ChosenFilter(
        label=_("Sorted by"), method="leave_to_the_view", empty_label=_("Newest first")
    )
    show = ChosenFilter(
        label=_("Show at once"),
        choices=[(size, size) for size in SIZES[1:]],
        method="leave_to_the_view",
        empty_label=str(SIZES[0]),
    )
    risk = TickFilter(label=_("Someone may be at risk"))
    details = TickFilter(label=_("With personal details"))
    address = TickFilter(label=_("With an e-mail address"))

    class Meta:
        model = FeedbackItem
        fields = []

    def __init__(self, *args, places, has_states, has_due_dates, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = places
        self.filters["section"].extra["choices"] = places.choices
        self.filters["owner"].extra["choices"] = self._owners()
        sorts = [(OLDEST, _("Oldest first"))]
        if has_due_dates:
            sorts.append((DUE, _("Due soonest first")))
        else:
            del self.filters["due"]
        self.filters["sort"].extra["choices"] = sorts
        if not has_states:
            del self.filters["state"]

    @cached_property
    def colleagues(self):
        """Everyone who may have messages, by name."""
        return list(colleagues().order_by("display_name", "pk"))

    def _owners(self):
        others = [
            (str(person.pk), person.display_name)
            for person in self.colleagues
            if person != self.request.user
        ]
        return [
            (ME, _("Me")),
            (NOBODY, _("Nobody")),
            (MY_TEAMS, _("About my teams’ pages")),
            *others,
        ]

    @property
    def is_narrowed(self):
        """Whether anything is left out."""
        return any(name not in {"show", "sort"} for name in self.form.changed_data)

    @property
    def chosen(self):
        """How many choices were made beside the words that are looked for."""
        return len([name for name in self.form.changed_data if name != "q"])

    def by_words(self, items, name, words):
        return items.saying(words)

    def by_kind(self, items, name, kind):
        return items.of_kind(kind)

    def by_page(self, items, name, words):
        return items.on_pages_named(words)

    def by_section(self, items, name, number):
        return items.under(self.places.chosen(number))

    def by_owner(self, items, name, owner):
        if owner == MY_TEAMS:
            return items.on_any_of(pages_looked_after_by(self.request.user))
        if owner == NOBODY:
            return items.unassigned()
        if owner == ME:
            return items.assigned_to(self.request.user)
        people = {str(person.pk): person for person in self.colleagues}
        return items.assigned_to(people[owner])

    def by_due(self, items, name, due):
        return items.overdue() if due == OVERDUE else items.due_this_week()

    def by_tag(self, items, name, tag):
        return items.tagged_with(tag)

    def by_source(self, items, name, source):
        return items.come_by(source)

    def by_language(self, items, name, language):
        return items.written_in(language)

    def by_first_day(self, items, name, day):
        return items.sent_since(start_of(day))

    def by_last_day(self, items, name, day):
        return items.sent_before(start_of(day + timedelta(days=1)))

    def by_state(self, items, name, state):
        return items.open() if state == OPEN else items.in_state(state)

    def by_tick(self, items, name, is_ticked):
        if not is_ticked:
            return items
        looked_for = {
            "risk": items.at_risk,
            "details": items.with_details,
            "address": items.with_address,
        }
        return looked_for[name]()

    def leave_to_the_view(self, items, name, value):
        return items
