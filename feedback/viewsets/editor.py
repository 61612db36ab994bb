"""What an editor of a page sees beside its form of what readers tell the team about it."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel

from ..intervals import Share
from ..models import FeedbackItem, PageTask, UsefulnessCount
from ..permissions import can_finish_task, can_read
from .filters import OPEN

DAYS = 90
# So many of the newest open messages are named; the others are counted.
SHOWN = 5


class FeedbackSidePanel(BaseSidePanel):
    """How useful readers find the page, what they told and is open, and what has to be done on it."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle feedback")
        icon_name = "mail"

        def get_context_data(self, parent_context):
            panel = self.panel
            return {
                **super().get_context_data(parent_context),
                "count": panel.open_count + len(panel.tasks),
            }

    name = "feedback"
    title = _("Feedback")
    template_name = "feedback/admin/side_panel.html"
    order = 260

    @cached_property
    def open_count(self):
        return self._open.count()

    @cached_property
    def tasks(self):
        return list(PageTask.objects.open().on(self.object).select_related("item"))

    @property
    def _open(self):
        return FeedbackItem.objects.open().on_any_of([self.object.pk])

    def get_context_data(self, parent_context):
        user = self.request.user
        lately = UsefulnessCount.objects.of_last_days(DAYS).on(self.object)
        yes, no = lately.total()
        reads = can_read(user)
        inbox = reverse("feedback_inbox:all")
        return {
            **super().get_context_data(parent_context),
            "days": DAYS,
            "share": Share(yes, yes + no),
            "open_count": self.open_count,
            "items": self._open.newest_first()[:SHOWN] if reads else [],
            "inbox_address": f"{inbox}?section={self.object.pk}&state={OPEN}"
            if reads
            else "",
            "tasks": self.tasks,
            "can_finish": can_finish_task(user, self.object),
        }
