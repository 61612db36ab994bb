"""The part of the admin's menu where editors decide what searches find."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSetGroup

from .steering import SteeringViewSet


class SearchViewSetGroup(ViewSetGroup):
    """What Publishers keep for searches, in one place."""

    items = (SteeringViewSet,)
    menu_label = _("Search")
    menu_name = "search"
    menu_icon = "search"
    menu_order = 460
