"""What happened to accounts, for those who run the site."""

import re
from datetime import date

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView

from .models import AccountEvent, User

# What the codes of events mean, where they are words; the others speak for themselves.
DETAILS = {
    "display_name": gettext_lazy("name shown"),
    "email": gettext_lazy("e-mail address"),
    "first": gettext_lazy("first time"),
    "groups": gettext_lazy("groups"),
    "is_active": gettext_lazy("open or closed"),
    "is_superuser": gettext_lazy("administrator or not"),
    "last": gettext_lazy("last time"),
    "open": gettext_lazy("until somebody lifts it"),
    "password": gettext_lazy("password"),
    "recovery_codes": gettext_lazy("recovery codes"),
    "totp": gettext_lazy("authenticator app"),
    "webauthn": gettext_lazy("passkey"),
    "words_go": gettext_lazy("with their words"),
    "words_stay": gettext_lazy("words stay without a name"),
}
NUMBER = re.compile("[0-9]{1,18}")
DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
# A cell that begins like this is run by spreadsheet programs; some read the wide signs of
# East Asian writing as the narrow ones.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def with_people(events):
    """The events with `subject_name`, `actor_name` and `detail`: they themselves hold no words."""
    events = list(events)
    numbers = {event.subject_id for event in events} | {
        event.actor_id for event in events if event.actor_id
    }
    people = User.objects.in_bulk(numbers)
    for event in events:
        event.subject = people.get(event.subject_id)
        event.subject_name = _name_of(event.subject_id, people)
        event.actor_name = _actor_of(event, people)
        event.detail = _detail_of(event)
    return events


def _name_of(number, people):
    person = people.get(number)
    return str(person) if person else _("erased account %d") % number


def _actor_of(event, people):
    if event.actor_id is None:
        return _("the site")
    if event.actor_id == event.subject_id:
        return _("they themselves")
    return _name_of(event.actor_id, people)


def _detail_of(event):
    if event.action == AccountEvent.Action.SUSPENDED and DAY.fullmatch(event.code):
        day = date_format(date.fromisoformat(event.code), "j M Y")
        return _("until %s") % day
    return DETAILS.get(event.code, event.code)


class AccountEventFilterSet(WagtailFilterSet):
    action = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("What"),
        choices=AccountEvent.Action.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    happened_at = django_filters.DateFromToRangeFilter(
        label=gettext_lazy("When"), widget=DateRangePickerWidget
    )

    class Meta:
        model = AccountEvent
        fields = ["action", "happened_at"]


class AccountEventReportView(ReportView):
    """Who did what to which account and when; for administrators only."""

    model = AccountEvent
    template_name = "accounts/admin/events.html"
    page_title = gettext_lazy("Accounts")
    header_icon = "user"
    index_url_name = "account_events"
    index_results_url_name = "account_events_results"
    default_ordering = "-happened_at"
    filterset_class = AccountEventFilterSet
    is_searchable = True
    export_filename = "accounts"
    list_export = [
        "happened_at",
        "subject_name",
        "get_action_display",
        "detail",
        "actor_name",
    ]
    export_headings = {
        "happened_at": gettext_lazy("When"),
        "subject_name": gettext_lazy("Account"),
        "get_action_display": gettext_lazy("What"),
        "detail": gettext_lazy("Detail"),
        "actor_name": gettext_lazy("By"),
    }
    columns = [
        TitleColumn(
            "subject_name",
            label=gettext_lazy("Account"),
            get_url=lambda event: (
                event.subject
                and reverse("wagtailusers_users:inspect", args=[event.subject_id])
            ),
        ),
        Column("get_action_display", label=gettext_lazy("What")),
        Column("detail", label=gettext_lazy("Detail")),
        Column("actor_name", label=gettext_lazy("By")),
        DateColumn("happened_at", label=gettext_lazy("When"), sort_key="happened_at"),
    ]

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self):
        return AccountEvent.objects.all()

    def search_queryset(self, queryset):
        if not self.is_searching:
            return queryset
        words = self.search_query
        # Accounts that are gone are found by the number that this report shows.
        number = int(words) if NUMBER.fullmatch(words) else None
        return queryset.concerning(User.objects.named_like(words), number)

    def decorate_paginated_queryset(self, object_list):
        return with_people(object_list)

    def write_csv_row(self, writer, row_dict):
        return super().write_csv_row(
            writer, {field: harmless(value) for field, value in row_dict.items()}
        )


def harmless(value):
    """A value that no spreadsheet program takes for a formula."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value
