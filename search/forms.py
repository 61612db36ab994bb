"""What readers type into the search box."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from safeguards.text import PlainLineField

MAX_LENGTH = 200
# PostgreSQL nests a search by its terms, and gives up at some hundreds of them.
MAX_TERMS = 20


class WordsField(PlainLineField):
    """Words to look for, cut to what can be searched instead of refused."""

    def to_python(self, value):
        return super().to_python(value[:MAX_LENGTH] if value else value)


class SearchForm(forms.Form):
    """The search box, wherever it stands."""

    q = WordsField(label=_("Words to look for"), required=False)

    @property
    def words(self):
        """What was typed, cleaned, as it may be shown again."""
        return self.cleaned_data["q"] if self.is_valid() else ""

    @property
    def terms(self):
        """The single terms to look for; empty where nothing but signs was typed."""
        found = re.findall(r"[^\s-]+", self.words)
        return [term for term in found if re.search(r"\w", term)][:MAX_TERMS]
