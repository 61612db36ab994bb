"""One message in the inbox: all there is about it, and what can be done."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.generic import DetailView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from ..models import FeedbackItem
from ..permissions import can_decide
from ..services.deciding import mark_done, mark_spam, reopen
from .history import history_of

State = FeedbackItem.State


@dataclass(frozen=True)
class Decision:
    """Something a colleague can do with a message."""

    label: str
    states: tuple
    carry_out: Callable


DECISIONS = {
    "done": Decision(_("Mark as done"), FeedbackItem.OPEN, mark_done),
    "spam": Decision(_("Mark as spam"), FeedbackItem.OPEN, mark_spam),
    "reopen": Decision(_("Open again"), (State.DONE, State.SPAM), reopen),
}


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(choices=[(name, name) for name in DECISIONS])


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
        return super().get_context_data(
            history=history_of(self.object),
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
            if self.object.state in decision.states
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
