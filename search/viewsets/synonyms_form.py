"""The form in which editors say which words mean the same."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.forms import WagtailAdminModelForm

from safeguards.text import PlainTextField

from ..asking.widening import LONGEST_NAME
from ..models import SynonymSet
from ..models.synonyms import joined_words
from ..words import words_of
from .steering_form import languages

LONGEST = SynonymSet._meta.get_field("words").max_length
# Each of them makes every search for the others longer.
MOST_NAMES = 10


class SynonymSetForm(WagtailAdminModelForm):
    """Words that mean the same, one a line; says kindly what is missing or stands elsewhere."""

    words = PlainTextField(
        label=gettext_lazy("Words that mean the same"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy(
            "One word or phrase a line, two at least: “physio”, “physiotherapist”. Capitals, accents, "
            "hyphens and “s” at the end make no difference."
        ),
        error_messages={
            "required": gettext_lazy(
                "Write at least two words or phrases, one a line."
            ),
            "max_length": gettext_lazy("Write less: a set has room for 500 letters."),
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

    def clean_words(self):
        names = SynonymSet(words=self.cleaned_data["words"]).names
        for name in names:
            self._refuse_odd(name)
        if len(names) < 2:
            raise forms.ValidationError(
                _("Write at least one more: a word or phrase on a line of its own."),
                code="too_few",
            )
        if len(names) > MOST_NAMES:
            raise forms.ValidationError(
                ngettext(
                    "Write at most %(most)s line, the likeliest ones.",
                    "Write at most %(most)s lines, the likeliest ones.",
                    MOST_NAMES,
                )
                % {"most": MOST_NAMES},
                code="too_many",
            )
        self._refuse_twice(names)
        return "\n".join(names)

    def clean(self):
        cleaned = super().clean()
        if "words" in cleaned and "language" in cleaned:
            self._refuse_known(SynonymSet(**cleaned))
        return cleaned

    def _refuse_odd(self, name):
        words = words_of(name)
        if not words:
            raise forms.ValidationError(
                _("“%(name)s” has no letter or number to look for."),
                params={"name": name},
                code="no_word",
            )
        if len(words) > LONGEST_NAME:
            raise forms.ValidationError(
                _("“%(name)s” is too long. Nobody types more than %(most)s words."),
                params={"name": name, "most": LONGEST_NAME},
                code="too_long",
            )

    def _refuse_twice(self, names):
        seen = {}
        for name in names:
            joined = joined_words(name)
            if joined in seen:
                raise forms.ValidationError(
                    _(
                        "“%(one)s” and “%(other)s” are the same to the search. Leave one out."
                    ),
                    params={"one": seen[joined], "other": name},
                    code="twice",
                )
            seen[joined] = name

    def _refuse_known(self, made):
        others = SynonymSet.objects.exclude(pk=self.instance.pk)
        for name in made.names[:1] if made.is_one_way else made.names:
            known = others.that_knows(made.language, name)
            if known:
                self.add_error(
                    "words",
                    forms.ValidationError(
                        _(
                            "“%(name)s” stands in another set already: %(known)s. Add the others there."
                        ),
                        params={"name": name, "known": known},
                        code="known",
                    ),
                )
