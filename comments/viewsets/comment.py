"""One comment in the Wagtail admin, with everything that is known of it."""

from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import DetailView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from accounts.permissions import can_see_people
from pages.narrowing import Places

from ..models import Comment, CommentDecision, PagePolicy, RejectionReason
from .access import ModeratorsOnlyMixin, moderators_only, queue_address
from .rows import entries_of, rows_of

LATEST_OF_AUTHOR = 10
# Of a very long thread; the page itself shows all that is public.
MOST_REPLIES = 200


class CommentView(ModeratorsOnlyMixin, WagtailAdminTemplateMixin, DetailView):
    """One comment in its thread, and everything that was reported and decided about it."""

    context_object_name = "comment"
    template_name = "comments/admin/comment.html"
    header_icon = "comment"
    page_title = gettext_lazy("Comment")

    def get_queryset(self):
        return Comment.objects.for_rows().select_related("merged_into__author")

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": queue_address(), "label": _("Comments")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        comment = self.object
        viewer = self.request.user
        thread = comment.parent or comment
        (row,) = rows_of([comment], viewer=viewer, places=Places())
        return super().get_context_data(
            row=row,
            thread=thread,
            replies=_replies(thread),
            policy=PagePolicy.objects.for_page(comment.page),
            reports=comment.reports.order_by("made_at", "pk"),
            history=entries_of(CommentDecision.objects.about([comment])),
            others=_others_of(comment),
            reasons=list(RejectionReason.objects.offered()),
            here=self.request.get_full_path(),
            sees_people=can_see_people(viewer),
            **kwargs,
        )


@require_safe
@moderators_only
def see_page(request, page_id):
    """Lead to a page on which somebody commented: lists don't ask where each of theirs stands."""
    page = get_object_or_404(Page, pk=page_id)
    return redirect(page.get_url(request) or queue_address())


def _replies(thread):
    replies = thread.replies.select_related("author").order_by("created_at", "pk")
    return replies[:MOST_REPLIES]


def _others_of(comment):
    """What else its writer wrote lately."""
    if comment.author is None:
        return []
    written = Comment.objects.written_by(comment.author).select_related("page")
    return written.exclude(pk=comment.pk)[:LATEST_OF_AUTHOR]
