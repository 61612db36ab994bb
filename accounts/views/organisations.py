"""Signing in with the account that an organisation gave somebody.

The addresses are always there, so that one start answers as the next: without an organisation
in the environment each of them is a page that doesn't exist.
"""

import time
from functools import wraps

from allauth.account.internal.templatekit import get_entrance_context_data
from allauth.decorators import rate_limit
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.internal.flows import signup as pending_joins
from allauth.socialaccount.models import SocialAccount, SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.contrib import messages
from django.core.exceptions import MultipleObjectsReturned
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from requests import RequestException

from safeguards.address import client_network
from safeguards.limits import Limit, too_many_requests, within_limit

from ..forms.organisation import ConfirmDetailsForm, DisconnectForm
from ..forms.signing_in import take_as_long_as_a_password
from ..openid import OrganisationOAuth2Adapter
from ..reauthentication import recheck_required
from ..services import organisations

# Each start asks the organisation's server; a whole hospital may sit behind one address.
STARTS = Limit("organisation_sign_ins", count=600, seconds=10 * 60)
# Whoever uses the computer next must not finish what somebody left open.
SECONDS_TO_CONFIRM = 15 * 60


def _where_switched_on(view):
    @never_cache
    @wraps(view)
    def answer(request, *args, **kwargs):
        if not get_adapter().list_apps(request):
            raise Http404
        return view(request, *args, **kwargs)

    return answer


def _adapter_or_404(request, provider_id):
    adapter = OrganisationOAuth2Adapter(request, provider_id)
    try:
        app = adapter.get_provider().app
    except (SocialApp.DoesNotExist, MultipleObjectsReturned) as error:
        raise Http404 from error
    # allauth also finds it under the name of the protocol.
    if app.provider_id != provider_id:
        raise Http404
    return adapter


@require_http_methods(["GET", "HEAD", "POST"])
@_where_switched_on
def start(request, provider_id):
    """Lead to the organisation, to sign in or, for somebody signed in, to connect its account."""
    provider = _adapter_or_404(request, provider_id).get_provider()
    if request.method != "POST":
        return _entrance(request, "socialaccount/login.html", {"provider": provider})
    if not within_limit(STARTS, client_network(request)):
        return too_many_requests(request, STARTS)
    if request.user.is_authenticated:
        return _connect(request, provider)
    return _lead_to(request, provider)


@recheck_required
def _connect(request, provider):
    return _lead_to(request, provider)


def _lead_to(request, provider):
    try:
        return provider.redirect_from_request(request)
    except (OAuth2Error, RequestException) as error:
        return render_authentication_error(request, provider, exception=error)


@require_safe
@_where_switched_on
def callback(request, provider_id):
    """Where the organisation leads back to, with a code for us."""
    adapter = _adapter_or_404(request, provider_id)
    return OAuth2CallbackView.adapter_view(adapter)(request)


@require_http_methods(["GET", "HEAD", "POST"])
@_where_switched_on
@rate_limit(action="signup")
def join(request):
    """Name and address of somebody whom the organisation's account doesn't sign in yet."""
    sociallogin = pending_joins.get_pending_signup(request)
    if (
        sociallogin is None
        or request.user.is_authenticated
        or sociallogin.state["begun_at"] + SECONDS_TO_CONFIRM < time.time()
    ):
        pending_joins.clear_pending_signup(request)
        return redirect("account")
    person = sociallogin.user
    form = ConfirmDetailsForm(
        request.POST if request.method == "POST" else None,
        initial={"display_name": person.display_name, "email": person.email},
    )
    if form.is_valid():
        # As when joining without an organisation, whether or not the address is known.
        take_as_long_as_a_password()
        pending_joins.clear_pending_signup(request)
        return organisations.join(request, sociallogin, **form.cleaned_data)
    context = {"form": form, "provider": sociallogin.provider}
    status = 422 if form.is_bound else 200
    return _entrance(request, "socialaccount/signup.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@_where_switched_on
@recheck_required
def connections(request):
    """The organisations' accounts with which I sign in."""
    accounts = SocialAccount.objects.filter(user=request.user).order_by("pk")
    form = DisconnectForm(request.POST or None, accounts=accounts)
    if request.method == "POST" and form.is_valid():
        try:
            organisations.disconnect(request.user, form.cleaned_data["account"])
        except organisations.OnlyWayIn:
            form.add_error(
                "account",
                _("This is your only way to sign in. Choose a password first."),
            )
        else:
            messages.success(request, _("The account has been disconnected."))
            return redirect("socialaccount_connections")
    connected = [
        {"account": account, "name": organisations.name_of(account.provider)}
        for account in accounts
    ]
    known = {account.provider for account in accounts}
    apps = get_adapter().list_apps(request)
    offered = [app for app in apps if app.provider_id not in known]
    context = {"form": form, "connected": connected, "offered": offered}
    status = 422 if form.errors else 200
    return render(request, "socialaccount/connections.html", context, status=status)


@require_safe
@_where_switched_on
def cancelled(request):
    """Somebody changed their mind at the organisation's page."""
    return _entrance(request, "socialaccount/login_cancelled.html", {})


@require_safe
@_where_switched_on
def failed(request):
    """It didn't work."""
    return _entrance(request, "socialaccount/authentication_error.html", {})


def _entrance(request, template, context, status=200):
    context |= get_entrance_context_data(request)
    return render(request, template, context, status=status)
