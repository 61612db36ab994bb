"""Forms in which administrators enter people."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from .forms.fields import AddressField, NameField
from .models import User
from .services.people import save_person


class _PersonForm(forms.ModelForm):
    error_messages = {
        "duplicate_username": _("There is already an account with this address."),
        "password_mismatch": _("The two passwords are not the same."),
    }
    password_required = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = _(
            "Better left empty: then the person chooses one with “Forgotten your password?”."
        )

    def save(self, commit=True):
        user = super().save(commit=False)
        if not user.password:
            user.set_unusable_password()
        # The technical admin is for administrators; two ticks for one thing drift apart.
        user.is_staff = user.is_superuser
        if commit:
            save_person(user)
            self.save_m2m()
        return user


class PersonCreationForm(_PersonForm, UserCreationForm):
    """A new person."""

    first_name = None
    last_name = None
    email = AddressField()
    display_name = NameField()

    class Meta(UserCreationForm.Meta):
        model = User
        fields = ["email", "display_name", "is_superuser", "groups"]


class PersonEditForm(_PersonForm, UserEditForm):
    """A person who is known already."""

    first_name = None
    last_name = None
    email = AddressField()
    display_name = NameField()

    class Meta(UserEditForm.Meta):
        model = User
        fields = ["email", "display_name", "is_active", "is_superuser", "groups"]
