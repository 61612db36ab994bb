"""The queue in the Wagtail admin, where moderators decide."""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import DetailView
from wagtail.admin import messages
from wagtail.admin.forms.search import SearchForm
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import BaseListingView, WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from accounts.permissions import can_see_people

from ..forms.deciding import RejectionForm
from ..models import Comment, CommentDecision, RejectionReason
from ..permissions import can_moderate
from ..services import deciding
from ..services.states import AlreadyDecided
from .policies import PolicyView

State = Comment.State

FOLDERS = [
    (State.WAITING, gettext_lazy("Waiting")),
    (State.PUBLISHED, gettext_lazy("Published")),
    (State.REJECTED, gettext_lazy("Not published")),
    (State.HIDDEN, gettext_lazy("Hidden")),
    (None, gettext_lazy("All")),
]


class ModeratorsOnlyMixin:
    """Lets comment moderators in and sends everyone else to the admin's home, as Wagtail does."""

    def dispatch(self, request, *args, **kwargs):
        if not can_moderate(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class QueueView(ModeratorsOnlyMixin, BaseListingView):
    """Comments in one state or in any: those that wait oldest first, others newest first."""

    state = None
    template_name = "comments/admin/queue.html"
    results_template_name = "comments/admin/queue_results.html"
    header_icon = "comment"
    page_title = gettext_lazy("Comments")
    verbose_name_plural = gettext_lazy("comments")
    paginate_by = 20
    is_searchable = True
    search_fields = ["body", "author__display_name", "author__email", "page__title"]

    def get_base_queryset(self):
        return Comment.objects.in_queue(self.state)

    def get_index_url(self):
        return folder_address(self.state)

    def get_search_form(self):
        # Our own form, above the list: Wagtail's needs a script.
        return SearchForm(self.request.GET) if "q" in self.request.GET else SearchForm()

    def get_paginator(self, *args, **kwargs):
        paginator = super().get_paginator(*args, **kwargs)
        if not self.is_searching:
            # The folders' counts say it already.
            paginator.count = self._count(self.state)
        return paginator

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        comments = list(context["object_list"])
        _add_author_records(comments)
        # Set apart from Wagtail's own, so that its header shows no second search.
        context["find_form"] = context.pop("search_form")
        context["comments"] = comments
        context["reasons"] = list(RejectionReason.objects.offered())
        context["folders"] = self._folders()
        context["here"] = self.request.get_full_path()
        context["sees_people"] = can_see_people(self.request.user)
        return context

    def _folders(self):
        return [
            {
                "label": label,
                "url": folder_address(state),
                "is_current": state == self.state,
                "count": self._count(state),
            }
            for state, label in FOLDERS
        ]

    def _count(self, state):
        return self._counts[state] if state else sum(self._counts.values())

    @cached_property
    def _counts(self):
        counts = Comment.objects.counts_by_state()
        # For the menu, which is made after this.
        self.request.waiting_comments = counts[State.WAITING]
        return counts


class AuthorView(QueueView):
    """What one person wrote, the newest first."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.author = get_object_or_404(get_user_model(), pk=kwargs["pk"])

    def get_page_subtitle(self):
        return str(self.author)

    def get_base_queryset(self):
        return super().get_base_queryset().written_by(self.author)

    def get_index_url(self):
        return reverse("comment_queue:author", args=[self.author.pk])

    def get_paginator(self, *args, **kwargs):
        # The folders' counts are those of everyone.
        return BaseListingView.get_paginator(self, *args, **kwargs)

    def _folders(self):
        return [{**folder, "is_current": False} for folder in super()._folders()]


class CommentView(ModeratorsOnlyMixin, WagtailAdminTemplateMixin, DetailView):
    """One comment in its thread, and everything that was decided about it."""

    queryset = Comment.objects.select_related("author", "page", "parent__author")
    context_object_name = "comment"
    template_name = "comments/admin/comment.html"
    header_icon = "comment"
    page_title = gettext_lazy("Comment")

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": folder_address(State.WAITING), "label": _("Comments")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        comment = self.object
        _add_author_records([comment])
        thread = comment.parent or comment
        replies = thread.replies.select_related("author").order_by("created_at", "pk")
        return super().get_context_data(
            thread=thread,
            replies=replies,
            reasons=list(RejectionReason.objects.offered()),
            history=_history(comment),
            here=self.request.get_full_path(),
            sees_people=can_see_people(self.request.user),
            **kwargs,
        )


@require_POST
def approve(request, pk):
    """Publish a comment that waits."""
    return _decide(request, pk, deciding.approve, _("The comment is published."))


@require_POST
def reject(request, pk):
    """Don't publish a comment that waits; the reason goes to its writer."""
    form = RejectionForm(request.POST)
    if not form.is_valid():
        for error in form.errors["reason"]:
            messages.error(request, error)
        return _back_to_queue(request)
    return _decide(
        request,
        pk,
        deciding.reject,
        _("The comment is not published. Its writer is told why."),
        reason=form.cleaned_data["reason"],
    )


@require_POST
def hide(request, pk):
    """Take a published comment away from readers."""
    return _decide(request, pk, deciding.hide, _("The comment is hidden."))


@require_POST
def restore(request, pk):
    """Show a comment that was hidden or not published."""
    return _decide(request, pk, deciding.restore, _("The comment is shown."))


class QueueViewSet(ViewSet):
    """Where comment moderators work."""

    name = "comment_queue"
    url_prefix = "comments"
    icon = "comment"

    def get_urlpatterns(self):
        folders = [
            path(
                f"{state.value}/" if state else "all/",
                QueueView.as_view(state=state),
                name=folder_name(state),
            )
            for state, _label in FOLDERS[1:]
        ]
        return [
            path(
                "",
                QueueView.as_view(state=State.WAITING),
                name=folder_name(State.WAITING),
            ),
            *folders,
            path("by/<int:pk>/", AuthorView.as_view(), name="author"),
            path("<int:pk>/", CommentView.as_view(), name="comment"),
            path("<int:pk>/approve/", approve, name="approve"),
            path("<int:pk>/reject/", reject, name="reject"),
            path("<int:pk>/hide/", hide, name="hide"),
            path("<int:pk>/restore/", restore, name="restore"),
            path("policy/<int:page_id>/", PolicyView.as_view(), name="policy"),
        ]


def folder_name(state):
    """The URL name of the queue's list of comments in this state; None: in any."""
    return state.value if state else "all"


def folder_address(state):
    """The address of the queue's list of comments in this state; None: in any."""
    return reverse(f"comment_queue:{folder_name(state)}")


def _decide(request, pk, service, done, **details):
    comment = get_object_or_404(Comment, pk=pk)
    try:
        service(comment, moderator=request.user, **details)
    except AlreadyDecided as decided:
        messages.warning(
            request,
            _("Nothing was changed: somebody else was quicker. The comment is now: %s.")
            % decided.comment.get_state_display(),
            buttons=[_see_comment(comment)],
        )
    else:
        messages.success(request, done, buttons=[_see_comment(comment)])
    return _back_to_queue(request)


def _see_comment(comment):
    address = reverse("comment_queue:comment", args=[comment.pk])
    return messages.button(address, _("See it again"))


def _back_to_queue(request):
    address = get_valid_next_url_from_request(request)
    return redirect(address or folder_address(State.WAITING))


def _add_author_records(comments):
    """Give each comment how often its author was published and was not, in one query."""
    records = Comment.objects.records_of(
        {comment.author_id for comment in comments if comment.author_id}
    )
    for comment in comments:
        comment.author_record = records.get(comment.author_id)


def _history(comment):
    """What was decided about a comment, with the names that decisions themselves don't keep."""
    decisions = list(CommentDecision.objects.filter(comment_id=comment.pk))
    people = get_user_model().objects.in_bulk(
        {each.moderator_id for each in decisions if each.moderator_id}
    )
    reasons = RejectionReason.objects.in_bulk(
        {each.reason_id for each in decisions if each.reason_id}
    )
    for decision in decisions:
        decision.moderator = people.get(decision.moderator_id)
        decision.reason = reasons.get(decision.reason_id)
    return decisions
