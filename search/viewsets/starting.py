"""Beginning the page that readers looked for in vain: asks for its title, its type and its place."""

from itertools import groupby

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from library.languages import primary
from pages.narrowing import INDENT
from safeguards.text import PlainLineField, clean_text

from ..permissions import can_see_searches
from ..services.starting_pages import start_page, starts_for
from .report import SearchReportView, title_from

LONGEST_TITLE = 255


class StartForm(forms.Form):
    """The title of a new page, its type and the page under which it stands."""

    title = PlainLineField(
        label=gettext_lazy("Title"),
        max_length=LONGEST_TITLE,
        help_text=gettext_lazy(
            "Begin with the words that readers typed, so that they know it again."
        ),
        error_messages={
            "required": gettext_lazy("Write a title."),
            "max_length": gettext_lazy(
                "Write a shorter title: 255 characters are the most."
            ),
        },
    )
    start = forms.ChoiceField(
        label=gettext_lazy("What it is, and where it stands"),
        error_messages={
            "required": gettext_lazy("Choose what it is and where it stands."),
            "invalid_choice": gettext_lazy(
                "This can’t be begun there any more. Choose another place."
            ),
        },
    )

    def __init__(self, *args, starts, **kwargs):
        super().__init__(*args, **kwargs)
        self.starts = {start.key: start for start in starts}
        self.fields["start"].choices = [
            ("", _("Choose")),
            *(
                (capfirst(name), [(each.key, _place_of(each)) for each in group])
                for name, group in groupby(_by_type(starts), _type_of)
            ),
        ]

    def clean_start(self):
        return self.starts[self.cleaned_data["start"]]


class StartPageView(WagtailAdminTemplateMixin, FormView):
    """Makes a draft of what readers looked for in vain."""

    template_name = "search/admin/start.html"
    page_title = gettext_lazy("Start a page")
    header_icon = "doc-empty-inverse"
    form_class = StartForm

    def dispatch(self, request, *args, **kwargs):
        if not can_see_searches(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("search_report"), "label": SearchReportView.page_title},
            {"url": "", "label": self.page_title},
        ]

    def get_initial(self):
        words = clean_text(self.request.GET.get("title", "")[:1000], multiline=False)
        return {"title": title_from(words)[:LONGEST_TITLE]}

    def get_form_kwargs(self):
        language = primary(self.request.GET.get("language") or "en")
        starts = starts_for(self.request.user, language[:10].replace("\0", ""))
        return {**super().get_form_kwargs(), "starts": starts}

    def form_valid(self, form):
        page = start_page(
            form.cleaned_data["start"],
            title=form.cleaned_data["title"],
            user=self.request.user,
        )
        messages.success(
            self.request,
            _("A draft was made. Readers don’t see it until it is published."),
        )
        return redirect("wagtailadmin_pages:edit", page.pk)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


def _type_of(start):
    return str(start.page_type._meta.verbose_name)


def _by_type(starts):
    return sorted(starts, key=_type_of)


def _place_of(start):
    return INDENT * (start.parent.depth - 2) + start.parent.title
