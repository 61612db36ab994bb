"""Forms people fill in to join and to sign in."""

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from allauth.account.fields import PasswordField
from allauth.account.internal import flows
from django import forms
from django.contrib.auth.hashers import make_password
from django.utils.crypto import get_random_string
from django.utils.text import format_lazy
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
    KeepSignedInField,
    NameField,
    NewPasswordField,
    password_errors,
)


def take_as_long_as_a_password():
    """Work that hides from a stop-watch whether an address is known."""
    make_password(get_random_string(12))


class SignupForm(allauth_forms.SignupForm):
    """What joining takes: e-mail, name shown, and a password or none."""

    email = AddressField()
    display_name = NameField()

    field_order = ["email", "display_name", "password1"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address")
        self.fields["email"].help_text = _("We send a code to it. Nobody else sees it.")
        self.fields["password1"] = PasswordField(
            label=_("Password"),
            help_text=format_lazy(
                "{} {}",
                NEW_PASSWORD_HINT,
                _("Or leave it empty, and sign in with a code by e-mail or a passkey."),
            ),
            required=False,
            max_length=LONGEST_PASSWORD,
            autocomplete="new-password",
            error_messages=password_errors(_("Enter a password")),
        )

    def clean(self):
        super().clean()
        password = self.cleaned_data.get("password1")
        if password and "password1" not in self.errors:
            # allauth asks without the name.
            person = User(
                email=self.cleaned_data.get("email", ""),
                display_name=self.cleaned_data.get("display_name", ""),
            )
            try:
                get_adapter().clean_password(password, user=person)
            except forms.ValidationError as error:
                self.add_error("password1", error)
        return self.cleaned_data

    def validate_unique_email(self, value):
        email = super().validate_unique_email(value)
        place = User.objects.filter(email=email).first()
        if place and place.is_unfinished():
            self.account_already_exists = False
        return email

    def try_save(self, request):
        # Hashed whether or not the address is known: a hash takes long enough for the
        # difference to be measured from outside.
        password = self.cleaned_data["password1"]
        hashed = make_password(password or get_random_string(12))
        self.password_hash = hashed if password else make_password(None)
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
    remember = KeepSignedInField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"] = _sign_in_address()
        self.order_fields(["login", "password", "remember"])


def _sign_in_address():
    field = AddressField()
    # What password managers fill in beside the password.
    field.widget.attrs["autocomplete"] = "username"
    return field


class SignInCodeForm(allauth_forms.RequestLoginCodeForm):
    """The address to which a code for signing in goes."""

    email = _sign_in_address()
    remember = KeepSignedInField()

    def clean_email(self):
        email = super().clean_email()
        # Whoever never finished joining has nothing to sign in to; the mail tells them to join.
        if self._user and self._user.is_unfinished():
            self._user = None
        return email


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


class ChangeAddressForm(forms.Form):
    """The address that somebody wants instead of the one they have."""

    email = AddressField(label=_("New e-mail address"))

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_email(self):
        email = self.cleaned_data["email"]
        if email == self.user.email:
            raise forms.ValidationError(_("This is your address already"))
        return email


class EmailCodeForm(allauth_forms.ConfirmEmailVerificationCodeForm):
    """The code that proves an address, while someone joins or changes theirs."""

    code = CodeField()

    def clean_code(self):
        # Whether the address is still free is decided when it is taken, not here.
        return allauth_forms.BaseConfirmCodeForm.clean_code(self)


class PasswordResetCodeForm(allauth_forms.ConfirmPasswordResetCodeForm):
    """The code that allows a new password."""

    code = CodeField()


class EnterSignInCodeForm(allauth_forms.ConfirmLoginCodeForm):
    """The code that signs in."""

    code = CodeField()
