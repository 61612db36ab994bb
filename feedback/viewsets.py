"""The inbox in the Wagtail admin."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.generic import DetailView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.log_actions import registry as log_registry

from .models import FeedbackItem
from .permissions import can_decide
from .services import mark_done, mark_spam, reopen

State = FeedbackItem.State


@dataclass(frozen=True)
class Decision:
    """Something a colleague can do with a message."""

    label: str
    state: str
    carry_out: Callable


DECISIONS = {
    "done": Decision(_("Mark as done"), State.DONE, mark_done),
    "spam": Decision(_("Mark as spam"), State.SPAM, mark_spam),
    "reopen": Decision(_("Open again"), State.NEW, reopen),
}


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(choices=[(name, name) for name in DECISIONS])


class InboxView(generic.IndexView):
    """Messages in one state, or all of them, the newest first."""

    model = FeedbackItem
    state = None
    template_name = "feedback/admin/inbox.html"
    header_icon = "mail"
    page_title = _("Feedback")
    verbose_name_plural = _("feedback messages")
    any_permission_required = ["view"]
    paginate_by = 20
    list_filter = ["kind", "created_at"]
    search_fields = ["reference", "message", "name", "email", "page__title"]
    search_backend_name = None
    default_ordering = "-created_at"

    @cached_property
    def columns(self):
        state = StatusTagColumn(
            "get_state_display",
            label=_("State"),
            primary=lambda item: item.state == State.NEW,
        )
        return [
            TitleColumn(
                "excerpt",
                label=_("Message"),
                url_name="feedback_inbox:message",
                width="40%",
            ),
            Column("kind", label=_("About")),
            Column("page", label=_("Page")),
            Column("sender", label=_("From")),
            *([] if self.state else [state]),
            DateColumn("created_at", label=_("Sent"), sort_key="created_at"),
            Column("reference", label=_("Reference"), classname="w-whitespace-nowrap"),
        ]

    def get_base_queryset(self):
        items = FeedbackItem.objects.in_state(self.state)
        return items.select_related("kind", "page")

    def order_queryset(self, queryset):
        if self.ordering == self.default_ordering:
            return queryset.newest_first()
        return super().order_queryset(queryset)

    def get_index_url(self):
        return reverse(f"feedback_inbox:{self.state or 'all'}")

    def get_index_results_url(self):
        return reverse(f"feedback_inbox:{self.state or 'all'}_results")

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        context["folders"] = [
            {
                "label": label,
                "url": reverse(f"feedback_inbox:{name}"),
                "is_current": name == (self.state or "all"),
            }
            for name, label in [*State.choices, ("all", _("All"))]
        ]
        return context


class SenderInboxView(InboxView):
    """What one member sent, the newest first."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.sender = get_object_or_404(get_user_model(), pk=kwargs["pk"])

    def get_page_subtitle(self):
        return str(self.sender)

    def get_base_queryset(self):
        return super().get_base_queryset().of(self.sender)

    def get_index_url(self):
        return reverse("feedback_inbox:sender", args=[self.sender.pk])

    def get_index_results_url(self):
        return reverse("feedback_inbox:sender_results", args=[self.sender.pk])

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        for folder in context["folders"]:
            folder["is_current"] = False
        return context


class MessageView(PermissionCheckedMixin, WagtailAdminTemplateMixin, DetailView):
    """One message in full, what has been done about it, and what can be."""

    model = FeedbackItem
    queryset = FeedbackItem.objects.select_related("kind", "page")
    context_object_name = "item"
    template_name = "feedback/admin/message.html"
    header_icon = "mail"
    permission_required = "view"
    page_title = _("Feedback")

    def get_page_subtitle(self):
        return self.object.reference

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("feedback_inbox:new"), "label": self.page_title},
            {"url": "", "label": self.object.reference},
        ]

    def get_context_data(self, **kwargs):
        history = log_registry.get_logs_for_instance(self.object)
        return super().get_context_data(
            history=history.select_related("user").order_by("-timestamp"),
            decisions=self._decisions(),
            **kwargs,
        )

    def _decisions(self):
        """What this colleague may do with the message now, and what to call it."""
        if not can_decide(self.request.user):
            return []
        return [
            (name, decision.label)
            for name, decision in DECISIONS.items()
            if decision.state != self.object.state
        ]


@require_POST
def decide(request, pk):
    """Move a message to another state."""
    if not can_decide(request.user):
        raise PermissionDenied
    item = get_object_or_404(FeedbackItem, pk=pk)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was changed. Please choose again."))
        return redirect("feedback_inbox:message", pk=pk)
    decision = DECISIONS[form.cleaned_data["decision"]]
    item = decision.carry_out(item, by=request.user)
    messages.success(
        request,
        _("%(reference)s is now in “%(state)s”.")
        % {"reference": item.reference, "state": item.get_state_display()},
    )
    return redirect("feedback_inbox:message", pk=pk)


class InboxViewSet(ViewSet):
    """Where colleagues read what visitors sent, and deal with it."""

    name = "feedback_inbox"
    url_prefix = "feedback"
    icon = "mail"

    def get_urlpatterns(self):
        folders = [
            ("new", "", State.NEW),
            ("done", "done/", State.DONE),
            ("spam", "spam/", State.SPAM),
            ("all", "all/", None),
        ]
        patterns = []
        for name, prefix, state in folders:
            listing = InboxView.as_view(state=state)
            results = InboxView.as_view(state=state, results_only=True)
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
            path("<int:pk>/", MessageView.as_view(), name="message"),
            path("<int:pk>/decide/", decide, name="decide"),
        ]
