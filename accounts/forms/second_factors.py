"""Forms of passkeys, authenticator apps and recovery codes."""

import struct

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from cryptography.exceptions import InvalidSignature
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from fido2.utils import websafe_encode
from fido2.webauthn import RegistrationResponse

from safeguards.limits import Limit, count_anew, within_limit
from safeguards.text import PlainLineField

from ..services.second_factors import note_wrong_codes
from .fields import CodeField

# Fewer than allauth allows for passwords: there are only a million codes.
TRIES = Limit("second_factor_tries", count=5, seconds=15 * 60)
# One message is enough for all the tries that are turned away.
TOLD = Limit("second_factor_told", count=1, seconds=15 * 60)
# Longer than the app's code is taken, with the steps before and after.
USES = Limit("second_factor_uses", count=1, seconds=5 * 60)

MOST_PASSKEYS = 20
LONGEST_PASSKEY_NAME = 60
# Browsers send one or two thousand characters.
LONGEST_ANSWER = 20_000
# What the library that reads passkeys raises at answers that no browser gives.
NOT_AN_ANSWER = (
    AttributeError,
    IndexError,
    InvalidSignature,
    KeyError,
    NotImplementedError,
    TypeError,
    ValueError,
    struct.error,
)


class CodeOfAppField(CodeField):
    """Six digits from an authenticator app."""

    def __init__(self, **options):
        missing = _("Enter the code that your app shows")
        super().__init__(**{"error_messages": {"required": missing}, **options})


class AppOrRecoveryCodeField(CodeField):
    """Six digits from an authenticator app, or the eight of a recovery code."""

    def __init__(self, **options):
        super().__init__(
            **{
                "label": _("Code"),
                "help_text": _(
                    "Six digits from your authenticator app, or a recovery code you have "
                    "not used yet."
                ),
                "error_messages": {"required": _("Enter a code")},
                **options,
            }
        )


def _is_first_use(user, code):
    return within_limit(USES, (user.pk, normalize_user_code(code)))


class _CodeForm:
    """Five tries, however fast they come, and each code once."""

    def clean_code(self):
        if not within_limit(TRIES, self.user.pk):
            if within_limit(TOLD, self.user.pk):
                note_wrong_codes(self.user)
            raise ValidationError(
                _("The code was wrong too often. Wait 15 minutes, then try again."),
                code="too_many_tries",
            )
        code = super().clean_code()
        is_apps = self.authenticator.type == Authenticator.Type.TOTP
        if is_apps and not _is_first_use(self.user, code):
            raise get_adapter().validation_error("incorrect_code")
        count_anew(TRIES, self.user.pk)
        return code


class AuthenticateForm(_CodeForm, base_forms.AuthenticateForm):
    """A code after the password, while somebody signs in."""

    code = AppOrRecoveryCodeField()


class ReauthenticateForm(_CodeForm, base_forms.ReauthenticateForm):
    """A code once more, before something that matters."""

    code = AppOrRecoveryCodeField()


class ActivateAppForm(totp_forms.ActivateTOTPForm):
    """The first code of an app: it has the key right."""

    code = CodeOfAppField()

    def clean_code(self):
        try:
            code = super().clean_code()
        except ValidationError as error:
            if error.code == "rate_limited":
                error.message = _("Wait 15 minutes, then try again.")
            elif error.code == "incorrect_code":
                error.message = _(
                    "This is not the code your app shows now. Wait for the next one, and "
                    "check that the clock of your phone is right."
                )
            raise
        # Whoever looked over a shoulder can't sign in with it.
        _is_first_use(self.user, code)
        return code


class AnswerField(forms.JSONField):
    """What a browser answers for a passkey."""

    widget = forms.HiddenInput

    def __init__(self, **options):
        unusable = _("The passkey did not work. Try again.")
        super().__init__(
            error_messages={"required": unusable, "invalid": unusable}, **options
        )

    def to_python(self, value):
        if isinstance(value, str) and len(value) > LONGEST_ANSWER:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            return super().to_python(value)
        except RecursionError as error:
            invalid = self.error_messages["invalid"]
            raise ValidationError(invalid, code="invalid") from error


class PasskeyNameField(PlainLineField):
    """What its owner calls a passkey."""

    def __init__(self, **options):
        super().__init__(
            **{
                "label": _("Name of the passkey"),
                "help_text": _(
                    "So that you know it again, such as “My phone” or “Work laptop”."
                ),
                "max_length": LONGEST_PASSKEY_NAME,
                "error_messages": {"required": _("Enter a name for the passkey")},
                **options,
            }
        )


class AddPasskeyForm(webauthn_forms.AddWebAuthnForm):
    """A new passkey; it always asks for a finger, a face or a PIN, so it needs no password."""

    name = PasskeyNameField(required=False)
    credential = AnswerField()
    passwordless = None

    def clean_credential(self):
        answer = self.cleaned_data["credential"]
        try:
            return _kept(RegistrationResponse.from_dict(answer))
        except NOT_AN_ANSWER as error:
            raise get_adapter().validation_error("incorrect_passkey") from error

    def clean(self):
        if self.user.authenticator_set.count() > MOST_PASSKEYS:
            raise ValidationError(_("Remove a passkey first: you have a great many."))
        try:
            return super().clean()
        except NOT_AN_ANSWER as error:
            raise get_adapter().validation_error("incorrect_passkey") from error


def _kept(answer):
    """Of a browser's answer only what signing in needs: it is stored as it came."""
    rk = answer.client_extension_results.get("credProps", {}).get("rk")
    return {
        "id": websafe_encode(answer.raw_id),
        "rawId": websafe_encode(answer.raw_id),
        "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(answer.response.client_data),
            "attestationObject": websafe_encode(answer.response.attestation_object),
        },
        "clientExtensionResults": {"credProps": {"rk": bool(rk)}},
    }


class _PasskeyForm:
    def clean_credential(self):
        try:
            return super().clean_credential()
        except ValidationError as error:
            if error.code == "incorrect_code":
                raise get_adapter().validation_error("incorrect_passkey") from error
            raise
        except NOT_AN_ANSWER as error:
            raise get_adapter().validation_error("incorrect_passkey") from error


class AuthenticatePasskeyForm(_PasskeyForm, webauthn_forms.AuthenticateWebAuthnForm):
    """A passkey after the password, while somebody signs in."""

    credential = AnswerField()


class SignInPasskeyForm(_PasskeyForm, webauthn_forms.LoginWebAuthnForm):
    """A passkey in place of password and code."""

    credential = AnswerField()
    remember = forms.BooleanField(required=False, widget=forms.HiddenInput)


class ReauthenticatePasskeyForm(
    _PasskeyForm, webauthn_forms.ReauthenticateWebAuthnForm
):
    """A passkey once more, before something that matters."""

    credential = AnswerField()


class RenamePasskeyForm(webauthn_forms.EditWebAuthnForm):
    """Another name for a passkey."""

    name = PasskeyNameField()
