from urllib.parse import urlencode

from django.test import Client, TestCase
from django.urls import reverse

from tests.factories import MemberFactory

from .joining import PASSWORD, JoiningMixin, newest_code

NASTY = {
    "empty": "",
    "NUL": "a\x00b@ward.example",
    "1 MB": "x" * 1_000_000,
    "1 MB address": "x" * 1_000_000 + "@ward.example",
    "long address": f"{'x' * 200}@{'y' * 60}.{'z' * 60}.example",
    "emoji": "👩🏽‍⚕️🩺",
    "right to left": "\u202eevil\u2066 مرحبا",
    "half a character": "\ud83d",
    "markup": "<script>alert(1)</script>",
    "template": "{{ form }}{% now 'Y' %}",
    "line breaks": "a\r\nBcc: x@evil.example",
    "odd digits": "②③④⑤⑥⑦",
}


class BadInputTests(JoiningMixin, TestCase):
    """Whatever is sent is answered, kindly and without an error of ours."""

    def send(self, url, fields, client):
        for field in fields:
            for kind, value in NASTY.items():
                with self.subTest(field=field, kind=kind):
                    data = urlencode({**fields, field: value}, errors="surrogatepass")
                    response = client.post(
                        url, data, content_type="application/x-www-form-urlencoded"
                    )
                    self.assertLess(response.status_code, 500)
            without = {name: value for name, value in fields.items() if name != field}
            with self.subTest(missing=field):
                self.assertLess(client.post(url, without).status_code, 500)

    def test_joining(self):
        fields = {
            "email": "priya@ward.example",
            "display_name": "Priya",
            "password1": PASSWORD,
            "next": "/stories/",
        }
        for field in fields:
            self.send(
                reverse("account_signup"),
                {**fields, "email": f"{field}@ward.example"},
                Client(),
            )

    def test_the_code(self):
        self.begin()
        self.send(
            reverse("account_email_verification_sent"),
            {"code": "123", "action": "verify", "next": "/"},
            self.client,
        )

    def test_signing_in(self):
        self.send(
            reverse("account_login"),
            {"login": "a@ward.example", "password": "x", "remember": "on", "next": "/"},
            self.client,
        )

    def test_forgotten_password(self):
        MemberFactory(email="priya@ward.example")
        self.send(
            reverse("account_reset_password"),
            {"email": "b@ward.example", "next": "/"},
            self.client,
        )
        self.client.post(
            reverse("account_reset_password"), {"email": "priya@ward.example"}
        )
        code = newest_code()
        self.client.post(reverse("account_confirm_password_reset_code"), {"code": code})
        self.send(
            reverse("account_complete_password_reset"),
            {"password1": "short"},
            self.client,
        )

    def test_a_code_for_signing_in(self):
        self.send(
            reverse("account_request_login_code"),
            {"email": "b@ward.example", "remember": "on", "next": "/"},
            self.client,
        )
        self.ask_for_sign_in_code("priya@ward.example")
        self.send(
            reverse("account_confirm_login_code"),
            {"code": "123", "action": "verify", "next": "/"},
            self.client,
        )

    def test_another_address(self):
        MemberFactory(email="priya@ward.example", password=PASSWORD)
        self.sign_in("priya@ward.example")
        self.client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        self.send(reverse("account_email"), {"email": "b@ward.example"}, self.client)
        self.send(
            reverse("account_email_verification_sent"),
            {"code": "123", "action": "verify", "next": "/"},
            self.client,
        )

    def test_my_account(self):
        self.client.force_login(MemberFactory(password=PASSWORD))
        self.send(reverse("account"), {"display_name": "A"}, self.client)
        self.send(
            reverse("account_change_password"),
            {"oldpassword": "x", "password1": "y"},
            self.client,
        )

    def test_wrong_methods_and_types(self):
        for name in [
            "account_login",
            "account_signup",
            "account_logout",
            "account_reset_password",
            "account_email_verification_sent",
            "account_confirm_password_reset_code",
            "account_complete_password_reset",
            "account_inactive",
            "account_reauthenticate",
            "account_change_password",
            "account_set_password",
            "account_password_reset_completed",
            "account_confirm_login_code",
            "account_request_login_code",
            "account_email",
            "account",
        ]:
            for method in ["get", "head", "post", "put", "delete", "options", "patch"]:
                with self.subTest(name, method=method):
                    response = (
                        getattr(self.client, method)(
                            reverse(name), data="[1]", content_type="application/json"
                        )
                        if method not in {"get", "head"}
                        else getattr(self.client, method)(
                            reverse(name), {"email": "x", "next": "\x00"}
                        )
                    )
                    self.assertLess(response.status_code, 500)

    def test_accounts_itself_leads_somewhere(self):
        self.assertRedirects(self.client.get("/accounts/"), reverse("account_login"))
