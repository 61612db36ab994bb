from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .reports import OutboxReportView


@hooks.register("register_admin_urls")
def outbox_report_urls():
    return [
        path("reports/outbox/", OutboxReportView.as_view(), name="outbox_report"),
        path(
            "reports/outbox/results/",
            OutboxReportView.as_view(results_only=True),
            name="outbox_report_results",
        ),
    ]


class OutboxMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("safeguards.view_outboxmessage")


@hooks.register("register_reports_menu_item")
def outbox_menu_item():
    return OutboxMenuItem(
        _("Outgoing e-mail"),
        reverse("outbox_report"),
        name="outbox",
        icon_name="mail",
        order=1200,
    )


@hooks.register("register_permissions")
def outbox_permission():
    return Permission.objects.filter(
        content_type__app_label="safeguards", codename="view_outboxmessage"
    )
