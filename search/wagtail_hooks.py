from django.contrib.auth.models import Permission
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .permissions import can_see_searches
from .viewsets.group import SearchViewSetGroup
from .viewsets.report import SearchReportView
from .viewsets.starting import StartPageView


@hooks.register("register_admin_viewset")
def search_lists():
    return SearchViewSetGroup()


@hooks.register("register_admin_urls")
def report_urls():
    return [
        path("reports/searches/", SearchReportView.as_view(), name="search_report"),
        path(
            "reports/searches/start/",
            StartPageView.as_view(),
            name="search_report_start",
        ),
    ]


class ReportMenuItem(MenuItem):
    """The way to what readers look for."""

    def is_shown(self, request):
        return can_see_searches(request.user)


@hooks.register("register_reports_menu_item")
def report_menu_item():
    return ReportMenuItem(
        SearchReportView.page_title,
        reverse("search_report"),
        name="search-report",
        icon_name="search",
        order=1260,
    )


@hooks.register("register_permissions")
def search_permissions():
    return Permission.objects.filter(
        content_type__app_label="search", codename="view_loggedsearch"
    )
