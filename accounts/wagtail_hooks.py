"""What the Wagtail admin shows of people and their accounts."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import SummaryItem
from wagtail.permissions import register_permission_policy

from .bulk_actions import OURS
from .models import User
from .reports import AccountEventReportView
from .retention_reports import ErasureReportView, RetentionReportView
from .viewsets import PersonPermissionPolicy

RETENTION_REPORTS = {"retention": RetentionReportView, "erasures": ErasureReportView}

register_permission_policy(User, PersonPermissionPolicy(User))

for action in OURS:
    # After Wagtail's own, whose places they take.
    hooks.register("register_bulk_action", action, order=1)


@hooks.register("register_admin_urls")
def account_event_urls():
    return [
        path(
            "reports/accounts/", AccountEventReportView.as_view(), name="account_events"
        ),
        path(
            "reports/accounts/results/",
            AccountEventReportView.as_view(results_only=True),
            name="account_events_results",
        ),
    ]


@hooks.register("register_admin_urls")
def retention_urls():
    return [
        path(f"reports/{where}/", view.as_view(), name=view.index_url_name)
        for where, view in RETENTION_REPORTS.items()
    ] + [
        path(
            f"reports/{where}/results/",
            view.as_view(results_only=True),
            name=view.index_results_url_name,
        )
        for where, view in RETENTION_REPORTS.items()
    ]


class AdministratorsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.is_superuser


@hooks.register("register_reports_menu_item")
def account_events_menu_item():
    return AdministratorsMenuItem(
        _("Accounts"),
        reverse("account_events"),
        name="accounts",
        icon_name="user",
        order=1210,
    )


@hooks.register("register_reports_menu_item")
def retention_menu_item():
    return AdministratorsMenuItem(
        RetentionReportView.page_title,
        reverse("retention_runs"),
        name="retention",
        icon_name="bin",
        order=1220,
    )


@hooks.register("register_reports_menu_item")
def erasures_menu_item():
    return AdministratorsMenuItem(
        ErasureReportView.page_title,
        reverse("erasure_receipts"),
        name="erasures",
        icon_name="bin",
        order=1230,
    )


class NamesSummary(SummaryItem):
    """How many names wait for somebody to look at them, on the admin's home."""

    order = 460
    template_name = "accounts/admin/names_summary.html"

    def is_shown(self):
        return self.request.user.has_perm("accounts.check_name")

    def get_context_data(self, parent_context):
        waiting = User.objects.with_held_names().count()
        text = ngettext("%d name to look at", "%d names to look at", waiting) % waiting
        return {"text": text, "url": reverse("wagtailusers_users:names")}


@hooks.register("construct_homepage_summary_items")
def names_on_home(request, items):
    items.append(NamesSummary(request))
