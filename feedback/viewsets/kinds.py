"""What messages can be about, as publishers keep the list."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import SnippetViewSet

from ..models import FeedbackKind


class FeedbackKindViewSet(SnippetViewSet):
    """The kinds of feedback, in the order in which visitors read them."""

    model = FeedbackKind
    icon = "mail"
    menu_label = _("Kinds of feedback")
    list_display = [
        "name",
        Column("sort_order", label=_("Place"), sort_key="sort_order"),
        Column("get_used_for_display", label=_("Chosen by")),
        Column("days_to_answer", label=_("Working days"), sort_key="days_to_answer"),
        Column("mailbox", label=_("Mailbox")),
        BooleanColumn("is_active", label=_("Offered")),
    ]
    list_filter = ["is_active"]
    ordering = ["sort_order", "pk"]
