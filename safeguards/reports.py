"""What became of outgoing mail, for those who run the site."""

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn, StatusTagColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from .models import OutboxMessage


class OutboxFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=OutboxMessage.State.choices
    )

    class Meta:
        model = OutboxMessage
        fields = ["state"]


class OutboxReportView(ReportView):
    """Which mail left, waits or was given up; never what it said."""

    model = OutboxMessage
    permission_policy = ModelPermissionPolicy(OutboxMessage)
    permission_required = "view"
    page_title = _("Outgoing e-mail")
    header_icon = "mail"
    index_url_name = "outbox_report"
    index_results_url_name = "outbox_report_results"
    default_ordering = "-created_at"
    filterset_class = OutboxFilterSet
    is_searchable = True
    search_fields = ["to", "kind"]
    columns = [
        Column(
            "recipients",
            label=_("To"),
            accessor=lambda message: ", ".join(message.recipients),
        ),
        Column("kind", label=_("Kind")),
        StatusTagColumn(
            "get_state_display",
            label=_("State"),
            primary=lambda message: message.state == OutboxMessage.State.SENT,
        ),
        NumberColumn("attempts", label=_("Attempts")),
        Column("last_error", label=_("Last error")),
        DateColumn("created_at", label=_("Written"), sort_key="created_at"),
        DateColumn("next_attempt_at", label=_("Next attempt")),
        DateColumn("sent_at", label=_("Sent"), sort_key="sent_at"),
    ]

    def get_base_queryset(self):
        return (
            super()
            .get_base_queryset()
            .defer("subject", "text_body", "html_body", "headers")
        )
