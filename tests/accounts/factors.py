"""Second factors as tests need them: an app that shows codes, a passkey that answers."""

import json
import time
from contextlib import contextmanager
from hashlib import sha256

from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.cache import cache
from django.test import RequestFactory
from django.urls import reverse
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
)

from tests.factories import PASSWORD

PERIOD = 30
SITE = "testserver"


def code_of(secret, ahead=0):
    """What an app with this key shows now, or some steps from now."""
    step = int(time.time()) // PERIOD + ahead
    return format_hotp_value(hotp_value(secret, step))


class Passkey:
    """A passkey in a device that has seen its owner's finger."""

    def __init__(self, identity=b"a passkey of the tests"):
        self.identity = identity
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.owner = None

    def created(self, options, *, origin=f"http://{SITE}", verified=True):
        """The browser's answer to "make a passkey"."""
        self.owner = options["publicKey"]["user"]["id"]
        public = ES256.from_cryptography_key(self.key.public_key())
        known = AttestedCredentialData.create(Aaguid.NONE, self.identity, public)
        data = self._data(verified, known)
        return self._answer(
            self._client_data("webauthn.create", options, origin),
            attestationObject=AttestationObject.create("none", data, {}),
        )

    def used(self, options, *, origin=f"http://{SITE}", verified=True):
        """The browser's answer to "use a passkey"."""
        client_data = self._client_data("webauthn.get", options, origin)
        data = self._data(verified)
        signed = bytes(data) + sha256(client_data).digest()
        answer = self._answer(
            client_data,
            authenticatorData=data,
            signature=self.key.sign(signed, ec.ECDSA(hashes.SHA256())),
        )
        answer["response"]["userHandle"] = self.owner
        return answer

    def _client_data(self, kind, options, origin):
        challenge = options["publicKey"]["challenge"]
        said = {"type": kind, "challenge": challenge, "origin": origin}
        return json.dumps(said).encode()

    def _data(self, verified, known=None):
        flags = AuthenticatorData.FLAG.UP
        if verified:
            flags |= AuthenticatorData.FLAG.UV
        if known:
            flags |= AuthenticatorData.FLAG.AT
        site = sha256(SITE.encode()).digest()
        return AuthenticatorData.create(site, flags, 0, known or b"")

    def _answer(self, client_data, **parts):
        return {
            "id": websafe_encode(self.identity),
            "rawId": websafe_encode(self.identity),
            "type": "public-key",
            "response": {
                "clientDataJSON": websafe_encode(client_data),
                **{name: websafe_encode(bytes(part)) for name, part in parts.items()},
            },
            "clientExtensionResults": {"credProps": {"rk": True}},
        }


class FactorsMixin:
    """Somebody with second factors, in the test's own browser."""

    def setUp(self):
        super().setUp()
        # What one test used up must not stop the next.
        cache.clear()

    @contextmanager
    def sending(self):
        """Send what waits for the commit; allauth writes some of its mails as late as that."""
        with (
            request_context(RequestFactory().get("/")),
            self.captureOnCommitCallbacks(execute=True),
        ):
            yield

    def type_password(self, user, client=None, **data):
        return (client or self.client).post(
            reverse("account_login"),
            {"login": user.email, "password": PASSWORD, **data},
        )

    def sign_in(self, user, client=None):
        """Signed in and asked once more, by the password alone."""
        client = client or self.client
        self.type_password(user, client)
        self.recheck(client)

    def recheck(self, client=None):
        return (client or self.client).post(
            reverse("account_reauthenticate"), {"password": PASSWORD}
        )

    def give_app(self, user):
        """Give somebody an app; answers its key."""
        secret = generate_totp_secret()
        TOTP.activate(user, secret)
        return secret

    def give_codes(self, user):
        """Give somebody recovery codes; answers them."""
        return RecoveryCodes.activate(user).get_unused_codes()

    def add_passkey(self, passkey, client=None, **how):
        """Add one on the page for it; the reader has to be signed in and asked once more."""
        client = client or self.client
        url = reverse("mfa_add_webauthn")
        options = client.get(url).context["js_data"]["creation_options"]
        answer = passkey.created(options, **how)
        return client.post(url, {"name": "My phone", "credential": json.dumps(answer)})

    def give_passkey(self, user, client):
        """Give somebody a passkey, with a browser of their own."""
        passkey = Passkey()
        self.sign_in(user, client)
        self.add_passkey(passkey, client)
        assert user.authenticator_set.filter(type=Authenticator.Type.WEBAUTHN).exists()
        return passkey
