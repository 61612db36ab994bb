from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.snippets.models import register_snippet

from .models import FeedbackItem
from .permissions import can_read
from .viewsets.addresses import InboxViewSet
from .viewsets.kept_answers import KeptAnswerViewSet
from .viewsets.kinds import FeedbackKindViewSet


@hooks.register("register_admin_viewset")
def feedback_inbox():
    return InboxViewSet()


class InboxMenuItem(MenuItem):
    """The way to the inbox, with the number of new messages."""

    def is_shown(self, request):
        return can_read(request.user)

    def render_component(self, request):
        waiting = FeedbackItem.objects.new().count()
        label = f"{self.label} ({waiting})" if waiting else self.label
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name)


@hooks.register("register_admin_menu_item")
def inbox_menu_item():
    return InboxMenuItem(
        _("Feedback"),
        reverse("feedback_inbox:new"),
        name="feedback",
        icon_name="mail",
        order=450,
    )


class NewFeedbackSummary(SummaryItem):
    """How many messages are new, on the admin's home."""

    order = 450
    template_name = "feedback/admin/summary.html"

    def is_shown(self):
        return can_read(self.request.user)

    def get_context_data(self, parent_context):
        waiting = FeedbackItem.objects.new().count()
        text = ngettext("%d new message", "%d new messages", waiting) % waiting
        return {"text": text, "url": reverse("feedback_inbox:new")}


@hooks.register("construct_homepage_summary_items")
def new_feedback_on_home(request, items):
    items.append(NewFeedbackSummary(request))


@hooks.register("register_permissions")
def inbox_permissions():
    return Permission.objects.filter(
        content_type__app_label="feedback",
        codename__in=[
            "view_feedbackitem",
            "change_feedbackitem",
            "read_details",
            "publish_note",
        ],
    )


register_snippet(KeptAnswerViewSet)
register_snippet(FeedbackKindViewSet)
