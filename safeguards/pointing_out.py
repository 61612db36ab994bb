"""Forms that point out what could tell who somebody is, before it is sent."""

from django import forms
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from .personal_details import find_details, marked


class DetailsFormMixin(forms.Form):
    """A form that comes back until its words hold no personal details, or until their writer has
    ticked that those they were shown shall stay: shown with `safeguards/details.html`."""

    # The field with the words.
    words_field = None

    # Stands for the very details that the writer was shown: others are pointed out anew.
    keeps_details = forms.CharField(required=False, max_length=64)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.words = ""
        self.findings = []

    def clean(self):
        cleaned = super().clean()
        self.words = cleaned.get(self.words_field, "")
        self.findings = find_details(self.words)
        keeps = cleaned.pop("keeps_details", "")
        if self.findings and keeps != self.details_key:
            self.add_error(
                self.words_field,
                _("Your text may tell who somebody is. Look at what is marked below."),
            )
        return cleaned

    @property
    def details(self):
        """What was found, each kind once."""
        return list(dict.fromkeys(finding.kind for finding in self.findings))

    @property
    def marked_words(self):
        """The text in pieces, each with what was found there or None."""
        return marked(self.words, self.findings)

    @property
    def details_key(self):
        """What the tick to keep just these details sends."""
        found = sorted({self.words[each.start : each.end] for each in self.findings})
        return salted_hmac(
            "safeguards.details", "\0".join(found), algorithm="sha256"
        ).hexdigest()

    @property
    def keeps_details_shown(self):
        return self.data.get("keeps_details") == self.details_key
