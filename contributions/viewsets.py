"""What readers told, in the Wagtail admin."""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import DetailView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.log_actions import registry as log_registry

from . import services
from .forms import AnswerForm
from .models import UNDECIDED, Contribution, State
from .permissions import can_answer

FOLDERS = [(None, gettext_lazy("All")), *State.choices]


class InboxView(generic.IndexView):
    """Contributions in one state, or all of them, the newest first."""

    model = Contribution
    state = None
    template_name = "contributions/admin/inbox.html"
    header_icon = "group"
    page_title = gettext_lazy("From readers")
    verbose_name_plural = gettext_lazy("contributions")
    any_permission_required = ["view"]
    paginate_by = 20
    list_filter = ["care_setting", "created_at"]
    search_fields = ["reference", "title", "text", "place", "tool__title"]
    search_backend_name = None
    default_ordering = "-created_at"

    @cached_property
    def columns(self):
        return [
            TitleColumn(
                "title",
                label=_("In one line"),
                url_name="contributions_inbox:contribution",
                width="40%",
            ),
            Column("tool", label=_("Tool")),
            Column("place", label=_("Place")),
            StatusTagColumn(
                "state_label",
                label=_("State"),
                primary=lambda told: told.state in UNDECIDED,
            ),
            DateColumn("created_at", label=_("Sent"), sort_key="created_at"),
            Column("reference", label=_("Reference"), classname="w-whitespace-nowrap"),
        ]

    def get_base_queryset(self):
        return Contribution.objects.in_state(self.state).select_related("tool")

    def order_queryset(self, queryset):
        if self.ordering == self.default_ordering:
            return queryset.newest_first()
        return super().order_queryset(queryset)

    def get_index_url(self):
        return folder_address(self.state)

    def get_index_results_url(self):
        return reverse(f"contributions_inbox:{folder_name(self.state)}_results")

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        context["folders"] = [
            {
                "label": label,
                "url": folder_address(state),
                "is_current": state == self.state,
            }
            for state, label in FOLDERS
        ]
        return context


class SenderInboxView(InboxView):
    """What one person told, the newest first."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.sender = get_object_or_404(get_user_model(), pk=kwargs["pk"])

    def get_page_subtitle(self):
        return str(self.sender)

    def get_base_queryset(self):
        return super().get_base_queryset().of(self.sender)

    def get_index_url(self):
        return reverse("contributions_inbox:sender", args=[self.sender.pk])

    def get_index_results_url(self):
        return reverse("contributions_inbox:sender_results", args=[self.sender.pk])

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        for folder in context["folders"]:
            folder["is_current"] = False
        return context


class ContributionView(PermissionCheckedMixin, WagtailAdminTemplateMixin, DetailView):
    """One contribution in full, its draft, and what can be done with it."""

    model = Contribution
    context_object_name = "told"
    template_name = "contributions/admin/contribution.html"
    header_icon = "group"
    permission_required = "view"
    page_title = gettext_lazy("From readers")
    form = None

    def get_queryset(self):
        return Contribution.objects.select_related(
            "tool", "story", "care_setting", "picture", "sender"
        )

    def get_page_subtitle(self):
        return self.object.reference

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": folder_address(None), "label": self.page_title},
            {"url": "", "label": self.object.reference},
        ]

    def get_context_data(self, **kwargs):
        told = self.object
        may_answer = can_answer(self.request.user)
        history = log_registry.get_logs_for_instance(told)
        return super().get_context_data(
            form=AnswerForm() if may_answer and told.state in UNDECIDED else None,
            can_try_again=may_answer and told.state == State.RECEIVED,
            may_edit=told.story
            and told.story.permissions_for_user(self.request.user).can_edit(),
            history=history.select_related("user").order_by("-timestamp"),
            **kwargs,
        )


class AnswerView(ContributionView):
    """Turns a contribution down with an answer, or shows what is wrong with the answer."""

    http_method_names = ["post"]
    permission_required = "change"

    def post(self, request, *args, **kwargs):
        if not can_answer(request.user):
            raise PermissionDenied
        self.object = self.get_object()
        form = AnswerForm(request.POST)
        if not form.is_valid():
            context = self.get_context_data()
            return render(
                request, self.template_name, {**context, "form": form}, status=422
            )
        try:
            services.turn_down(
                self.object, answer=form.cleaned_data["answer"], by=request.user
            )
        except services.AlreadyDecided as decided:
            messages.warning(
                request,
                _("Nothing was changed: somebody else was quicker. It is now: %s.")
                % decided.contribution.state_label,
            )
        else:
            messages.success(request, _("Turned down. The sender gets your answer."))
        return redirect("contributions_inbox:contribution", pk=self.object.pk)


@require_POST
def try_again(request, pk):
    """Make the draft story that could not be made before."""
    if not can_answer(request.user):
        raise PermissionDenied
    told = get_object_or_404(Contribution, pk=pk)
    services.hand_to_editors(told)
    told = Contribution.objects.get(pk=pk)
    if told.state == State.RECEIVED:
        messages.error(
            request,
            _(
                "The draft could not be made. Is there a published section for stories "
                "in this language?"
            ),
        )
    else:
        messages.success(request, _("The draft is there, and waits for approval."))
    return redirect("contributions_inbox:contribution", pk=pk)


class InboxViewSet(ViewSet):
    """Where editors read what readers told, and answer."""

    name = "contributions_inbox"
    url_prefix = "contributions"
    icon = "group"

    def get_urlpatterns(self):
        patterns = []
        for state, _label in FOLDERS:
            prefix = f"{state}/" if state else ""
            listing = InboxView.as_view(state=state)
            results = InboxView.as_view(state=state, results_only=True)
            name = folder_name(state)
            patterns += [
                path(prefix, listing, name=name),
                path(f"{prefix}results/", results, name=f"{name}_results"),
            ]
        return [
            *patterns,
            path("from/<int:pk>/", SenderInboxView.as_view(), name="sender"),
            path(
                "from/<int:pk>/results/",
                SenderInboxView.as_view(results_only=True),
                name="sender_results",
            ),
            path("<int:pk>/", ContributionView.as_view(), name="contribution"),
            path("<int:pk>/turn-down/", AnswerView.as_view(), name="turn_down"),
            path("<int:pk>/try-again/", try_again, name="try_again"),
        ]


def folder_name(state):
    """The URL name of the list of contributions in this state; None: in any."""
    return state or "all"


def folder_address(state):
    """The address of the list of contributions in this state; None: in any."""
    return reverse(f"contributions_inbox:{folder_name(state)}")
