"""Forms people fill in to join and to sign in."""

from allauth.account import forms as allauth_forms
from allauth.account.fields import PasswordField
from allauth.account.internal import flows
from django import forms
from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext_lazy as _

from .. import pending
from ..models import User
from ..services import joining
from .fields import (
    LONGEST_PASSWORD,
    NEW_PASSWORD_HINT,
    AddressField,
    CodeField,
    CurrentPasswordField,
    NameField,
    NewPasswordField,
    password_errors,
)


class SignupForm(allauth_forms.SignupForm):
    """What joining takes: e-mail, name shown, password."""

    email = AddressField()
    display_name = NameField()

    field_order = ["email", "display_name", "password1"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address")
        self.fields["email"].help_text = _("We send a code to it. Nobody else sees it.")
        self.fields["password1"] = PasswordField(
            label=_("Password"),
            help_text=NEW_PASSWORD_HINT,
            max_length=LONGEST_PASSWORD,
            autocomplete="new-password",
            error_messages=password_errors(_("Enter a password")),
        )

    def validate_unique_email(self, value):
        email = super().validate_unique_email(value)
        place = User.objects.filter(email=email).first()
        if place and place.is_unfinished():
            self.account_already_exists = False
        return email

    def try_save(self, request):
        # Hashed whether or not the address is known: a hash takes long enough for the
        # difference to be measured from outside.
        self.password_hash = make_password(self.cleaned_data["password1"])
        try:
            return super().try_save(request)
        except joining.AlreadyJoined:
            # Between the check and here, in another browser.
            email = self.cleaned_data["email"]
            return None, flows.signup.prevent_enumeration(request, email=email)

    def save(self, request):
        user = joining.begin_signup(self.cleaned_data["email"])
        pending.keep(
            request,
            email=user.email,
            display_name=self.cleaned_data["display_name"],
            password_hash=self.password_hash,
        )
        return user


class LoginForm(allauth_forms.LoginForm):
    """E-mail and password; signed out with the browser unless the box is ticked."""

    password = CurrentPasswordField(max_length=LONGEST_PASSWORD)
    remember = forms.BooleanField(
        label=_("Keep me signed in on this device"),
        help_text=_("Not on a computer that others use too."),
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"] = AddressField()
        self.order_fields(["login", "password", "remember"])


class ReauthenticateForm(allauth_forms.ReauthenticateForm):
    """The password once more, before something that matters."""

    password = CurrentPasswordField(max_length=LONGEST_PASSWORD)


class ResetPasswordForm(allauth_forms.ResetPasswordForm):
    """The address of somebody who has forgotten their password."""

    email = AddressField()

    def clean_email(self):
        email = super().clean_email()
        # Whoever never finished joining has nothing to reset; the mail tells them to join.
        self.users = [user for user in self.users if not user.is_unfinished()]
        return email


class _TypedOnce:
    """Passwords can be shown here, so nobody types them twice."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["password2"]


class ResetPasswordKeyForm(_TypedOnce, allauth_forms.ResetPasswordKeyForm):
    """A new password after the code was right."""

    password1 = NewPasswordField()


class ChangePasswordForm(_TypedOnce, allauth_forms.ChangePasswordForm):
    """Another password for somebody who knows the one they have."""

    oldpassword = CurrentPasswordField(
        label=_("Current password"),
        max_length=LONGEST_PASSWORD,
        error_messages=password_errors(_("Enter your current password")),
    )
    password1 = NewPasswordField()


class SetPasswordForm(_TypedOnce, allauth_forms.SetPasswordForm):
    """A first password for an account that has none."""

    password1 = NewPasswordField()


class EmailCodeForm(allauth_forms.ConfirmEmailVerificationCodeForm):
    """The code that proves an address, while someone joins."""

    code = CodeField()

    def clean_code(self):
        if self.user is None:
            # Nobody is to be let in: the address is known already, or the place is gone.
            self.expected_code = ""
        return super().clean_code()


class PasswordResetCodeForm(allauth_forms.ConfirmPasswordResetCodeForm):
    """The code that allows a new password."""

    code = CodeField()
