"""Forms people fill in to join, to sign in and about themselves."""

import unicodedata

from allauth.account import forms as allauth_forms
from allauth.account.fields import EmailField, PasswordField
from allauth.account.internal import flows
from django import forms
from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext_lazy as _

from safeguards.text import PlainLineField

from . import pending, services
from .models import User

# Far more than anyone types; far less than what would keep a server busy.
LONGEST_PASSWORD = 1024
NEW_PASSWORD_HINT = _(
    "At least 12 characters. Three random words are easy to remember and hard to guess."
)


class AddressField(EmailField):
    """The e-mail address of an account."""

    def __init__(self, **options):
        not_an_address = _(
            "Enter an e-mail address in the right format, like name@example.com"
        )
        super().__init__(
            **{
                "label": _("E-mail address"),
                "max_length": User._meta.get_field("email").max_length,
                "widget": forms.EmailInput(
                    attrs={
                        "autocomplete": "email",
                        "autocapitalize": "none",
                        "spellcheck": "false",
                    }
                ),
                "error_messages": {
                    "required": _("Enter your e-mail address"),
                    "invalid": not_an_address,
                    "null_characters_not_allowed": not_an_address,
                },
                **options,
            }
        )


class NameField(PlainLineField):
    """The name that readers see."""

    def __init__(self, **options):
        super().__init__(
            **{
                "label": _("Name shown"),
                "help_text": _(
                    "Everyone sees it beside what you write. A first name is enough."
                ),
                "max_length": User._meta.get_field("display_name").max_length,
                "widget": forms.TextInput(attrs={"autocomplete": "name"}),
                "error_messages": {
                    "required": _("Enter the name that others will see"),
                },
                **options,
            }
        )

    def clean(self, value):
        name = super().clean(value)
        if "@" in name:
            raise forms.ValidationError(
                _("Choose a name without “@”: everyone will see it"), code="address"
            )
        return name


class CurrentPasswordField(PasswordField):
    """A password that the account has already."""

    def __init__(self, **options):
        super().__init__(
            **{
                "label": _("Password"),
                "autocomplete": "current-password",
                "error_messages": _password_errors(_("Enter your password")),
                **options,
            }
        )


class NewPasswordField(allauth_forms.SetPasswordField):
    """A password to be, checked against the site's rules. Seen by its owner, so typed once."""

    def __init__(self, **options):
        super().__init__(
            **{
                "label": _("New password"),
                "help_text": NEW_PASSWORD_HINT,
                "max_length": LONGEST_PASSWORD,
                "error_messages": _password_errors(_("Enter a new password")),
                **options,
            }
        )


def _password_errors(required):
    return {
        "required": required,
        "null_characters_not_allowed": _(
            "The password holds a character that cannot be used"
        ),
    }


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
            error_messages=_password_errors(_("Enter a password")),
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
        except services.AlreadyJoined:
            # Between the check and here, in another browser.
            email = self.cleaned_data["email"]
            return None, flows.signup.prevent_enumeration(request, email=email)

    def save(self, request):
        user = services.begin_signup(self.cleaned_data["email"])
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
        error_messages=_password_errors(_("Enter your current password")),
    )
    password1 = NewPasswordField()


class SetPasswordForm(_TypedOnce, allauth_forms.SetPasswordForm):
    """A first password for an account that has none."""

    password1 = NewPasswordField()


class CodeField(forms.CharField):
    """Six digits from a mail, however they are spaced and in whichever script."""

    def __init__(self, **options):
        super().__init__(
            **{
                "label": _("Six-digit code"),
                "max_length": 30,
                "widget": forms.TextInput(
                    attrs={
                        "autocomplete": "one-time-code",
                        "inputmode": "numeric",
                        "class": "nhsuk-input--width-10",
                        "spellcheck": "false",
                    }
                ),
                "error_messages": {"required": _("Enter the code from the message")},
                **options,
            }
        )

    def to_python(self, value):
        text = super().to_python(value)
        return "".join(
            str(unicodedata.decimal(character, character)) for character in text
        )


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


class NameForm(forms.ModelForm):
    """What others see of somebody with an account."""

    display_name = NameField()

    class Meta:
        model = User
        fields = ["display_name"]
