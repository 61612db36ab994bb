"""What the Wagtail admin shows of comments: the queue, the number waiting, the page's policy."""

from django.contrib.auth.models import Permission
from django.urls import path, reverse, reverse_lazy
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from pages.editor_panels import register_side_panel

from .losses import words_about_loss
from .models import Comment, PagePolicy, RejectionReason
from .permissions import (
    can_moderate,
    can_read_figures,
    can_see_questions,
    can_set_policy,
)
from .services.questions import open_questions_of
from .viewsets.access import queue_address
from .viewsets.editor import ReadersSidePanel
from .viewsets.questions import QuestionsViewSet
from .viewsets.queue import REPORTED, QueueViewSet
from .viewsets.report import FiguresReportView
from .viewsets.words import HeldWordViewSet


@hooks.register("register_admin_viewset")
def comment_queue():
    return QueueViewSet()


@hooks.register("register_admin_viewset")
def readers_questions():
    return QuestionsViewSet()


register_side_panel(ReadersSidePanel)


class QueueMenuItem(MenuItem):
    """The way to the queue, with the number of comments that wait."""

    def is_shown(self, request):
        return can_moderate(request.user)

    def render_component(self, request):
        waiting = getattr(request, "waiting_comments", None)
        if waiting is None:
            waiting = Comment.objects.waiting().count()
        label = f"{self.label} ({waiting})" if waiting else self.label
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name)


@hooks.register("register_admin_menu_item")
def queue_menu_item():
    return QueueMenuItem(
        gettext_lazy("Comments"),
        queue_address(),
        name="comments",
        icon_name="comment",
        order=440,
    )


class QuestionsMenuItem(MenuItem):
    """The way to what readers ask."""

    def is_shown(self, request):
        return can_see_questions(request.user)


@hooks.register("register_admin_menu_item")
def questions_menu_item():
    return QuestionsMenuItem(
        gettext_lazy("Questions"),
        reverse_lazy("questions:open"),
        name="questions",
        icon_name="help",
        order=445,
    )


class QuestionsSummary(SummaryItem):
    """How many questions on one's own pages are open and for how long, on the admin's home."""

    order = 445
    template_name = "comments/admin/questions_summary.html"

    def get_context_data(self, parent_context):
        asked = list(open_questions_of(self.request.user).values_list("published_at"))
        text = ngettext(
            "%d open question on your pages",
            "%d open questions on your pages",
            len(asked),
        ) % len(asked)
        if asked:
            age = timesince(asked[0][0], timezone.now(), depth=1)
            text = _("%(comments)s, the oldest for %(age)s") % {
                "comments": text,
                "age": age,
            }
        return {"text": text, "url": reverse("questions:open")}

    def is_shown(self):
        return self.request.user.teams.exists()


class WaitingSummary(SummaryItem):
    """How many comments wait and for how long, on the admin's home."""

    order = 440
    template_name = "comments/admin/summary.html"

    def is_shown(self):
        return can_moderate(self.request.user)

    def get_context_data(self, parent_context):
        tallies = Comment.objects.tallies()
        # For the menu, which is made after this.
        self.request.waiting_comments = count = tallies["waiting"]
        text = ngettext("%d comment waiting", "%d comments waiting", count) % count
        if tallies["oldest"]:
            age = timesince(tallies["oldest"], timezone.now(), depth=1)
            text = _("%(comments)s, the oldest for %(age)s") % {
                "comments": text,
                "age": age,
            }
        at_risk = Comment.objects.at_risk()
        risky = at_risk.count()
        reported = tallies["reported"]
        return {
            "text": text,
            "url": queue_address(),
            "reported": reported
            and ngettext("%d reported", "%d reported", reported) % reported,
            "reported_url": REPORTED.address,
            "risk_url": queue_address()
            if at_risk.waiting().exists()
            else REPORTED.address,
            "risk": risky
            and ngettext(
                "%d where someone may be at risk",
                "%d where someone may be at risk",
                risky,
            )
            % risky,
        }


@hooks.register("construct_homepage_summary_items")
def waiting_comments_on_home(request, items):
    items += [WaitingSummary(request), QuestionsSummary(request)]


@hooks.register("register_admin_urls")
def figures_urls():
    return [
        path("reports/comments/", FiguresReportView.as_view(), name="comment_figures"),
        path(
            "reports/comments/results/",
            FiguresReportView.as_view(results_only=True),
            name="comment_figures_results",
        ),
    ]


class FiguresMenuItem(MenuItem):
    def is_shown(self, request):
        return can_read_figures(request.user)


@hooks.register("register_reports_menu_item")
def figures_menu_item():
    return FiguresMenuItem(
        FiguresReportView.page_title,
        reverse("comment_figures"),
        name="comment-figures",
        icon_name="comment",
        order=1200,
    )


@hooks.register("before_delete_page")
def warn_of_losses(request, page):
    """Whoever is asked whether to delete a page reads what goes with it."""
    loss = request.method == "GET" and words_about_loss([page])
    if loss:
        messages.warning(request, loss)


@hooks.register("register_page_header_buttons")
def policy_button(page, user, view_name, next_url=None):
    """The page's comment policy, for those who may set it, in its editor and its listing."""
    if page.is_root() or not can_set_policy(user, page):
        return
    yield Button(
        _("Comments: %s") % PagePolicy.objects.for_page(page),
        reverse("comment_queue:policy", args=[page.pk]),
        icon_name="comment",
        priority=62,
    )


@hooks.register("register_permissions")
def moderating_permission():
    return Permission.objects.filter(
        content_type__app_label="comments", codename="moderate_comment"
    )


class RejectionReasonViewSet(SnippetViewSet):
    """The reasons that moderators choose from, kept by publishers."""

    model = RejectionReason
    icon = "list-ul"
    list_display = ["name", "is_active"]
    menu_label = gettext_lazy("Reasons for not publishing")


register_snippet(RejectionReasonViewSet)
register_snippet(HeldWordViewSet)
