"""Kept answers in the admin: texts for what is often asked, with a look at the mail they make."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from ..models import KeptAnswer


class KeptAnswerViewSet(SnippetViewSet):
    """Texts that colleagues choose from when they answer."""

    model = KeptAnswer
    icon = "mail"
    menu_label = _("Kept answers")
    list_display = ["title", Column("beginning", label=_("Text"), width="60%")]
    search_fields = ["title", "body"]
    ordering = ["title"]
