"""What was cleared away and whose wish to be erased was done, for administrators: never who."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from .models import ErasureReceipt, RetentionRun

# How the two reports name what they count; apps register under keys of their own.
NAMES = {
    "accounts_erased": gettext_lazy("unused accounts erased"),
    "first_warnings": gettext_lazy("first warnings"),
    "last_warnings": gettext_lazy("last warnings"),
    "unfinished_signups": gettext_lazy("unfinished sign-ups"),
    "warnings_taken_back": gettext_lazy("people who came back"),
    "warnings_that_were_lost": gettext_lazy("warnings that could not be sent"),
    "failed": gettext_lazy("failed"),
}


class AdministratorsReportView(ReportView):
    """A report that only administrators see."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self):
        return self.model.objects.all()


class RetentionReportView(AdministratorsReportView):
    """Each round of clearing away what is no longer needed."""

    model = RetentionRun
    page_title = gettext_lazy("Clearing away")
    header_icon = "bin"
    index_url_name = "retention_runs"
    index_results_url_name = "retention_runs_results"
    default_ordering = "-ran_at"
    list_export = ["ran_at", "is_dry_run", "counts"]
    columns = [
        DateColumn("ran_at", label=gettext_lazy("When"), sort_key="ran_at"),
        Column(
            "is_dry_run",
            label=gettext_lazy("Kind"),
            accessor=lambda run: _("only counted") if run.is_dry_run else _("done"),
        ),
        Column(
            "counts",
            label=gettext_lazy("How much"),
            accessor=lambda run: in_words(run.counts),
        ),
    ]


class ErasureReportView(AdministratorsReportView):
    """The receipts of erasures; whom they were about, nobody can tell any more."""

    model = ErasureReceipt
    page_title = gettext_lazy("Erasures")
    header_icon = "bin"
    index_url_name = "erasure_receipts"
    index_results_url_name = "erasure_receipts_results"
    default_ordering = "-erased_at"
    is_searchable = True
    search_fields = ["reference"]
    list_export = ["reference", "erased_at", "kept_words", "counts"]
    columns = [
        Column("reference", label=gettext_lazy("Reference")),
        DateColumn("erased_at", label=gettext_lazy("When"), sort_key="erased_at"),
        Column(
            "kept_words",
            label=gettext_lazy("Words"),
            accessor=lambda receipt: (
                _("stayed without a name") if receipt.kept_words else _("went too")
            ),
        ),
        Column(
            "counts",
            label=gettext_lazy("How much"),
            accessor=lambda receipt: in_words(receipt.counts),
        ),
    ]


def in_words(counts):
    """What was done, with how often; nothing that wasn't."""
    said = [
        f"{NAMES.get(name, name)}: {count}" for name, count in counts.items() if count
    ]
    return ", ".join(said) or _("nothing")
