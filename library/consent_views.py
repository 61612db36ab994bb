"""The page of the admin on which consent is withdrawn, or given again."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import registry as log_registry

from .models import CLICImage, CLICMedia
from .permissions import can_change
from .services import RENEWED, WITHDRAWN, renew_consent, withdraw_consent

# How the address calls it: model, page on which it is edited.
KINDS = {
    "image": (CLICImage, "wagtailimages:edit"),
    "media": (CLICMedia, "wagtailmedia:edit"),
}


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(choices=[("withdraw", ""), ("renew", "")])


class ConsentView(WagtailAdminTemplateMixin, DetailView):
    """Says what withdrawing does, and does it when asked by POST."""

    template_name = "library/admin/consent.html"
    context_object_name = "item"
    page_title = gettext_lazy("Consent")
    header_icon = "user"

    def get_object(self, queryset=None):
        if self.kwargs["kind"] not in KINDS:
            raise Http404
        model, self.edit_url_name = KINDS[self.kwargs["kind"]]
        item = get_object_or_404(model, pk=self.kwargs["pk"])
        if not can_change(self.request.user, item):
            raise PermissionDenied
        return item

    def get_page_subtitle(self):
        return self.object.title

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": self._edit_url(), "label": self.object.title},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        history = log_registry.get_logs_for_instance(self.object)
        return super().get_context_data(
            uses=self.object.get_usage().count(),
            history=history.filter(action__in=[WITHDRAWN, RENEWED])
            .select_related("user")
            .order_by("-timestamp"),
            edit_url=self._edit_url(),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        self.object = item = self.get_object()
        form = DecisionForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("Nothing was changed. Please choose again."))
            return redirect("library_consent", self.kwargs["kind"], item.pk)
        if form.cleaned_data["decision"] == "renew":
            renew_consent(item, by=request.user)
            messages.success(
                request, _("“%(title)s” is shown again.") % {"title": item.title}
            )
            return redirect(self._edit_url())
        withdraw_consent(item, by=request.user)
        messages.success(
            request,
            _(
                "“%(title)s” is shown to nobody any more. It was used in these places: "
                "choose something else there."
            )
            % {"title": item.title},
        )
        return redirect(item.usage_url)

    def _edit_url(self):
        return reverse(self.edit_url_name, args=[self.object.pk])
