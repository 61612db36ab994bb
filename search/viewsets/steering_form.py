"""The form in which editors say what a phrase finds."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from library.languages import primary
from safeguards.text import PlainLineField

from ..models import SteeredPhrase
from ..words import searchable

LONGEST = 200


class SteeredPhraseForm(WagtailAdminModelForm):
    """A phrase, its language and its chosen results; says kindly what is missing or twice."""

    phrase = PlainLineField(
        label=gettext_lazy("What readers type"),
        max_length=LONGEST,
        help_text=gettext_lazy(
            "The whole phrase, as they type it: rota. Capitals, accents and signs make no difference; "
            "“rotas” is another phrase."
        ),
        error_messages={
            "required": gettext_lazy("Write what readers type."),
            "max_length": gettext_lazy(
                "Write fewer letters: nobody types more than 200."
            ),
        },
    )
    language = forms.ChoiceField(
        label=gettext_lazy("In which language of the site"),
        error_messages={
            "invalid_choice": gettext_lazy("Choose one of the site’s languages.")
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = languages()
        self.formsets["results"].error_messages["too_few_forms"] = _(
            "Choose at least one result."
        )

    def clean_phrase(self):
        phrase = self.cleaned_data["phrase"]
        folded = searchable(phrase)
        if not folded:
            raise forms.ValidationError(
                _("Write at least one word: signs alone find nothing."), code="no_word"
            )
        if len(folded) > LONGEST:
            raise forms.ValidationError(
                self.fields["phrase"].error_messages["max_length"], code="max_length"
            )
        self.instance.folded = folded
        return phrase

    def clean(self):
        cleaned = super().clean()
        if "phrase" in cleaned and "language" in cleaned and self.is_taken():
            self.add_taken()
        self._refuse_twice()
        return cleaned

    def is_taken(self):
        """Whether another row is about this very phrase."""
        same = SteeredPhrase.objects.of_words(
            self.cleaned_data["language"], self.instance.folded
        )
        return same.exclude(pk=self.instance.pk).exists()

    def add_taken(self):
        """Say that the phrase has its results already."""
        self.add_error(
            "phrase",
            _("This phrase is in the list already. Change it there, or write another."),
        )

    def _refuse_twice(self):
        formset = self.formsets["results"]
        formset.is_valid()
        seen = set()
        for form in formset.forms:
            if form in formset.deleted_forms or not form.is_valid():
                continue
            for field in ("page", "document"):
                thing = form.cleaned_data.get(field)
                if thing and thing in seen:
                    form.add_error(field, _("You have chosen this above already."))
                seen.add(thing)


def languages():
    """The languages of the site, as phrases are kept by them: without a country."""
    return [(primary(code), name) for code, name in settings.LANGUAGES]
