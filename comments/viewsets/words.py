"""The words to look at, kept by publishers, and a place to try them."""

from django.core.exceptions import PermissionDenied
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from ..forms.words import SentenceForm
from ..models import HeldWord

LIST = "wagtailsnippets_comments_heldword:list"


class WordsIndexView(IndexView):
    """The list, with a place to try a sentence."""

    def get_context_data(self, *args, **kwargs):
        return super().get_context_data(*args, sentence_form=SentenceForm(), **kwargs)


class TrySentenceView(WagtailAdminTemplateMixin, FormView):
    """Says which words of the list stand in a sentence; keeps nothing."""

    form_class = SentenceForm
    template_name = "comments/admin/try_words.html"
    header_icon = "comment"
    page_title = _("Try a sentence")
    http_method_names = ["get", "head", "post"]

    def dispatch(self, request, *args, **kwargs):
        policy = policy_registry.get_by_type(HeldWord)
        if not policy.user_has_any_permission(request.user, {"add", "change", "view"}):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse(LIST), "label": HeldWord._meta.verbose_name_plural},
            {"url": "", "label": self.page_title},
        ]

    def form_valid(self, form):
        found = HeldWord.objects.said_in(form.cleaned_data["sentence"])
        context = self.get_context_data(form=form, is_tried=True, found=found)
        return self.render_to_response(context)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


class HeldWordViewSet(SnippetViewSet):
    """Words after which a comment waits for a moderator."""

    model = HeldWord
    icon = "comment"
    list_display = ["words", "note"]
    search_fields = ["words", "note"]
    menu_label = _("Words to look at")
    index_view_class = WordsIndexView
    index_template_name = "comments/admin/words.html"

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("try/", TrySentenceView.as_view(), name="try"),
        ]
