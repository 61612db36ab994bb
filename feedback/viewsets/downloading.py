"""The messages of a list in the inbox as a file."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.spreadsheets import csv_response, xlsx_response
from pages.narrowing import Places

from ..permissions import can_read, can_read_details
from ..services.downloading import lines_of
from .filters import InboxFilterSet


class DownloadForm(forms.Form):
    """Which kind of file, and whether senders stand in it."""

    CSV, XLSX = "csv", "xlsx"

    file = forms.ChoiceField(
        label=_("Kind of file"),
        choices=[
            (XLSX, _("Workbook (XLSX), for Excel and LibreOffice")),
            (CSV, _("Text (CSV), for other programs")),
        ],
        initial=XLSX,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a kind of file."),
            "invalid_choice": _("Choose a kind of file from the list."),
        },
    )
    with_senders = forms.BooleanField(
        label=_("With names and e-mail addresses"),
        required=False,
        help_text=_(
            "For each message it is written down that you have seen them. Keep the file where only"
            " those can open it who need it, and delete it when you are done."
        ),
    )

    def __init__(self, *args, may_read_details, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_read_details:
            del self.fields["with_senders"]


class DownloadView(WagtailAdminTemplateMixin, FormView):
    """Asks how a list of messages is wanted, and sends it line by line."""

    folder = None
    form_class = DownloadForm
    template_name = "feedback/admin/download.html"
    page_title = _("Feedback")
    page_subtitle = _("Download messages")
    header_icon = "mail"

    def dispatch(self, request, *args, **kwargs):
        if not can_read(request.user):
            raise PermissionDenied
        if not self.filters.is_valid():
            # The list says beside each filter what is wrong with it.
            return redirect(self.list_address)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def filters(self):
        return InboxFilterSet(
            self.request.GET,
            queryset=self.folder.items(self.request.user),
            request=self.request,
            places=Places(self.request.GET.get("section", "")),
            has_states=self.folder.has_states,
            has_due_dates=self.folder.is_open,
        )

    @property
    def list_address(self):
        """The list that is downloaded, narrowed down as it is."""
        query = self.request.GET.urlencode()
        return f"{self.folder.address}?{query}" if query else self.folder.address

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("feedback_inbox:new"), "label": self.page_title},
            {"url": self.list_address, "label": self.folder.label},
            {"url": "", "label": self.page_subtitle},
        ]

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "may_read_details": can_read_details(self.request.user),
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            folder=self.folder,
            is_narrowed=self.filters.is_narrowed,
            count=self.filters.qs.order_by().count(),
            list_address=self.list_address,
            **kwargs,
        )

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def form_valid(self, form):
        lines = lines_of(
            self.filters.qs,
            by=self.request.user,
            with_senders=form.cleaned_data.get("with_senders", False),
        )
        name = f"feedback-{timezone.localdate()}"
        if form.cleaned_data["file"] == form.CSV:
            return csv_response(name, lines)
        return xlsx_response(name, [(str(self.folder.label), lines)])
