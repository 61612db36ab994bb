"""What is asked of somebody on every request."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse

from .permissions import needs_second_factor

# All that somebody reaches who still has to set up a second factor, by their full names: an
# admin may have an address of the same short name.
OPEN_ADDRESSES = {
    "account_logout",
    "account_reauthenticate",
    "account_reauthenticate_by_mail",
    "healthz",
    "leave_admin",
    "leave_technical_admin",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_index",
    "mfa_reauthenticate",
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
            return redirect(_set_up_before(request))
        return self.get_response(request)


def _set_up_before(request):
    """The set-up page; it leads on to what was asked for, unless that would have changed something."""
    set_up = reverse("mfa_index")
    if request.method not in {"GET", "HEAD"}:
        return set_up
    return f"{set_up}?{urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})}"


def _name_of(path):
    try:
        return resolve(path).view_name
    except Resolver404:
        return None
