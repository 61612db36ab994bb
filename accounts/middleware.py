"""What is asked of somebody on every request."""

from django.conf import settings
from django.shortcuts import redirect
from django.urls import Resolver404, resolve

from .permissions import needs_second_factor

# All that somebody reaches who still has to set up a second factor.
OPEN_ADDRESSES = {
    "account_logout",
    "account_reauthenticate",
    "account_reauthenticate_by_mail",
    "healthz",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "readyz",
}


class SecondFactorMiddleware:
    """Leads those who need a second factor and have none to its set-up, whatever they ask for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if (
            settings.CLIC_REQUIRE_MFA
            # The cookie alone tells: looking into the session would mark every public page
            # as depending on it.
            and settings.SESSION_COOKIE_NAME in request.COOKIES
            and needs_second_factor(request.user)
            and _name_of(request.path_info) not in OPEN_ADDRESSES
        ):
            return redirect("mfa_index")
        return self.get_response(request)


def _name_of(path):
    try:
        return resolve(path).url_name
    except Resolver404:
        return None
