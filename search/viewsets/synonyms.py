"""Words that mean the same, as Publishers keep them in the admin."""

from django.conf import settings
from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from library.languages import primary
from safeguards.text import clean_text

from ..models import IndexState, SynonymSet
from .steering import results_address
from .steering_form import languages
from .synonyms_form import SynonymSetForm


class SynonymsIndexView(generic.IndexView):
    """All sets of words."""

    page_title = gettext_lazy("Synonyms")
    add_item_label = gettext_lazy("Add a set")


class OneAtATime:
    """Forms that are sent at the same moment are looked at one after another."""

    @transaction.atomic
    def post(self, request, *args, **kwargs):
        IndexState.objects.select_for_update().get(pk=1)
        return super().post(request, *args, **kwargs)

    def get_success_buttons(self):
        address = results_address(self.object)
        to_results = messages.button(address, _("See the results"), new_window=True)
        return [*super().get_success_buttons(), to_results]


class SynonymsCreateView(OneAtATime, generic.CreateView):
    """Begins with the words and language in the address, where the report on searches leads here."""

    def get(self, request, *args, **kwargs):
        asked = self._asked_for()
        known = SynonymSet.objects.that_knows(asked.language, asked.words)
        if known:
            return redirect("synonyms:edit", known.pk)
        return super().get(request, *args, **kwargs)

    def get_initial_form_instance(self):
        return self._asked_for()

    def _asked_for(self):
        words = clean_text(self.request.GET.get("words", "")[:1000], multiline=False)
        language = self.request.GET.get("language", "")
        usual = primary(settings.LANGUAGE_CODE)
        return SynonymSet(
            words=words[:200],
            language=language if language in dict(languages()) else usual,
        )


class SynonymsEditView(OneAtATime, generic.EditView):
    """Changes a set of words."""


class SynonymsViewSet(ModelViewSet):
    """Sets of words that mean the same."""

    model = SynonymSet
    name = "synonyms"
    url_prefix = "search/synonyms"
    icon = "list-ul"
    menu_label = gettext_lazy("Synonyms")
    menu_order = 10
    copy_view_enabled = False
    index_view_class = SynonymsIndexView
    add_view_class = SynonymsCreateView
    edit_view_class = SynonymsEditView
    search_fields = ["words"]
    search_backend_name = None
    list_filter = ["language"]
    list_display = [
        "__str__",
        Column("language_name", label=gettext_lazy("Language")),
        Column("way", label=gettext_lazy("How they find each other")),
    ]
    edit_handler = ObjectList(
        [
            HelpPanel(template="search/admin/synonyms_help.html"),
            FieldPanel("words"),
            FieldPanel("language"),
            FieldPanel("is_one_way"),
        ],
        base_form_class=SynonymSetForm,
    )
