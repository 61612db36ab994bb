import html
import re
from urllib.parse import quote

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user
from django.core import mail
from django.test import Client, TestCase
from django.urls import reverse

from accounts.models import User
from accounts.services import joining
from tests.factories import MemberFactory

from .joining import PASSWORD, JoiningMixin, newest_code
from .test_signing_in import ELSEWHERE

TWO_WEEKS = 14 * 24 * 60 * 60


class SigningInByCodeTests(JoiningMixin, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.member = MemberFactory(email="priya@ward.example", password=PASSWORD)

    def sign_in_by_code(self, client=None, **data):
        self.ask_for_sign_in_code("priya@ward.example", client, **data)
        return self.enter_sign_in_code(newest_code(), client, **data)

    def test_the_code_signs_in(self):
        self.assertRedirects(self.sign_in_by_code(), reverse("account"))
        self.assertEqual(get_user(self.client), self.member)
        self.assertEqual(mail.outbox[0].kind, "login_code")
        self.assertEqual(mail.outbox[0].subject, "Your code to sign in to CLIC")

    def test_leads_back_to_where_the_reader_was(self):
        page = "/ar/stories/a-story/?from=mail#comments"
        sign_in = self.client.get(reverse("account_login") + f"?next={quote(page)}")
        link = re.search(r'href="(/accounts/login/code/[^"]*)"', str(sign_in.content))
        asks = self.client.get(html.unescape(link.group(1)))
        self.assertContains(asks, f'name="next" value="{page}"')
        self.assertEqual(self.sign_in_by_code(next=page).headers["Location"], page)

    def test_leads_to_no_other_site(self):
        for number, target in enumerate(ELSEWHERE):
            with self.subTest(target):
                MemberFactory(email=f"m{number}@ward.example")
                client = Client()
                self.ask_for_sign_in_code(
                    f"m{number}@ward.example", client, next=target
                )
                response = self.enter_sign_in_code(newest_code(), client, next=target)
                self.assertEqual(response.headers["Location"], reverse("account"))

    def test_the_session_ends_with_the_browser_unless_somebody_wants_to_stay(self):
        self.sign_in_by_code()
        self.assertEqual(self.client.cookies["sessionid"]["max-age"], "")
        self.sign_in_by_code(staying := Client(), remember="on")
        self.assertEqual(staying.cookies["sessionid"]["max-age"], TWO_WEEKS)

    def test_staying_signed_in_is_not_ticked_and_says_how_long(self):
        for name in ["account_login", "account_request_login_code"]:
            page = self.client.get(reverse(name))
            self.assertContains(page, "For 14 days.")
            self.assertFalse(page.context["form"]["remember"].value())

    def test_the_session_key_changes(self):
        self.ask_for_sign_in_code("priya@ward.example")
        before = self.client.session.session_key
        self.enter_sign_in_code(newest_code())
        self.assertNotEqual(self.client.session.session_key, before)

    def test_the_code_works_once(self):
        self.ask_for_sign_in_code("priya@ward.example")
        code = newest_code()
        self.enter_sign_in_code(code)
        self.client.logout()
        self.enter_sign_in_code(code)
        self.assertFalse(get_user(self.client).is_authenticated)

    def test_the_code_of_one_browser_is_worth_nothing_in_another(self):
        self.ask_for_sign_in_code("priya@ward.example")
        self.ask_for_sign_in_code("nobody@ward.example", other := Client())
        code = next(m for m in mail.outbox if m.kind == "login_code").body
        self.enter_sign_in_code(code, other)
        self.assertFalse(get_user(other).is_authenticated)

    def test_a_code_that_is_too_old_leads_to_a_new_start(self):
        self.ask_for_sign_in_code("priya@ward.example")
        session = self.client.session
        session["account_login"]["state"]["stages"]["login_by_code"]["data"]["at"] -= (
            901
        )
        session.save()
        response = self.client.post(
            reverse("account_confirm_login_code"),
            {"code": newest_code(), "next": "/stories/"},
            follow=True,
        )
        self.assertContains(response, "The code is too old")
        self.assertRedirects(
            response, reverse("account_request_login_code") + "?next=%2Fstories%2F"
        )

    def test_a_second_factor_is_still_asked_for(self):
        Authenticator.objects.create(
            user=self.member, type=Authenticator.Type.TOTP, data={"secret": "x"}
        )
        response = self.sign_in_by_code()
        self.assertEqual(response.headers["Location"], reverse("mfa_authenticate"))
        self.assertFalse(get_user(self.client).is_authenticated)

    def test_an_unfinished_place_is_no_account(self):
        joining.begin_signup("place@ward.example")
        self.ask_for_sign_in_code("place@ward.example")
        self.assertIn("There is no account", mail.outbox[-1].body)

    def test_a_closed_account_gets_no_code(self):
        User.objects.filter(pk=self.member.pk).update(is_active=False)
        self.ask_for_sign_in_code("priya@ward.example")
        self.assertIn("There is no account", mail.outbox[-1].body)

    def test_a_mistyped_address_can_be_left(self):
        self.ask_for_sign_in_code("pryia@ward.example")
        page = self.client.get(reverse("account_confirm_login_code"))
        again = reverse("account_request_login_code")
        self.assertContains(page, again)
        self.assertEqual(self.client.get(again).status_code, 200)
        self.assertEqual(self.client.get(reverse("account_login")).status_code, 200)
        self.sign_in_by_code()
        self.assertEqual(get_user(self.client), self.member)

    def test_a_password_will_do_after_all(self):
        self.ask_for_sign_in_code("priya@ward.example")
        self.sign_in("priya@ward.example")
        self.assertEqual(get_user(self.client), self.member)

    def test_nothing_else_can_be_set(self):
        self.sign_in_by_code(is_staff="on", is_superuser="on", groups="1", user="1")
        self.member.refresh_from_db()
        self.assertFalse(self.member.is_staff or self.member.is_superuser)

    def test_what_was_begun_as_somebody_else_ends_with_signing_in(self):
        self.begin(email="another@ward.example")
        self.sign_in_by_code()
        self.assertNotIn("account_email_verification_code", self.client.session)
        page = self.client.get(reverse("account_email_verification_sent"))
        self.assertEqual(page.status_code, 302)
