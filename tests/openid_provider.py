"""An organisation's OpenID Connect server, for tests: what it says of people can be switched."""

import base64
import hashlib
import json
import secrets
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT_ID = "clic"
CLIENT_SECRET = "what only the two of us know, and long enough"
JSON = "application/json"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
PRIYA = {
    "sub": "person-1",
    "name": "Priya Raman",
    "email": "priya@ward.example",
    "email_verified": True,
}


class OpenIDProvider:
    """Discovery, a page that asks who one is, codes for tokens (with PKCE), keys and details.

    `claims` is whoever signs in; `answers` puts something else in the place of an endpoint's
    answer: a status and a body; `token` changes what the token says, `config` the description;
    `signing_key` signs.
    """

    def __init__(self, port=0):
        self.server = ThreadingHTTPServer(("127.0.0.1", port), _Handler)
        self.server.provider = self
        self.server.daemon_threads = True
        self.url = f"http://localhost:{self.server.server_address[1]}"
        self.forget()

    def start(self):
        Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def forget(self):
        """Be as at the start."""
        self.claims = dict(PRIYA)
        self.answers = {}
        self.token = {}
        self.config = {}
        self.in_token = set()
        self.signing_key = KEY
        self.algorithm = "RS256"
        self.codes = {}
        self.asked = []

    def settings(self, provider_id="oidc", name="Fells Trust", **settings):
        """What allauth needs to know of this server."""
        return {
            "provider_id": provider_id,
            "name": name,
            "client_id": CLIENT_ID,
            "secret": CLIENT_SECRET,
            "settings": {"server_url": self.url, **settings},
        }

    def let_in(self, asked):
        """What the browser is led back to after somebody signed in at the address `asked`."""
        query = _flat(urlsplit(asked).query)
        code = secrets.token_urlsafe(12)
        self.codes[code] = {**query, "claims": dict(self.claims)}
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def description(self):
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "userinfo_endpoint": f"{self.url}/details",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            **self.config,
        }

    def keys(self):
        public = jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True)
        return {"keys": [{**public, "kid": "one", "use": "sig", "alg": "RS256"}]}

    def redeem(self, form):
        """A token for a code, once, for whoever began."""
        begun = self.codes.pop(form.get("code"), None)
        challenge = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if (
            begun is None
            or form.get("client_id") != CLIENT_ID
            or form.get("client_secret") != CLIENT_SECRET
            or form.get("redirect_uri") != begun["redirect_uri"]
            or begun.get("code_challenge_method") != "S256"
            or base64.urlsafe_b64encode(challenge).rstrip(b"=").decode()
            != begun["code_challenge"]
        ):
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {
            "iss": self.url,
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + 300,
            "nonce": begun["nonce"],
            "sub": begun["claims"]["sub"],
            **{name: begun["claims"][name] for name in self.in_token},
            **self.token,
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        key = "" if self.algorithm == "none" else self.signing_key
        self.details = begun["claims"]
        return 200, {
            "access_token": "let-me-ask",
            "token_type": "Bearer",
            "expires_in": 300,
            "id_token": jwt.encode(
                claims, key, algorithm=self.algorithm, headers={"kid": "one"}
            ),
        }


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        provider, path = self.server.provider, urlsplit(self.path).path
        provider.asked.append(path)
        if path in provider.answers:
            self._answer(*provider.answers[path])
        elif path == "/.well-known/openid-configuration":
            self._answer(200, provider.description())
        elif path == "/keys":
            self._answer(200, provider.keys())
        elif path == "/authorize":
            self._answer(200, _page(self.path), "text/html; charset=utf-8")
        elif path == "/allow":
            self._lead_to(provider.let_in(self.path))
        elif (
            path == "/details" and self.headers["Authorization"] == "Bearer let-me-ask"
        ):
            self._answer(200, provider.details)
        else:
            self._answer(404, {})

    def do_POST(self):
        provider, path = self.server.provider, urlsplit(self.path).path
        provider.asked.append(path)
        length = int(self.headers.get("Content-Length", 0))
        form = _flat(self.rfile.read(length).decode())
        if path in provider.answers:
            self._answer(*provider.answers[path])
        elif path == "/token":
            self._answer(*provider.redeem(form))
        else:
            self._answer(404, {})

    def _answer(self, status, body, kind=JSON):
        if not isinstance(body, bytes):
            body = (body if isinstance(body, str) else json.dumps(body)).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _lead_to(self, address):
        self.send_response(302)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_details):
        """The tests' output is for the tests."""


def _page(asked):
    query = urlsplit(asked).query
    given = _flat(query)
    refusal = urlencode({"error": "access_denied", "state": given.get("state", "")})
    return (
        "<!doctype html><html lang=en><title>Fells Trust</title><h1>Fells Trust</h1>"
        f'<p><a href="/allow?{query.replace("&", "&amp;")}">I am Priya</a></p>'
        f'<p><a href="{given.get("redirect_uri", "")}?{refusal.replace("&", "&amp;")}">'
        "No, go back</a></p></html>"
    )


def _flat(query):
    return {name: values[0] for name, values in parse_qs(query).items()}
