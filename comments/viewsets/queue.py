"""The queue in the Wagtail admin: lists of comments, and of what was decided about them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.viewsets.base import ViewSet

from accounts.permissions import can_see_people
from pages.narrowing import SIZES, Places

from ..models import Comment, CommentDecision, RejectionReason
from . import asking, comment, decisions
from .access import ModeratorsOnlyMixin
from .filters import DecisionFilterSet, QueueFilterSet
from .policies import PolicyView
from .rows import entries_of, rows_of

# Ticks all comments that are shown, for whom the browser can't.
TICKED = "ticked"


@dataclass(frozen=True)
class Folder:
    """A tab of the queue."""

    name: str
    label: str
    comments: Callable | None = None
    # What is said where nothing is in it.
    nothing: str = _("There are no comments here.")

    @property
    def address(self):
        return reverse(f"comment_queue:{self.name}")


WAITING = Folder(
    "waiting",
    _("Waiting"),
    Comment.objects.in_queue,
    _("No comment is waiting. Thank you."),
)
REPORTED = Folder(
    "reported",
    _("Reported"),
    Comment.objects.reported,
    _("No reader has reported anything that is still to be looked at."),
)
DETAILS = Folder(
    "details",
    _("Held for details"),
    Comment.objects.held_for_details,
    _("No comment waits because of personal details."),
)
DECISIONS = Folder("decisions", _("Recent decisions"))
ALL = Folder("all", _("All"), Comment.objects.newest_first)
FOLDERS = [WAITING, REPORTED, DETAILS, DECISIONS, ALL]


class ListView(ModeratorsOnlyMixin, BaseListingView):
    """What the lists of the queue have in common: tabs, filters, and pages."""

    folder = None
    header_icon = "comment"
    page_title = _("Comments")
    is_searchable = False
    # Ours stay in their form, above the list.
    active_filters = []

    @cached_property
    def is_filtering(self):
        return self.filters.is_valid() and self.filters.is_narrowed

    @cached_property
    def places(self):
        return Places(self.request.GET.get("section", ""))

    def get_index_url(self):
        return self.folder.address

    def get_filterset_kwargs(self):
        return {**super().get_filterset_kwargs(), "places": self.places}

    def filter_queryset(self, queryset):
        if not self.filters.is_valid():
            # Nobody should take a list for narrowed down that is not.
            return queryset.none()
        return super().filter_queryset(queryset)

    def render_to_response(self, context, **kwargs):
        if not self.filters.is_valid():
            kwargs["status"] = 422
        return super().render_to_response(context, **kwargs)

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        # Set apart from Wagtail's own, which need a script.
        context["find"] = context.pop("filters")
        context["folders"] = self._folders()
        context["here"] = self._here()
        return context

    def _here(self):
        """The way back to this list as it is, with nothing ticked."""
        asked_for = self.request.GET.copy()
        asked_for.pop(TICKED, None)
        query = asked_for.urlencode()
        return f"{self.request.path}?{query}" if query else self.request.path

    def _folders(self):
        counts = self._counts
        return [
            {
                "label": folder.label,
                "url": folder.address,
                "is_current": folder == self.folder,
                "count": counts.get(folder.name),
            }
            for folder in FOLDERS
        ]

    @cached_property
    def _counts(self):
        tallies = Comment.objects.tallies()
        # For the menu, which is made after this.
        self.request.waiting_comments = tallies["waiting"]
        return {
            WAITING.name: tallies["waiting"],
            DETAILS.name: tallies["details"],
            REPORTED.name: tallies["reported"],
        }


class QueueView(ListView):
    """The comments of one tab, with all that is needed to decide about them."""

    template_name = "comments/admin/queue.html"
    results_template_name = "comments/admin/queue_results.html"
    verbose_name_plural = _("comments")
    filterset_class = QueueFilterSet
    has_states = False

    def get_base_queryset(self):
        return self.folder.comments().for_rows()

    def get_filterset_kwargs(self):
        return {**super().get_filterset_kwargs(), "has_states": self.has_states}

    def get_paginate_by(self, queryset):
        is_chosen = self.filters.is_valid() and self.filters.form.cleaned_data["show"]
        return int(is_chosen or SIZES[0])

    def get_paginator(self, *args, **kwargs):
        paginator = super().get_paginator(*args, **kwargs)
        count = self._counts.get(self.folder and self.folder.name)
        if count is not None and self.filters.is_valid() and not self.is_filtering:
            # The tabs say it already.
            paginator.count = count
        return paginator

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        viewer = self.request.user
        context["rows"] = rows_of(
            context["object_list"], viewer=viewer, places=self.places
        )
        context["is_ticked"] = TICKED in self.request.GET
        context["offers_hiding"] = self.folder not in (WAITING, DETAILS)
        context["reasons"] = list(RejectionReason.objects.offered())
        context["sees_people"] = can_see_people(viewer)
        context["may_trust"] = viewer.has_perm("accounts.trust_user")
        return context


class AuthorView(QueueView):
    """What one person wrote, the newest first."""

    has_states = True

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.author = get_object_or_404(get_user_model(), pk=kwargs["pk"])

    def get_page_subtitle(self):
        return str(self.author)

    def get_base_queryset(self):
        return Comment.objects.written_by(self.author).for_rows()

    def get_index_url(self):
        return reverse("comment_queue:author", args=[self.author.pk])


class DecisionsView(ListView):
    """What moderators decided, the newest first."""

    folder = DECISIONS
    template_name = "comments/admin/decisions.html"
    results_template_name = "comments/admin/decisions_results.html"
    verbose_name_plural = _("decisions")
    filterset_class = DecisionFilterSet
    paginate_by = 50

    def get_base_queryset(self):
        return CommentDecision.objects.by_the_team()

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        context["entries"] = entries_of(context["object_list"])
        return context


class QueueViewSet(ViewSet):
    """Where comment moderators work."""

    name = "comment_queue"
    url_prefix = "comments"
    icon = "comment"

    def get_urlpatterns(self):
        lists = [
            path(
                "" if folder is WAITING else f"{folder.name}/",
                QueueView.as_view(folder=folder, has_states=folder is ALL),
                name=folder.name,
            )
            for folder in FOLDERS
            if folder is not DECISIONS
        ]
        return [
            *lists,
            path("decisions/", DecisionsView.as_view(), name=DECISIONS.name),
            path("by/<int:pk>/", AuthorView.as_view(), name="author"),
            path("page/<int:page_id>/", comment.see_page, name="see_page"),
            path("bulk/", decisions.decide_all, name="bulk"),
            path("<int:pk>/", comment.CommentView.as_view(), name="comment"),
            path("<int:pk>/move/", asking.MoveView.as_view(), name="move"),
            path("<int:pk>/merge/", asking.MergeView.as_view(), name="merge"),
            path(
                "<int:pk>/take-words-out/",
                asking.TakeWordsOutView.as_view(),
                name="take_words_out",
            ),
            *(
                path(
                    f"<int:pk>/{name.replace('_', '-')}/",
                    decisions.decide,
                    {"name": name},
                    name=name,
                )
                for name in decisions.DECISIONS
            ),
            path("policy/<int:page_id>/", PolicyView.as_view(), name="policy"),
        ]
