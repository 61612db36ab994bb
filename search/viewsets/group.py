"""The part of the admin's menu where editors decide what searches find."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSetGroup

from .steering import SteeringViewSet
from .synonyms import SynonymsViewSet


class SearchViewSetGroup(ViewSetGroup):
    """What Publishers keep for searches, in one place."""

    items = (SynonymsViewSet, SteeringViewSet)
    menu_label = _("Site search")
    menu_name = "site-search"
    menu_icon = "search"
    menu_order = 460
