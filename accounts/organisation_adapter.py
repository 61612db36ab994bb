"""How allauth behaves where an organisation's account signs people in."""

import logging

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import (
    DefaultSocialAccountAdapter,
    _build_apps_from_settings,
)
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthError, AuthProcess
from django.contrib import messages
from django.core.exceptions import MultipleObjectsReturned
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _

from safeguards.text import clean_text

from .models import User
from .openid import PatientSession, ProviderTrouble
from .services import organisations

logger = logging.getLogger(__name__)


class OrganisationAdapter(DefaultSocialAccountAdapter):
    """allauth's rules with this site's exceptions. docs/adr/0021"""

    def list_apps(self, request, provider=None, client_id=None):
        # By the environment alone: secrets are in no database and no admin.
        found = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for apps in found.values() for app in apps]

    def get_provider(self, request, provider, client_id=None):
        try:
            return super().get_provider(request, provider, client_id)
        except (SocialApp.DoesNotExist, MultipleObjectsReturned) as error:
            if client_id is None:
                raise
            # A session remembers an organisation that was switched off since.
            raise ValueError(provider) from error

    def get_requests_session(self):
        return PatientSession()

    def is_auto_signup_allowed(self, request, sociallogin):
        # Everyone sees the name that others will see before it is theirs.
        return False

    def authenticate_by_email(self, sociallogin):
        for address in sociallogin.email_addresses:
            if address.verified:
                # Whoever is connected already is nobody else there, whose address this
                # may have become.
                person = (
                    User.objects.with_proved_address(address.email)
                    .not_connected_to(sociallogin.account.provider)
                    .first()
                )
                if person:
                    return person, address.email
        return None

    def populate_user(self, request, sociallogin, data):
        user = sociallogin.user
        user.email = (data.get("email") or "").lower()
        longest = User._meta.get_field("display_name").max_length
        user.display_name = clean_text(data.get("name") or "", multiline=False)[
            :longest
        ]
        return user

    def pre_social_login(self, request, sociallogin):
        language = sociallogin.state.get("language")
        if language:
            # The server leads everyone back to one address, whatever they read in.
            translation.activate(language)
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            raise ImmediateHttpResponse(self._connect(request, sociallogin))

    def on_authentication_error(
        self, request, provider, error=None, exception=None, extra_context=None
    ):
        if error != AuthError.CANCELLED:
            detail = exception if isinstance(exception, ProviderTrouble) else None
            logger.warning(
                "Signing in with %s failed: %s",
                provider.sub_id,
                detail or type(exception).__name__,
            )

    def _connect(self, request, sociallogin):
        if request.user.pk != sociallogin.state.get("begun_by"):
            messages.error(request, _("You were signed out meanwhile. Try again."))
            return redirect("socialaccount_connections")
        name = sociallogin.provider.name
        try:
            is_new = organisations.connect(request.user, sociallogin.account)
        except organisations.ConnectedElsewhere:
            messages.error(
                request,
                _("This account at %(name)s is connected to another account here.")
                % {"name": name},
            )
        else:
            said = (
                _("You can sign in with %(name)s from now on.")
                if is_new
                else _("This account at %(name)s was connected already.")
            )
            messages.success(request, said % {"name": name})
        return redirect("socialaccount_connections")
