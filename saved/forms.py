"""What the buttons of "My toolkit" send along."""

from django import forms


class SeenForm(forms.Form):
    """When the list was shown whose news somebody has seen."""

    until = forms.DateTimeField(input_formats=["%Y-%m-%dT%H:%M:%S.%f%z"])
