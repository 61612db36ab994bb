"""What Wagtail's admin does otherwise with files."""

from django.db import transaction
from django.db.models import ProtectedError
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtailmedia.views import media

from .consent_views import ConsentView
from .models import CLICDocument
from .permissions import can_work_with
from .reports import ConsentReportView, DownloadsReportView, can_see_consent_report
from .services import RENEWED, WITHDRAWN


@hooks.register("register_admin_urls")
def consent_and_reports():
    return [
        path(
            "consent/<slug:kind>/<int:pk>/",
            ConsentView.as_view(),
            name="library_consent",
        ),
        path(
            "reports/downloads/",
            DownloadsReportView.as_view(),
            name="downloads_report",
        ),
        path(
            "reports/downloads/results/",
            DownloadsReportView.as_view(results_only=True),
            name="downloads_report_results",
        ),
        path("reports/consent/", ConsentReportView.as_view(), name="consent_report"),
        path(
            "reports/consent/results/",
            ConsentReportView.as_view(results_only=True),
            name="consent_report_results",
        ),
    ]


class DownloadsMenuItem(MenuItem):
    def is_shown(self, request):
        return can_work_with(request.user, CLICDocument)


class ConsentMenuItem(MenuItem):
    def is_shown(self, request):
        return can_see_consent_report(request.user)


@hooks.register("register_reports_menu_item")
def downloads_menu_item():
    return DownloadsMenuItem(
        _("Downloads"),
        reverse("downloads_report"),
        name="downloads",
        icon_name="download",
        order=1000,
    )


@hooks.register("register_reports_menu_item")
def consent_menu_item():
    return ConsentMenuItem(
        _("Consent"),
        reverse("consent_report"),
        name="consent",
        icon_name="user",
        order=1010,
    )


@hooks.register("insert_global_admin_js")
def size_of_uploads():
    address = static("js/admin/uploads.js")
    return format_html('<script type="module" src="{}"></script>', address)


@hooks.register("register_log_actions")
def consent_decisions(actions):
    actions.register_action(
        WITHDRAWN, _("Withdraw consent"), _("Consent was withdrawn")
    )
    actions.register_action(RENEWED, _("Renew consent"), _("Consent was given again"))


@hooks.register("register_admin_urls")
def deleting_media():
    # Before wagtailmedia's own, which bears the name.
    return [path("media/delete/<int:media_id>/", delete_media)]


def delete_media(request, media_id):
    """Delete a video or a sound; one that a page is made of stays, and its uses are shown."""
    try:
        with transaction.atomic():
            return media.delete(request, media_id)
    except ProtectedError:
        messages.error(
            request,
            _(
                "A page shows this video. Choose another one there, or delete the page first."
            ),
        )
        return redirect("wagtailmedia:media_usage", media_id)
