"""What moderators choose."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import RejectionReason


class RejectionForm(forms.Form):
    """Why a comment is not published; there is always a reason."""

    reason = forms.ModelChoiceField(
        label=_("Reason"),
        queryset=RejectionReason.objects.offered(),
        empty_label=_("Choose a reason"),
        error_messages={
            "required": _("Choose a reason, so that the writer learns why."),
            "invalid_choice": _("Choose a reason, so that the writer learns why."),
        },
    )
