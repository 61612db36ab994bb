"""Nobody learns from outside whether an address has an account, or in what state it is."""

import re

from allauth.mfa.models import Authenticator
from django.test import Client, TestCase, override_settings
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.services import joining
from safeguards.models import OutboxMessage
from tests.factories import MemberFactory

from .joining import PASSWORD, JoiningMixin, counted_hashes

PRIVATE = re.compile(
    r'name="csrfmiddlewaretoken" value="[^"]*"|data-wait="\d+"|in \d+ seconds'
)


@override_settings(EMAIL_BACKEND="safeguards.outbox.OutboxEmailBackend")
class NobodyLearnsWhoHasAnAccountTests(JoiningMixin, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.asker = MemberFactory(email="asker@ward.example", password=PASSWORD)
        cls.addresses = {"unknown": "unknown@ward.example"}
        for kind in ["known", "closed", "suspended", "passwordless", "second factor"]:
            member = MemberFactory(
                email=f"{kind.replace(' ', '.')}@ward.example", password=PASSWORD
            )
            cls.addresses[kind] = member.email
        cls.change("closed", is_active=False)
        cls.change("suspended", suspended_at=timezone.now(), suspension_reason="Rude.")
        cls.change("passwordless", password="!" + "x" * 40)
        Authenticator.objects.create(
            user=User.objects.get(email=cls.addresses["second factor"]),
            type=Authenticator.Type.TOTP,
            data={"secret": "x"},
        )
        User.objects.create_user("command.line@ward.example", PASSWORD)
        cls.addresses["never proved"] = "command.line@ward.example"
        cls.addresses["unfinished"] = joining.begin_signup("place@ward.example").email

    @classmethod
    def change(cls, kind, **fields):
        User.objects.filter(email=cls.addresses[kind]).update(**fields)

    def answer(self, do, address, client):
        """All that somebody outside can see, and what it cost."""
        mails = OutboxMessage.objects.count()
        with counted_hashes() as hashes:
            response = do(client, address)
        seen = [response]
        if response.status_code == 302:
            seen.append(client.get(response.headers["Location"]))
        return {
            "status": [page.status_code for page in seen],
            "headers": [sorted(page.headers) for page in seen],
            "location": response.headers.get("Location"),
            "cookies": sorted(client.cookies),
            "words": [
                PRIVATE.sub("", page.content.decode()).replace(address, "ADDRESS")
                for page in seen
            ],
            "hashes": len(hashes),
            "mails": OutboxMessage.objects.count() - mails,
        }

    def assert_same_for_all(self, do, *, mails, new_client=Client, hashes=1):
        expected = None
        for kind, address in self.addresses.items():
            with self.subTest(kind):
                answer = self.answer(do, address, new_client())
                self.assertEqual(answer["hashes"], hashes)
                self.assertEqual(answer["mails"], mails)
                expected = expected or answer
                self.assertEqual(answer, expected)

    def test_joining(self):
        def join(client, address):
            return self.begin(client, email=address)

        self.assert_same_for_all(join, mails=1)

    def test_joining_without_a_password(self):
        def join(client, address):
            return self.begin(client, email=address, password1="")

        self.assert_same_for_all(join, mails=1)

    def test_signing_in_with_a_wrong_password(self):
        def sign_in(client, address):
            return self.sign_in(address, "not the password", client)

        self.assert_same_for_all(sign_in, mails=0)

    def test_a_forgotten_password(self):
        def forget(client, address):
            return client.post(reverse("account_reset_password"), {"email": address})

        self.assert_same_for_all(forget, mails=1)

    def test_a_code_for_signing_in(self):
        def ask(client, address):
            return self.ask_for_sign_in_code(address, client)

        self.assert_same_for_all(ask, mails=1)

    def test_another_address(self):
        def new_client():
            self.sign_in(self.asker.email, client=(client := Client()))
            client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
            return client

        def change(client, address):
            return client.post(reverse("account_email"), {"email": address})

        self.assert_same_for_all(change, mails=1, new_client=new_client)

    def test_wrong_codes_and_further_mails(self):
        begins = {
            "account_email_verification_sent": lambda client, address: self.begin(
                client, email=address
            ),
            "account_confirm_login_code": lambda client, address: (
                self.ask_for_sign_in_code(address, client)
            ),
            "account_confirm_password_reset_code": lambda client, address: client.post(
                reverse("account_reset_password"), {"email": address}
            ),
        }
        for name, begin in begins.items():

            def mistype(client, address, name=name, begin=begin):
                begin(client, address)
                client.post(reverse(name), {"code": "12345"})
                self.wait_a_minute(client)
                client.post(reverse(name), {"action": "resend"})
                return client.post(reverse(name), {"code": "12345"})

            with self.subTest(name):
                self.assert_same_for_all(mistype, mails=2)

    def test_the_tenth_wrong_password(self):
        def fail(client, address):
            for _ in range(10):
                self.sign_in(address, "not the password", client)
            return self.sign_in(address, PASSWORD, client)

        self.assert_same_for_all(fail, mails=0, hashes=10)

    def test_an_address_in_other_letters_is_the_same_address(self):
        self.begin(email="KNOWN@Ward.Example")
        self.assertEqual(
            OutboxMessage.objects.latest("pk").kind, "account_already_exists"
        )
