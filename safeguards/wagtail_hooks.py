"""What the Wagtail admin shows of mail, of hospital numbers and of the safeguarding lead."""

from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import NumberPattern, SafeguardingSettings
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


class NumberPatternViewSet(SnippetViewSet):
    """What hospitals' numbers look like, kept by publishers."""

    model = NumberPattern
    icon = "tag"
    list_display = [
        "name",
        "pattern",
        "example",
        BooleanColumn("is_active", label=_("In use")),
    ]
    menu_label = _("Hospital numbers")


register_snippet(NumberPatternViewSet)


class NoLeadPanel(Component):
    """Says on the admin's home that nobody would be told of somebody at risk but administrators."""

    name = "no_safeguarding_lead"
    order = 50
    template_name = "safeguards/admin/no_lead.html"

    def get_context_data(self, parent_context):
        return {
            "url": reverse(
                "wagtailsettings:edit",
                args=["safeguards", SafeguardingSettings._meta.model_name],
            )
        }


@hooks.register("construct_homepage_panels")
def no_lead_on_home(request, panels):
    may_set_one = request.user.has_perm("safeguards.change_safeguardingsettings")
    if may_set_one and not SafeguardingSettings.current().mailboxes:
        panels.append(NoLeadPanel())
