"""An organisation's OpenID Connect server: allauth's provider, stricter about what it is told.

allauth sends no nonce, leaves the token's signature to the connection, takes the text "false" for
true, and breaks on answers that are not what they should be.
"""

import re
import time
from urllib.parse import quote_plus, urljoin, urlsplit

import jwt
import requests
from allauth.account.models import EmailAddress
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.app_settings import UID_MAX_LENGTH
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from allauth.socialaccount.providers.openid_connect.provider import (
    OpenIDConnectProvider,
)
from allauth.socialaccount.providers.openid_connect.views import (
    OpenIDConnectOAuth2Adapter,
)
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import constant_time_compare, salted_hmac

# Signed with a key of which we know the public half only.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384"]
CLOCKS_APART_SECONDS = 60
LONGEST_ANSWER = 512 * 1024
LONGEST_CLAIM = 254
SECONDS_FOR_AN_ANSWER = 10
ENDPOINTS = ["authorization_endpoint", "token_endpoint", "jwks_uri"]
YES = {True, "1", "true", "True"}


class ProviderTrouble(OAuth2Error):
    """The organisation's server didn't answer as it should; says how, in words for operators."""


class PatientSession(requests.Session):
    """Asks an organisation's server: no redirects, no endless answers, no endless waiting."""

    def request(self, method, url, **options):
        options = {"timeout": 5, **options, "allow_redirects": False, "stream": True}
        until = time.monotonic() + SECONDS_FOR_AN_ANSWER
        with super().request(method, url, **options) as response:
            body = b""
            for part in response.iter_content(16 * 1024):
                body += part
                if len(body) > LONGEST_ANSWER or time.monotonic() > until:
                    raise ProviderTrouble(f"{url} answers too much or too slowly")
        response._content = body
        return response


def nonce_for(code_verifier):
    """What the token must repeat: shows that it was made for this very sign-in."""
    return salted_hmac(
        "accounts.openid.nonce", code_verifier, algorithm="sha256"
    ).hexdigest()


class OrganisationOAuth2Adapter(OpenIDConnectOAuth2Adapter):
    """Talks to the server: where its addresses are, who the code it sent stands for."""

    @property
    def openid_config(self):
        if not hasattr(self, "_openid_config"):
            server = self.get_provider().app.settings["server_url"].rstrip("/")
            config = self._ask("GET", f"{server}/.well-known/openid-configuration")
            self._openid_config = _checked(config, server)
        return self._openid_config

    @property
    def basic_auth(self):
        methods = self.openid_config.get("token_endpoint_auth_methods_supported")
        # A server that names none understands this one.
        return "client_secret_post" not in (methods if type(methods) is list else [])

    def get_callback_url(self, request, app):
        # The one address that is registered there, whatever host or language brought here.
        with translation.override(settings.LANGUAGE_CODE):
            path = reverse("openid_connect_callback", args=[self.provider_id])
        return urljoin(f"{settings.PUBLIC_URL}/", path)

    def get_access_token_data(self, request, app, client, pkce_code_verifier=None):
        self.nonce = nonce_for(pkce_code_verifier)
        data = {
            "grant_type": "authorization_code",
            "code": request.GET["code"],
            "redirect_uri": client.callback_url,
            "code_verifier": pkce_code_verifier,
        }
        auth = None
        if self.basic_auth:
            auth = quote_plus(app.client_id), quote_plus(app.secret)
        else:
            data |= {"client_id": app.client_id, "client_secret": app.secret}
        return self._ask("POST", self.access_token_url, data=data, auth=auth)

    def parse_token(self, data):
        # It is used once, below, and kept nowhere.
        return None

    def complete_login(self, request, app, token, response):
        claims = self._read_token(app, response.get("id_token"))
        info = {}
        if app.settings.get("fetch_userinfo", True):
            info = self._user_info(response, claims)
        # The address and whether it was checked are told in one place or the other.
        told = info if info.get("email") else claims
        verified = told.get(app.settings.get("verified_claim", "email_verified"))
        details = {
            "sub": claims["sub"],
            "name": _text(info.get("name") or claims.get("name")),
            "email": _text(told.get("email")),
            "email_verified": _is_yes(verified),
        }
        return self.get_provider().sociallogin_from_response(request, details)

    def _read_token(self, app, token):
        keys = self._ask("GET", self.openid_config["jwks_uri"])
        try:
            key = _key_of(token, keys)
            claims = jwt.decode(
                token,
                key=key,
                algorithms=ALGORITHMS,
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                leeway=CLOCKS_APART_SECONDS,
                options={"require": ["aud", "exp", "iat", "iss", "sub"]},
            )
        except (jwt.PyJWTError, KeyError, TypeError, ValueError) as error:
            raise ProviderTrouble(
                f"the token is not valid ({type(error).__name__})"
            ) from error
        if not constant_time_compare(str(claims.get("nonce")), self.nonce):
            raise ProviderTrouble("the token was made for another sign-in")
        if claims.get("azp", app.client_id) != app.client_id:
            raise ProviderTrouble("the token was made for another site")
        if not 0 < len(_text(claims["sub"])) <= UID_MAX_LENGTH or "\0" in claims["sub"]:
            raise ProviderTrouble("the token names nobody")
        return claims

    def _user_info(self, response, claims):
        endpoint = self.openid_config.get("userinfo_endpoint")
        access_token = response.get("access_token")
        if not endpoint or not re.fullmatch(r"[\x21-\x7e]+", str(access_token)):
            return {}
        headers = {"Authorization": f"Bearer {access_token}"}
        info = self._ask("GET", endpoint, headers=headers)
        if info.get("sub") != claims["sub"]:
            raise ProviderTrouble("the token and the details are of two people")
        return info

    def _ask(self, method, url, **options):
        with get_adapter().get_requests_session() as session:
            response = session.request(method, url, **options)
        if response.status_code != requests.codes.ok:
            raise ProviderTrouble(f"{url} answers with {response.status_code}")
        try:
            answer = response.json()
        except (ValueError, RecursionError) as error:
            raise ProviderTrouble(f"{url} answers with no JSON") from error
        if type(answer) is not dict:
            raise ProviderTrouble(f"{url} answers with something else")
        return answer


