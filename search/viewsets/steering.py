"""What editors choose to be found for a phrase: shown first, shown higher, or not at all."""

from django.conf import settings
from django.db import IntegrityError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from wagtail.admin import messages
from wagtail.admin.panels import (
    FieldPanel,
    HelpPanel,
    InlinePanel,
    ObjectList,
    PageChooserPanel,
)
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button, HeaderButton

from library.languages import primary
from safeguards.text import clean_text

from ..models import SteeredPhrase
from ..words import searchable
from .steering_form import LONGEST, SteeredPhraseForm, languages


def results_address(phrase):
    """Where it is seen what readers find by a phrase, in its language."""
    codes = {primary(code): code for code, _name in settings.LANGUAGES}
    with override(codes.get(phrase.language, settings.LANGUAGE_CODE)):
        return f"{reverse('search')}?{urlencode({'q': phrase.phrase})}"


class SteeringIndexView(generic.IndexView):
    """All phrases with what was chosen for them."""

    page_title = gettext_lazy("Chosen results")
    add_item_label = gettext_lazy("Add a phrase")

    def get_base_queryset(self):
        return SteeredPhrase.objects.with_results()

    def get_list_more_buttons(self, instance):
        return [*super().get_list_more_buttons(instance), _to_results(instance)]


class SavedOnce:
    """A form that was sent twice at once makes one row, and says so to the slower one."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except IntegrityError:
            form.add_taken()
            self.is_valid(form)
            return self.form_invalid(form)

    def get_success_buttons(self):
        address = results_address(self.object)
        to_results = messages.button(address, _("See the results"), new_window=True)
        return [*super().get_success_buttons(), to_results]


class SteeringCreateView(SavedOnce, generic.CreateView):
    """Begins with the phrase and language in the address, where the report on searches leads here."""

    def get(self, request, *args, **kwargs):
        asked = self._asked_for()
        known = SteeredPhrase.objects.of_words(asked.language, searchable(asked.phrase))
        if first := known.first():
            return redirect("steering:edit", first.pk)
        return super().get(request, *args, **kwargs)

    def get_initial_form_instance(self):
        return self._asked_for()

    def _asked_for(self):
        phrase = clean_text(self.request.GET.get("phrase", "")[:1000], multiline=False)
        language = self.request.GET.get("language", "")
        usual = primary(settings.LANGUAGE_CODE)
        return SteeredPhrase(
            phrase=phrase[:LONGEST],
            language=language if language in dict(languages()) else usual,
        )


class SteeringEditView(SavedOnce, generic.EditView):
    """Changes the results of a phrase, with a way to see them."""

    @cached_property
    def header_buttons(self):
        return [
            HeaderButton(
                _("See the results"),
                url=results_address(self.object),
                icon_name="search",
                attrs={"target": "_blank"},
            )
        ]


class SteeringViewSet(ModelViewSet):
    """Phrases with chosen results, as Publishers keep them."""

    model = SteeredPhrase
    name = "steering"
    url_prefix = "search/steering"
    icon = "pick"
    menu_label = gettext_lazy("Chosen results")
    menu_order = 20
    copy_view_enabled = False
    index_view_class = SteeringIndexView
    add_view_class = SteeringCreateView
    edit_view_class = SteeringEditView
    search_fields = ["phrase"]
    search_backend_name = None
    list_filter = ["language"]
    list_display = [
        "phrase",
        Column("language_name", label=gettext_lazy("Language")),
        Column("chosen", label=gettext_lazy("What was chosen"), width="50%"),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("phrase"),
            FieldPanel("language"),
            HelpPanel(template="search/admin/steering_help.html"),
            InlinePanel(
                "results",
                panels=[
                    FieldPanel("action"),
                    PageChooserPanel("page"),
                    FieldPanel("document"),
                ],
                heading=gettext_lazy("Results"),
                label=gettext_lazy("Result"),
                min_num=1,
            ),
        ],
        base_form_class=SteeredPhraseForm,
    )


def _to_results(phrase):
    return Button(
        _("See the results"),
        url=results_address(phrase),
        icon_name="search",
        priority=15,
        attrs={"target": "_blank"},
    )
