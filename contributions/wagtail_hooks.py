"""The way to what readers told, in the Wagtail admin."""

from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .permissions import can_read
from .services import TURNED_DOWN
from .viewsets import InboxViewSet


@hooks.register("register_admin_viewset")
def contributions_inbox():
    return InboxViewSet()


class InboxMenuItem(MenuItem):
    def is_shown(self, request):
        return can_read(request.user)


@hooks.register("register_admin_menu_item")
def inbox_menu_item():
    return InboxMenuItem(
        _("From readers"),
        reverse("contributions_inbox:all"),
        name="from-readers",
        icon_name="group",
        order=445,
    )


@hooks.register("register_permissions")
def inbox_permissions():
    return Permission.objects.filter(
        content_type__app_label="contributions",
        codename__in=["view_contribution", "change_contribution"],
    )


@hooks.register("register_log_actions")
def contribution_decisions(actions):
    actions.register_action(TURNED_DOWN, _("Turned down"), _("Turned down"))
