"""What publishers choose for a page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import PagePolicy


class PolicyForm(forms.Form):
    """Whether a page and the pages under it take comments."""

    AS_ABOVE = ""

    mode = forms.ChoiceField(
        label=_("Comments on this page and on all pages under it"),
        choices=[
            (AS_ABOVE, _("As the pages above it say")),
            *PagePolicy.Mode.choices,
        ],
        widget=forms.RadioSelect,
        required=False,
    )
