"""What an editor of a page sees beside its form of what readers say there."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel

from ..models import Comment, PagePolicy
from ..permissions import can_moderate, can_see_questions, can_set_policy
from .access import queue_address
from .queue import REPORTED

# So many of the newest comments are shown; the others stand on the page.
SHOWN = 3


class ReadersSidePanel(BaseSidePanel):
    """Comments that wait, questions that are open, what was reported, and what holds for the page."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle readers’ comments")
        icon_name = "openquote"

        def get_context_data(self, parent_context):
            counts = self.panel.counts
            # What somebody should look at.
            count = counts["waiting"] + counts["reported"] + counts["open_questions"]
            return {**super().get_context_data(parent_context), "count": count}

    name = "readers"
    title = _("Readers’ comments")
    template_name = "comments/admin/side_panel.html"
    order = 250

    @cached_property
    def counts(self):
        return Comment.objects.counts_on(self.object)

    def get_context_data(self, parent_context):
        user = self.request.user
        here = f"?section={self.object.pk}"
        decides, sets = can_moderate(user), can_set_policy(user, self.object)
        published = Comment.objects.published().on_pages([self.object.pk])
        return {
            **super().get_context_data(parent_context),
            "counts": self.counts,
            "last_comments": published.newest_first()[:SHOWN],
            "queue_address": f"{queue_address()}{here}" if decides else "",
            "reported_address": f"{REPORTED.address}{here}" if decides else "",
            "questions_address": reverse("questions:open_all")
            if can_see_questions(user)
            else "",
            "policy": PagePolicy.objects.for_page(self.object),
            "policy_address": reverse("comment_queue:policy", args=[self.object.pk])
            if sets
            else "",
        }