class OrganisationProvider(OpenIDConnectProvider):
    """An organisation whose people sign in here with the account it gave them."""

    oauth2_adapter_class = OrganisationOAuth2Adapter

    def get_pkce_params(self):
        params = generate_code_challenge()
        return {**params, "nonce": nonce_for(params["code_verifier"])}

    def get_redirect_from_request_kwargs(self, request):
        # Whoever is signed in connects; nothing else that a request says counts.
        begun_by = request.user.pk
        return {
            "process": AuthProcess.CONNECT if begun_by else AuthProcess.LOGIN,
            "next_url": get_next_redirect_url(request),
            "begun_at": time.time(),
            "begun_by": begun_by,
            "language": translation.get_language(),
        }

    def extract_uid(self, data):
        return data["sub"]

    def extract_extra_data(self, data):
        # To tell one's own connections apart; all else is forgotten.
        return {"email": data["email"]}

    def extract_common_fields(self, data):
        return {"email": data["email"], "name": data["name"]}

    def extract_email_addresses(self, data):
        return [
            EmailAddress(
                email=data["email"].lower(),
                verified=data["email_verified"],
                primary=True,
            )
        ]


def _checked(config, server):
    """The server's description of itself, as far as it can be believed."""
    issuer = config.get("issuer")
    if type(issuer) is not str or issuer.rstrip("/") != server:
        raise ProviderTrouble(f"{server} calls itself something else")
    for name in [*ENDPOINTS, *({"userinfo_endpoint"} & config.keys())]:
        if not _is_safe_endpoint(config.get(name), server):
            raise ProviderTrouble(f"{server} has no usable {name}")
    # Forms may lead to this origin only: the content security policy.
    if urlsplit(config["authorization_endpoint"])[:2] != urlsplit(server)[:2]:
        raise ProviderTrouble(f"the authorization_endpoint of {server} is elsewhere")
    return config


def _is_safe_endpoint(url, server):
    try:
        parts = urlsplit(url if type(url) is str else "")
    except ValueError:
        return False
    return (
        parts.scheme in {"https", urlsplit(server).scheme}
        and bool(parts.netloc)
        and not (parts.query or parts.fragment)
    )


def _key_of(token, keys):
    """The key that a token says it was signed with."""
    name = jwt.get_unverified_header(token).get("kid")
    known = jwt.PyJWKSet.from_dict(keys).keys
    for key in known:
        if key.key_id == name or len(known) == 1:
            return key
    raise jwt.InvalidKeyError


def _is_yes(claim):
    return type(claim) in {bool, int, str} and claim in YES


def _text(claim):
    return claim[:LONGEST_CLAIM] if type(claim) is str else ""
