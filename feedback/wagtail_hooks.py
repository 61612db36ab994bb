from django.contrib.auth.models import Permission
from django.urls import path, reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.snippets.models import register_snippet

from pages.editor_panels import register_side_panel

from .counts import counts_on, in_figures
from .permissions import can_publish_note, can_read
from .viewsets.addresses import InboxViewSet
from .viewsets.editor import FeedbackSidePanel
from .viewsets.filters import DUE, OPEN, OVERDUE
from .viewsets.kept_answers import KeptAnswerViewSet
from .viewsets.kinds import FeedbackKindViewSet
from .viewsets.notes import TITLE, NotesViewSet
from .viewsets.report import FeedbackReportView


@hooks.register("register_admin_viewset")
def feedback_inbox():
    return InboxViewSet()


register_side_panel(FeedbackSidePanel)


@hooks.register("register_admin_viewset")
def notes_for_readers():
    return NotesViewSet()


class NotesMenuItem(MenuItem):
    """The way to what readers were told of messages."""

    def is_shown(self, request):
        return can_publish_note(request.user)


@hooks.register("register_admin_menu_item")
def notes_menu_item():
    return NotesMenuItem(
        TITLE,
        reverse_lazy("feedback_notes:published"),
        name="you-said-we-did",
        icon_name="openquote",
        order=451,
    )


class InboxMenuItem(MenuItem):
    """The way to the inbox, with the numbers of what is new, one's own and overdue."""

    def is_shown(self, request):
        return can_read(request.user)

    def render_component(self, request):
        counts = counts_on(request)
        said = [
            words % {"count": in_figures(counts[name])}
            for name, words in [
                ("new", _("%(count)s new")),
                ("mine", _("%(count)s yours")),
                ("overdue", _("%(count)s late")),
            ]
            if counts[name]
        ]
        new = counts["new"]
        return LinkMenuItem(
            self.name,
            f"{self.label} ({in_figures(new)})" if new else self.label,
            self.url,
            icon_name=self.icon_name,
            # There is no room in the menu for all of them.
            attrs={"title": ", ".join(said)} if said else {},
        )


@hooks.register("register_admin_menu_item")
def inbox_menu_item():
    return InboxMenuItem(
        _("Feedback"),
        reverse("feedback_inbox:new"),
        name="feedback",
        icon_name="mail",
        order=450,
    )


class FeedbackSummary(SummaryItem):
    """How many messages are new, one's own, overdue and at risk, on the admin's home."""

    order = 450
    template_name = "feedback/admin/summary.html"

    def is_shown(self):
        return can_read(self.request.user)

    def get_context_data(self, parent_context):
        counts = counts_on(self.request)
        words = {
            "new": ngettext("%s new message", "%s new messages", counts["new"]),
            "mine": ngettext("%s is yours", "%s are yours", counts["mine"]),
            "overdue": ngettext("%s is overdue", "%s are overdue", counts["overdue"]),
            "at_risk": ngettext(
                "%s where someone may be at risk",
                "%s where someone may be at risk",
                counts["at_risk"],
            ),
        }
        everything = reverse("feedback_inbox:all")
        addresses = {
            "new": reverse("feedback_inbox:new"),
            "mine": reverse("feedback_inbox:mine"),
            "overdue": f"{everything}?due={OVERDUE}&sort={DUE}",
            "at_risk": f"{everything}?risk=on&state={OPEN}",
        }
        lines = [
            {
                "words": words[name] % in_figures(counts[name]),
                "url": addresses[name],
                "is_urgent": name == "at_risk",
            }
            for name in words
            if counts[name] or name == "new"
        ]
        return {"lines": lines}


@hooks.register("construct_homepage_summary_items")
def feedback_on_home(request, items):
    items.append(FeedbackSummary(request))


@hooks.register("register_admin_urls")
def report_url():
    return [
        path("reports/feedback/", FeedbackReportView.as_view(), name="feedback_report")
    ]


class ReportMenuItem(MenuItem):
    def is_shown(self, request):
        return can_read(request.user)


@hooks.register("register_reports_menu_item")
def report_menu_item():
    return ReportMenuItem(
        FeedbackReportView.page_title,
        reverse("feedback_report"),
        name="feedback-report",
        icon_name="mail",
        order=1250,
    )


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
