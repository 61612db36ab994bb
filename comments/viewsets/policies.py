"""The page in the Wagtail admin that opens and closes comments on a page and all under it."""

from django.core.exceptions import PermissionDenied
from django.forms import model_to_dict
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from ..forms.policies import PolicyForm
from ..models import PagePolicy
from ..permissions import can_set_policy
from ..services.policies import set_policy

RULES = ["mode", "closes_on", "approves_first", "allows_hidden_names"]
# Of the pages below that have a policy of their own.
SHOWN = 20


class PolicyView(WagtailAdminTemplateMixin, FormView):
    """Opens and closes comments on a page and all pages under it."""

    form_class = PolicyForm
    template_name = "comments/admin/policy.html"
    header_icon = "comment"
    page_title = gettext_lazy("Comments")

    def dispatch(self, request, *args, **kwargs):
        self.page = get_object_or_404(Page, pk=kwargs["page_id"])
        if self.page.is_root():
            raise Http404
        if not can_set_policy(request.user, self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": self.get_success_url(), "label": self.get_page_subtitle()},
            {"url": "", "label": self.page_title},
        ]

    def get_initial(self):
        own = PagePolicy.objects.filter(page_id=self.page.pk).first()
        return model_to_dict(own, RULES) if own else {"mode": PolicyForm.AS_ABOVE}

    def get_context_data(self, **kwargs):
        policies = PagePolicy.objects.select_related("page")
        below = list(PagePolicy.objects.below(self.page)[: SHOWN + 1])
        return super().get_context_data(
            page=self.page,
            policy=policies.for_page(self.page),
            below=below[:SHOWN],
            has_more_below=len(below) > SHOWN,
            **kwargs,
        )

    def form_valid(self, form):
        mode, rules = form.policy
        set_policy(self.page, mode, user=self.request.user, **rules)
        messages.success(
            self.request,
            _("Saved. It holds at once for “%(page)s” and all pages under it.")
            % {"page": self.page.get_admin_display_title()},
        )
        return super().form_valid(form)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_success_url(self):
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])
