"""How comments fare, month by month, for those who look after them; never whose they are."""

import django_filters
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.views.reports import ReportView

from accounts.reports import harmless
from pages.narrowing import Places
from safeguards.durations import in_hours, in_words

from ..models import Comment, CommentDecision, RejectionReason
from ..permissions import can_read_figures


class FiguresFilterSet(WagtailFilterSet):
    """From when to when, and which part of the site."""

    decided_at = django_filters.DateFromToRangeFilter(
        label=gettext_lazy("When"), widget=DateRangePickerWidget
    )
    section = django_filters.ChoiceFilter(
        label=gettext_lazy("Section, with all pages under it"),
        method="by_section",
        empty_label=gettext_lazy("The whole site"),
        error_messages={
            "invalid_choice": gettext_lazy("This page is no longer there.")
        },
    )

    class Meta:
        model = CommentDecision
        fields = ["decided_at", "section"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = Places()
        self.filters["section"].extra["choices"] = self.places.choices

    def by_section(self, decisions, name, number):
        chosen = self.places.chosen(number)
        return decisions.about_any_of(Comment.objects.under(chosen))


class Months(WagtailPaginator):
    """Pages of months: Wagtail would count them as decisions."""

    verbose_name = gettext_lazy("month")
    verbose_name_plural = gettext_lazy("months")


class FiguresReportView(ReportView):
    """How much is written, what is decided about it and why, and how long writers wait."""

    model = CommentDecision
    template_name = "comments/admin/figures.html"
    results_template_name = "comments/admin/figures_results.html"
    page_title = gettext_lazy("Comments")
    header_icon = "comment"
    verbose_name_plural = gettext_lazy("months")
    index_url_name = "comment_figures"
    index_results_url_name = "comment_figures_results"
    filterset_class = FiguresFilterSet
    export_filename = "comments"
    paginate_by = 24
    paginator_class = Months
    columns = [
        Column("month_name", label=gettext_lazy("Month")),
        NumberColumn("written", label=gettext_lazy("Written")),
        NumberColumn("at_once", label=gettext_lazy("At once")),
        NumberColumn("approved", label=gettext_lazy("Approved")),
        NumberColumn("rejected", label=gettext_lazy("Not published")),
        NumberColumn("returned", label=gettext_lazy("Sent back")),
        NumberColumn("hidden", label=gettext_lazy("Hidden")),
        NumberColumn("details_removed", label=gettext_lazy("Details taken out")),
        NumberColumn("reported", label=gettext_lazy("Reported")),
        Column("median_words", label=gettext_lazy("Half waited up to")),
        Column("most_words", label=gettext_lazy("9 of 10 up to")),
        Column("reasons", label=gettext_lazy("Reasons")),
    ]
    list_export = [
        "month",
        "written",
        "at_once",
        "approved",
        "rejected",
        "returned",
        "hidden",
        "details_removed",
        "reported",
        "median_hours",
        "most_hours",
        "reasons",
    ]
    export_headings = {
        "month": gettext_lazy("Month"),
        "written": gettext_lazy("Written"),
        "at_once": gettext_lazy("Published at once"),
        "approved": gettext_lazy("Approved"),
        "rejected": gettext_lazy("Not published"),
        "returned": gettext_lazy("Sent back to be changed"),
        "hidden": gettext_lazy("Hidden"),
        "details_removed": gettext_lazy("Details taken out"),
        "reported": gettext_lazy("Reported by readers"),
        "median_hours": gettext_lazy("Half waited up to (hours)"),
        "most_hours": gettext_lazy("9 of 10 waited up to (hours)"),
        "reasons": gettext_lazy("Reasons for not publishing or sending back"),
    }

    def dispatch(self, request, *args, **kwargs):
        if not can_read_figures(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self):
        return CommentDecision.objects.all()

    def get_queryset(self):
        return self.decisions.by_month()

    def get_filtered_queryset(self):
        return self.get_queryset()

    @cached_property
    def decisions(self):
        """What was decided in the time and the part of the site that were asked for."""
        return self.filter_queryset(self.get_base_queryset())

    def decorate_paginated_queryset(self, months):
        # The table has been given the same rows, and shows what is added to them here.
        reasons = self._reasons()
        for figures in months:
            _add_words(figures, reasons.get(figures["month"], []))
        return months

    def get_context_data(self, *args, **kwargs):
        whole = self.decisions.altogether()
        _add_words(whole, [])
        whole["refused"] = whole["rejected"] + whole["returned"] + whole["hidden"]
        return super().get_context_data(*args, whole=whole, **kwargs)

    def write_csv_row(self, writer, row_dict):
        return super().write_csv_row(
            writer, {field: harmless(value) for field, value in row_dict.items()}
        )

    def _reasons(self):
        """The reasons given in each month with how often, the most frequent first."""
        names = dict(RejectionReason.objects.values_list("pk", "name"))
        reasons = {}
        for month, number, count in self.decisions.reasons_by_month():
            name = names.get(number, _("a reason that is gone"))
            reasons.setdefault(month, []).append(f"{name}: {count}")
        return reasons


def _add_words(figures, reasons):
    """Add what people read, and what a spreadsheet reckons with, to the figures of a time."""
    if month := figures.get("month"):
        figures["month"] = timezone.localdate(month)
        figures["month_name"] = date_format(figures["month"], "F Y")
    for name in ("median", "most"):
        time = figures[f"{name}_wait"]
        figures[f"{name}_words"] = in_words(time)
        figures[f"{name}_hours"] = in_hours(time)
    figures["reasons"] = "; ".join(reasons)
