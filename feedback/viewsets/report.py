"""How messages and useful pages fare, for those who look after them; never whose they are."""

from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.spreadsheets import csv_response, xlsx_response
from pages.blocks.charts import line_chart, reach_chart
from safeguards.durations import DAY, in_words

from ..permissions import can_read
from .report_form import USUAL_MONTHS, ReportForm
from .report_tables import (
    LEAST_ANSWERS,
    MOST_WORST,
    Report,
    answered_share,
    in_figures,
    percent,
)


class FeedbackReportView(WagtailAdminTemplateMixin, TemplateView):
    """What came, what was answered and how soon, and which pages readers find least useful."""

    template_name = "feedback/admin/figures.html"
    page_title = gettext_lazy("Feedback")
    header_icon = "mail"

    def dispatch(self, request, *args, **kwargs):
        if not can_read(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        return self._download() or super().get(request, *args, **kwargs)

    @cached_property
    def form(self):
        form = ReportForm(self.request.GET)
        # What is mistyped is said beside its field, and the rest counts.
        form.full_clean()
        return form

    @cached_property
    def report(self):
        return Report(self.form)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        report = self.report
        whole = report.whole
        return super().get_context_data(
            form=self.form,
            report=report,
            whole=whole,
            whole_median=in_words(whole["median"]),
            whole_share=percent(answered_share(whole)),
            is_anything=bool(whole["received"] or whole["spam"]),
            received_chart=_received_chart(report),
            waiting_chart=_waiting_chart(report),
            worst_chart=_worst_chart(report),
            least_answers=LEAST_ANSWERS,
            most_worst=MOST_WORST,
            is_long=len(report.months) > USUAL_MONTHS,
            downloads=self._addresses(),
            **kwargs,
        )

    def _download(self):
        """The file that was asked for, if one was."""
        wanted = self.request.GET.get("export")
        name = f"feedback-report-{timezone.localdate()}"
        if wanted == "xlsx":
            sheets = [(title, rows) for _key, title, rows in self.report.sheets]
            return xlsx_response(name, sheets)
        for key, _title, rows in self.report.sheets if wanted else []:
            if wanted == key:
                return csv_response(f"{name}-{key}", list(rows))
        return None

    def _addresses(self):
        """Where each table lies as CSV, and all of them as a workbook."""
        asked = self.request.GET.copy()
        addresses = {}
        for key in ["xlsx", *(key for key, _title, _rows in self.report.sheets)]:
            asked["export"] = key
            addresses[key] = f"?{asked.urlencode()}"
        return addresses


def _received_chart(report):
    """What came in each month, and how much of it was answered since."""
    months = report.months
    if not report.whole["received"]:
        return None
    headings = [_("Month"), _("Received"), _("Answered by mail since")]
    message = _(
        "%(received)s messages came; %(answered)s of them were answered by mail. Most came in %(month)s (%(most)s)."
    ) % {
        "received": in_figures(report.whole["received"]),
        "answered": in_figures(report.whole["answered"]),
        **_most(months),
    }
    drawing = line_chart(
        _labels(months),
        [
            (headings[1], [Decimal(figures["received"]) for _day, figures in months]),
            (headings[2], [Decimal(figures["answered"]) for _day, figures in months]),
        ],
    )
    return {"headings": headings, "message": message, "drawing": drawing}


def _waiting_chart(report):
    """How many days half of the first answers took, by the month in which the messages came."""
    months = report.months
    if report.whole["median"] is None:
        return None
    heading = _("Days to the first answer (median)")
    message = _("Half of the first answers took up to %(time)s.") % {
        "time": in_words(report.whole["median"])
    }
    drawing = line_chart(
        _labels(months),
        [(heading, [_days(figures["median"]) for _day, figures in months])],
    )
    return {"headings": [_("Month"), heading], "message": message, "drawing": drawing}


def _worst_chart(report):
    """The pages that fewest readers find useful, with how sure that is."""
    worst = report.worst
    if not worst:
        return None
    reaches = reach_chart(
        (page.share, page.interval.low, page.interval.high) for page in worst
    )
    message = _(
        "Least useful, as far as that can be said, is “%(page)s”. %(words)s"
    ) % {
        "page": worst[0].name,
        "words": worst[0].words,
    }
    return {"message": message, "bars": list(zip(worst, reaches, strict=True))}


def _most(months):
    day, figures = max(months, key=lambda month: month[1]["received"])
    return {"month": date_format(day, "F Y"), "most": in_figures(figures["received"])}


def _labels(months):
    """What stands under each month: its year too, where there are more than one of its name."""
    style = "M Y" if len(months) > USUAL_MONTHS else "M"
    return [date_format(day, style) for day, _figures in months]


def _days(time):
    return None if time is None else Decimal(f"{time.total_seconds() / DAY:.2f}")
