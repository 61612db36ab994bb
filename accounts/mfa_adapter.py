"""How allauth's second factors behave on this site."""

from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .permissions import can_remove_factor


class SecondFactorAdapter(DefaultMFAAdapter):
    """allauth's rules with this site's words and exceptions."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _(
            "With this account you need a second factor, and this is the only one. "
            "Add another first."
        ),
        "cannot_generate_recovery_codes": _(
            "Add a passkey or an authenticator app first: recovery codes only stand in "
            "for one of them."
        ),
        "incorrect_code": _(
            "This code is not right. Wait for the next code in your app, or use a recovery "
            "code that you have not used yet."
        ),
        "incorrect_passkey": _("The passkey did not work. Try again."),
        "unverified_email": _("Confirm your e-mail address first."),
    }

    def can_delete_authenticator(self, authenticator):
        return can_remove_factor(authenticator.user, authenticator)

    def generate_authenticator_name(self, user, type):
        number = user.authenticator_set.filter(type=type).count() + 1
        if number == 1:
            return gettext("Passkey")
        return gettext("Passkey %(number)s") % {"number": number}

    def get_public_key_credential_rp_entity(self):
        # Never the Host header: a passkey belongs to one name for ever.
        return {
            "id": settings.PUBLIC_ADDRESS.hostname,
            "name": settings.WAGTAIL_SITE_NAME,
        }
