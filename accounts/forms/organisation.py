"""Forms around signing in with an organisation's account."""

from allauth.socialaccount.models import SocialAccount
from django import forms
from django.utils.translation import gettext_lazy as _

from .fields import AddressField, NameField


class ConfirmDetailsForm(forms.Form):
    """What the organisation told of somebody who is new, for them to confirm or change."""

    display_name = NameField()
    email = AddressField(help_text=_("We send a code to it. Nobody else sees it."))

    def clean_email(self):
        return self.cleaned_data["email"].lower()


class DisconnectForm(forms.Form):
    """Which of their connected accounts somebody wants to take off."""

    account = forms.ModelChoiceField(
        queryset=SocialAccount.objects.none(),
        error_messages={
            "required": _("Choose the account to disconnect"),
            "invalid_choice": _("This account is not connected any more"),
        },
    )

    def __init__(self, *args, accounts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = accounts
