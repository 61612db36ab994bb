"""Fields that several forms about accounts share."""

import re
import unicodedata

from allauth.account import forms as allauth_forms
from allauth.account.fields import EmailField, PasswordField
from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from safeguards.mailboxes import one_spelling
from safeguards.text import PlainLineField

from ..models import User

# Far more than anyone types; far less than what would keep a server busy.
LONGEST_PASSWORD = 1024
NEW_PASSWORD_HINT = _(
    "At least 12 characters. Three random words are easy to remember and hard to guess."
)

# However it is spaced, and whatever was copied along with it.
SIX_DIGITS = re.compile(r"(?<!\d)\d(?:[\s\-‐-―.·]{0,3}\d){5}(?!\d)")
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
# Room for a whole message that was pasted.
LONGEST_PASTE = 2000


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

    def clean(self, value):
        address = super().clean(value)
        try:
            return one_spelling(address)
        except ValueError as error:
            invalid = self.error_messages["invalid"]
            raise forms.ValidationError(invalid, code="invalid") from error


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
                "error_messages": password_errors(_("Enter your password")),
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
                "error_messages": password_errors(_("Enter a new password")),
                **options,
            }
        )


def password_errors(required):
    return {
        "required": required,
        "null_characters_not_allowed": _(
            "The password holds a character that cannot be used"
        ),
    }


class KeepSignedInField(forms.BooleanField):
    """Whether the session outlives the browser: not unless somebody wants it."""

    def __init__(self, **options):
        super().__init__(
            **{
                "label": _("Keep me signed in on this device"),
                "help_text": format_lazy(
                    _("For {days} days. Not on a computer that others use too."),
                    days=settings.SESSION_COOKIE_AGE // (24 * 60 * 60),
                ),
                "required": False,
                **options,
            }
        )


class CodeField(forms.CharField):
    """Six digits from a mail, however they are spaced, in whichever script, with words around."""

    def __init__(self, **options):
        super().__init__(
            **{
                "label": _("Six-digit code"),
                "max_length": LONGEST_PASTE,
                "widget": forms.TextInput(
                    attrs={
                        "autocomplete": "one-time-code",
                        "inputmode": "numeric",
                        "class": "nhsuk-input--width-10",
                        "spellcheck": "false",
                    }
                ),
                "error_messages": {
                    "required": _("Enter the code from the message"),
                    "max_length": _("Enter the code only: six digits"),
                    "null_characters_not_allowed": _("Enter the code only: six digits"),
                },
                **options,
            }
        )

    def to_python(self, value):
        typed = super().to_python(value)
        text = "".join(
            str(unicodedata.decimal(character, character))
            for character in typed.translate(INVISIBLE)
        )
        code = SIX_DIGITS.search(text)
        return re.sub(r"\D", "", code.group()) if code else text

    def widget_attrs(self, widget):
        # A browser would cut off what is pasted.
        return {}
