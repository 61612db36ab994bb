"""What colleagues can look up about files: how often they are fetched, whose consent is missing."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

import django_filters
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import (
    Column,
    NumberColumn,
    StatusTagColumn,
    TitleColumn,
)
from wagtail.admin.views.reports import ReportView
from wagtail.models import ReferenceIndex

from .models import CLICDocument, CLICImage, CLICMedia
from .permissions import can_work_with, changeable

DAYS = 30


class PeriodFilterSet(WagtailFilterSet):
    days = django_filters.ChoiceFilter(
        label=_("Period"),
        choices=[("90", _("Last 90 days")), ("365", _("Last 365 days"))],
        empty_label=_("Last 30 days"),
        method="leave_to_the_view",
    )

    reading = django_filters.ChoiceFilter(
        label=_("Search"),
        choices=[("problem", _("Not read, or in part"))],
        empty_label=_("All documents"),
        method="narrow_to_badly_read",
    )

    class Meta:
        model = CLICDocument
        fields = ["days", "reading"]

    def narrow_to_badly_read(self, queryset, name, value):
        return queryset.badly_read()

    def leave_to_the_view(self, queryset, name, value):
        return queryset


class DownloadsReportView(ReportView):
    """How often each document was fetched lately, and whether search could read it."""

    model = CLICDocument
    any_permission_required = ["add", "change", "delete"]
    page_title = _("Downloads")
    header_icon = "download"
    index_url_name = "downloads_report"
    index_results_url_name = "downloads_report_results"
    filterset_class = PeriodFilterSet
    default_ordering = ("-downloads", "title")
    is_searchable = True
    search_fields = ["title", "slug"]
    search_backend_name = None
    export_filename = "downloads"
    list_export = [
        "title",
        "url",
        "type_label",
        "language",
        "reading_state",
        "downloads",
    ]
    export_headings = {
        "title": _("Document"),
        "url": _("Address"),
        "type_label": _("Type"),
        "language": _("Language"),
        "reading_state": _("Search"),
        "downloads": _("Downloads"),
    }

    @cached_property
    def columns(self):
        finder = AdminURLFinder(self.request.user)
        return [
            TitleColumn(
                "title",
                label=_("Document"),
                get_url=finder.get_edit_url,
                sort_key="title",
            ),
            Column("url", label=_("Address")),
            Column("type_label", label=_("Type")),
            Column("get_language_display", label=_("Language")),
            StatusTagColumn(
                "reading_state",
                label=_("Search"),
                primary=lambda document: document.text_problem,
            ),
            NumberColumn("downloads", label=_("Downloads"), sort_key="downloads"),
        ]

    def get_base_queryset(self):
        is_chosen = self.filters and self.filters.is_valid()
        days = int((is_chosen and self.filters.form.cleaned_data["days"]) or DAYS)
        first_day = timezone.localdate() - timedelta(days=days - 1)
        return (
            changeable(self.request.user, CLICDocument)
            .select_related("collection")
            .with_downloads_since(first_day)
        )


@dataclass(frozen=True)
class ConsentRow:
    """A picture or a video that may not be shown, or not for much longer."""

    title: str
    edit_url: str
    kind: str
    state: str
    is_withheld: bool
    day: date
    record: str
    uses: list

    @property
    def places(self):
        """The titles of what shows it."""
        return [use["title"] for use in self.uses]


class UsesColumn(Column):
    """The places that show something, as links to where they are edited."""

    cell_template_name = "library/admin/uses_cell.html"


class ConsentReportView(ReportView):
    """Pictures and videos whose consent was withdrawn, has ended or will end, and where they are used."""

    page_title = _("Consent")
    header_icon = "user"
    index_url_name = "consent_report"
    index_results_url_name = "consent_report_results"
    default_ordering = None
    is_searchable = False
    export_filename = "consent"
    list_export = ["title", "kind", "state", "day", "record", "places"]
    export_headings = {
        "title": _("Title"),
        "kind": _("Kind"),
        "state": _("Consent"),
        "day": _("Day"),
        "record": _("Where it is kept"),
        "places": _("Used in"),
    }
    columns = [
        TitleColumn("title", label=_("Title"), get_url=lambda row: row.edit_url),
        Column("kind", label=_("Kind")),
        StatusTagColumn(
            "state", label=_("Consent"), primary=lambda row: row.is_withheld
        ),
        Column(
            "day", label=_("Day"), accessor=lambda row: date_format(row.day, "j E Y")
        ),
        Column("record", label=_("Where it is kept")),
        UsesColumn("uses", label=_("Used in")),
    ]

    def dispatch(self, request, *args, **kwargs):
        if not can_see_consent_report(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def items(self):
        return [
            item
            for model in (CLICImage, CLICMedia)
            for item in changeable(self.request.user, model).in_need_of_consent()
        ]

    def get_queryset(self):
        finder = AdminURLFinder(self.request.user)
        uses = _uses(self.items, finder)
        rows = [self._row(item, finder, uses) for item in self.items]
        return sorted(rows, key=lambda row: (row.day, row.title))

    def filter_queryset(self, queryset):
        return queryset

    def _row(self, item, finder, uses):
        if item.consent_withdrawn_on:
            state, day = _("withdrawn"), item.consent_withdrawn_on
        elif item.is_withheld:
            state, day = _("ended"), item.consent_ends_on
        else:
            state, day = _("ends soon"), item.consent_ends_on
        return ConsentRow(
            title=item.title,
            edit_url=finder.get_edit_url(item),
            kind=capfirst(item._meta.verbose_name),
            state=state,
            is_withheld=item.is_withheld,
            day=day,
            record=item.consent_record,
            uses=uses[type(item), str(item.pk)],
        )


def can_see_consent_report(user):
    """Whether somebody works with pictures or videos."""
    return can_work_with(user, CLICImage) or can_work_with(user, CLICMedia)


def _uses(items, finder):
    """What shows each of them: titles and addresses in the admin, with few queries for many."""
    references = list(
        ReferenceIndex.get_references_to_in_bulk(items).select_related(
            "base_content_type", "to_content_type"
        )
    )
    ids = defaultdict(set)
    for reference in references:
        ids[reference.base_content_type].add(reference.object_id)
    sources = {
        (content_type, str(pk)): source
        for content_type, pks in ids.items()
        for pk, source in content_type.model_class()
        ._default_manager.in_bulk(pks)
        .items()
    }
    found = defaultdict(dict)
    for reference in references:
        key = (reference.base_content_type, reference.object_id)
        source = sources.get(key)
        if source is not None:
            item = (reference.to_content_type.model_class(), reference.to_object_id)
            url = finder.get_edit_url(source)
            # What somebody may not open is not named to them, as Wagtail's own list does it.
            title = str(source) if url else _("(Private)")
            found[item][key] = {"title": title, "url": url}
    return defaultdict(
        list, {item: list(places.values()) for item, places in found.items()}
    )
