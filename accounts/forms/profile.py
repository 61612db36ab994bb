"""Forms in which people say who they are."""

from django import forms

from ..models import User
from ..services.names import choose_name
from .fields import NameField


class NameForm(forms.ModelForm):
    """What others see of somebody with an account."""

    display_name = NameField()

    class Meta:
        model = User
        fields = ["display_name"]

    def save(self, commit=True):
        choose_name(self.instance, self.cleaned_data["display_name"])
        return self.instance
