"""Boxes to tick for what needs somebody's consent: unticked, until they agreed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..mail_choices import choices_for
from ..purposes import mail_purposes
from ..services.consents import holds, words_of


class Checkbox(forms.CheckboxInput):
    """A box whose value is the version of the words that stood beside it."""

    def value_from_datadict(self, data, files, name):
        return data.get(name)


class ConsentField(forms.Field):
    """A box for one purpose: true where somebody ticked it beside the words we ask with."""

    def __init__(self, purpose):
        self.version = str(purpose.version)
        super().__init__(
            label=purpose.title,
            help_text=words_of(purpose),
            required=False,
            widget=Checkbox(attrs={"value": self.version}),
        )

    def clean(self, value):
        if value and value != self.version:
            raise forms.ValidationError(
                _(
                    "We have changed these words since you opened the page: please read them, "
                    "and choose again"
                ),
                code="words_changed",
            )
        return bool(value)

    def bound_data(self, data, initial):
        # Other words than those that were ticked are not ticked.
        return data == self.version


class MailChoicesForm(forms.Form):
    """What mail somebody wants."""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.purposes = mail_purposes()
        for purpose in self.purposes:
            self.fields[purpose.key] = ConsentField(purpose)
            self.initial[purpose.key] = holds(user, purpose)
        self.choices = choices_for(user)
        for choice in self.choices:
            self.fields[choice.key] = forms.BooleanField(
                label=choice.title, help_text=choice.text, required=False
            )
            self.initial[choice.key] = choice.is_wanted_by(user)
