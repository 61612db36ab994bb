from unittest.mock import patch
from urllib.parse import quote

from django.contrib.auth import get_user
from django.core import mail
from django.test import Client, TestCase, override_settings
from django.urls import reverse

from accounts.models import User
from tests.factories import MemberFactory, UserFactory

from .joining import PASSWORD, JoiningMixin, newest_code

ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "\\\\evil.example/",
    "/\\evil.example/",
    "/\t/evil.example/",
    "%2F%2Fevil.example/",
    "/%2Fevil.example/",
    "/%5Cevil.example/",
    "https:evil.example",
    "javascript:alert(1)",
    "http://testserver@evil.example/",
    "//[",
    "http://[::1",
    "\x00//evil.example/",
    "evil.example",
    " //evil.example",
    "/" + "x" * 3000,
]


class SigningInTests(JoiningMixin, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.member = MemberFactory(email="priya@ward.example", password=PASSWORD)

    def test_e_mail_and_password_lead_to_my_account(self):
        response = self.sign_in("priya@ward.example")
        self.assertRedirects(response, reverse("account"))
        self.assertEqual(get_user(self.client), self.member)

    def test_capitals_in_the_address_make_no_difference(self):
        self.sign_in("PRIYA@Ward.Example")
        self.assertEqual(get_user(self.client), self.member)

    def test_leads_back_to_where_the_reader_was(self):
        for page in ["/stories/a-story/#comments", "/ar/search/?q=a%5Cb&topic=x"]:
            with self.subTest(page):
                client = Client()
                form = client.get(reverse("account_login") + f"?next={quote(page)}")
                self.assertContains(form, f'value="{page.replace("&", "&amp;")}"')
                response = self.sign_in("priya@ward.example", client=client, next=page)
                self.assertEqual(response.headers["Location"], page)

    def test_leads_to_no_other_site(self):
        for target in ELSEWHERE:
            with self.subTest(target):
                client = Client()
                form = client.get(reverse("account_login"), {"next": target})
                self.assertEqual(form.status_code, 200)
                response = self.sign_in(
                    "priya@ward.example", client=client, next=target
                )
                self.assertEqual(response.headers["Location"], reverse("account"))
                again = client.get(reverse("account_login"), {"next": target})
                self.assertEqual(again.headers["Location"], reverse("account"))

    def test_joining_leads_to_no_other_site(self):
        for number, target in enumerate(ELSEWHERE):
            with self.subTest(target):
                client = Client()
                self.begin(client, email=f"new{number}@ward.example", next_page=target)
                response = self.enter(newest_code(), client, next=target)
                self.assertEqual(response.headers["Location"], reverse("account"))

    def test_the_session_ends_with_the_browser(self):
        self.sign_in("priya@ward.example")
        self.assertTrue(self.client.session.get_expire_at_browser_close())
        self.assertEqual(self.client.cookies["sessionid"]["max-age"], "")

    def test_staying_signed_in_is_a_choice_and_not_ticked(self):
        page = self.client.get(reverse("account_login"))
        self.assertContains(page, "Keep me signed in on this device")
        self.assertFalse(page.context["form"]["remember"].value())
        self.sign_in("priya@ward.example", remember="on")
        self.assertFalse(self.client.session.get_expire_at_browser_close())
        self.assertEqual(self.client.cookies["sessionid"]["max-age"], 14 * 24 * 60 * 60)

    def test_the_session_key_changes_at_sign_in(self):
        self.begin(email="another@ward.example")
        before = self.client.session.session_key
        self.sign_in("priya@ward.example")
        self.assertNotEqual(self.client.session.session_key, before)

    def test_a_wrong_password_keeps_the_address(self):
        response = self.sign_in("priya@ward.example", "wrong")
        self.assertContains(response, "is not right")
        self.assertContains(response, 'value="priya@ward.example"')
        self.assertNotContains(response, 'value="wrong"')

    def test_ten_wrong_passwords_shut_this_account_and_no_other(self):
        other = MemberFactory(password=PASSWORD)
        for _try in range(10):
            self.sign_in("priya@ward.example", "wrong")
        response = self.sign_in("priya@ward.example")
        self.assertContains(response, "too many tries")
        self.assertFalse(get_user(self.client).is_authenticated)
        self.sign_in(other.email)
        self.assertEqual(get_user(self.client), other)

    def test_a_hospital_behind_one_address_gets_in(self):
        for _colleague in range(60):
            response = self.sign_in("priya@ward.example", client=Client())
        self.assertEqual(response.status_code, 302)

    @override_settings(TRUSTED_PROXY_COUNT=0)
    def test_a_made_up_address_doesnt_get_round_the_limit(self):
        for number in range(10):
            self.client.post(
                reverse("account_login"),
                {"login": "priya@ward.example", "password": "wrong"},
                headers={"x-forwarded-for": f"192.0.2.{number}"},
            )
        self.assertContains(self.sign_in("priya@ward.example"), "too many tries")

    def test_works_where_the_server_knows_no_address(self):
        response = self.client.post(
            reverse("account_login"),
            {"login": "priya@ward.example", "password": PASSWORD},
            REMOTE_ADDR="",
        )
        self.assertEqual(response.status_code, 302)

    def test_a_closed_account_says_so(self):
        User.objects.filter(pk=self.member.pk).update(is_active=False)
        response = self.sign_in("priya@ward.example")
        self.assertRedirects(response, reverse("account_inactive"))
        self.assertFalse(get_user(self.client).is_authenticated)

    def test_an_account_made_on_the_command_line_proves_its_address_first(self):
        UserFactory(email="admin@ward.example", password=PASSWORD)
        response = self.sign_in("admin@ward.example", next="/stories/")
        self.assertFalse(get_user(self.client).is_authenticated)
        self.assertRedirects(
            response, reverse("account_email_verification_sent") + "?next=%2Fstories%2F"
        )
        response = self.enter(newest_code())
        self.assertRedirects(response, "/stories/", fetch_redirect_response=False)
        self.assertTrue(get_user(self.client).check_password(PASSWORD))

    def test_no_message_waits_for_somebody_who_has_signed_in(self):
        self.sign_in("priya@ward.example")
        page = self.client.get(reverse("account"))
        self.assertEqual(list(page.context["messages"]), [])


class SigningOutTests(JoiningMixin, TestCase):
    def setUp(self):
        super().setUp()
        self.client.force_login(MemberFactory())

    def test_a_link_signs_nobody_out(self):
        response = self.client.get(reverse("account_logout"))
        self.assertContains(response, "Sign out")
        self.assertTrue(get_user(self.client).is_authenticated)

    def test_leaves_no_session_behind(self):
        response = self.client.post(reverse("account_logout"))
        self.assertRedirects(response, "/", fetch_redirect_response=False)
        self.assertFalse(get_user(self.client).is_authenticated)
        self.assertEqual(self.client.cookies["sessionid"].value, "")

    def test_leads_to_no_other_site(self):
        response = self.client.post(
            reverse("account_logout"), {"next": "//evil.example/"}
        )
        self.assertEqual(response.headers["Location"], "/")

    def test_needs_a_token(self):
        client = Client(enforce_csrf_checks=True)
        client.force_login(MemberFactory())
        self.assertEqual(client.post(reverse("account_logout")).status_code, 403)
        self.assertTrue(get_user(client).is_authenticated)


class ForgottenPasswordTests(JoiningMixin, TestCase):
    new_password = "another three words"

    @classmethod
    def setUpTestData(cls):
        cls.member = MemberFactory(email="priya@ward.example", password=PASSWORD)

    def ask(self, **data):
        return self.client.post(
            reverse("account_reset_password"), {"email": "priya@ward.example", **data}
        )

    def confirm(self, code, **data):
        return self.client.post(
            reverse("account_confirm_password_reset_code"), {"code": code, **data}
        )

    def test_the_code_allows_a_new_password_and_signs_in(self):
        elsewhere = Client()
        elsewhere.force_login(self.member)
        page = "/stories/a-story/#comments"
        self.ask(next=page)
        response = self.confirm(newest_code(), next=page)
        self.assertRedirects(
            response,
            reverse("account_complete_password_reset")
            + f"?next={quote(page, safe='')}",
        )
        response = self.client.post(
            reverse("account_complete_password_reset"),
            {"password1": self.new_password, "next": page},
        )
        self.assertRedirects(response, page, fetch_redirect_response=False)
        self.assertEqual(get_user(self.client), self.member)
        self.member.refresh_from_db()
        self.assertTrue(self.member.check_password(self.new_password))
        self.assertFalse(get_user(elsewhere).is_authenticated)
        self.assertEqual(mail.outbox[-1].subject, "Your CLIC password was changed")

    def test_the_new_password_needs_the_code(self):
        self.ask()
        response = self.client.post(
            reverse("account_complete_password_reset"), {"password1": self.new_password}
        )
        self.assertEqual(response.status_code, 302)
        self.member.refresh_from_db()
        self.assertTrue(self.member.check_password(PASSWORD))

    def test_five_wrong_codes_end_it(self):
        self.ask()
        code = newest_code()
        wrong = "000000" if code != "000000" else "111111"
        for _try in range(4):
            self.assertContains(self.confirm(wrong), "This is not the code")
        self.assertRedirects(self.confirm(wrong), reverse("account_reset_password"))
        self.confirm(code)
        response = self.client.get(reverse("account_complete_password_reset"))
        self.assertRedirects(response, reverse("account_reset_password"))

    def test_codes_tried_at_the_same_instant_count_one_by_one(self):
        self.client.post(
            reverse("account_reset_password"), {"email": self.member.email}
        )
        url = reverse("account_confirm_password_reset_code")
        answers = self.enter_wrong_codes_at_once(url, 8)
        self.assertEqual(answers, [200] * 5 + [302] * 3)

    def test_a_short_password_is_refused_kindly(self):
        self.ask()
        self.confirm(newest_code())
        response = self.client.post(
            reverse("account_complete_password_reset"), {"password1": "short"}
        )
        self.assertContains(response, "There is a problem")

    def test_a_closed_account_gets_no_code(self):
        User.objects.filter(pk=self.member.pk).update(is_active=False)
        self.ask()
        self.assertIn("There is no account", mail.outbox[-1].body)


class ChangingThePasswordTests(JoiningMixin, TestCase):
    def setUp(self):
        super().setUp()
        self.member = MemberFactory(password=PASSWORD)
        self.client.force_login(self.member)

    def change(self, old=PASSWORD, new="another three words"):
        return self.client.post(
            reverse("account_change_password"), {"oldpassword": old, "password1": new}
        )

    def test_keeps_this_session_and_ends_the_others(self):
        elsewhere = Client()
        elsewhere.force_login(self.member)
        self.assertRedirects(self.change(), reverse("account"))
        self.assertTrue(get_user(self.client).is_authenticated)
        self.assertFalse(get_user(elsewhere).is_authenticated)
        self.assertEqual(mail.outbox[-1].to, [self.member.email])

    def test_needs_the_current_password(self):
        response = self.change(old="wrong")
        self.assertContains(response, "This is not your current password")
        self.member.refresh_from_db()
        self.assertTrue(self.member.check_password(PASSWORD))

    def test_the_fields_help_password_managers(self):
        page = self.client.get(reverse("account_change_password"))
        self.assertContains(page, 'autocomplete="current-password"', count=1)
        self.assertContains(page, 'autocomplete="new-password"', count=1)

    def test_an_account_without_one_chooses_its_first(self):
        self.member.set_unusable_password()
        self.member.save()
        self.client.force_login(self.member)
        response = self.client.get(reverse("account_change_password"))
        self.assertRedirects(
            response, reverse("account_set_password"), fetch_redirect_response=False
        )
        self.enterContext(
            patch(
                "accounts.reauthentication.has_lately_entered_code", return_value=True
            )
        )
        response = self.client.post(
            reverse("account_set_password"), {"password1": "another three words"}
        )
        self.assertRedirects(response, reverse("account"))
        self.member.refresh_from_db()
        self.assertTrue(self.member.check_password("another three words"))


class MailTests(JoiningMixin, TestCase):
    @override_settings(
        PUBLIC_URL="https://clic.example", ALLOWED_HOSTS=["testserver", "other.example"]
    )
    def test_addresses_in_mails_are_ours_whatever_the_host_header_says(self):
        MemberFactory(email="known@ward.example")
        for email in ["known@ward.example", "new@ward.example"]:
            Client(headers={"host": "other.example"}).post(
                reverse("account_signup"),
                {"email": email, "display_name": "A", "password1": PASSWORD},
            )
            Client(headers={"host": "other.example"}).post(
                reverse("account_reset_password"), {"email": email}
            )
            response = Client(headers={"host": "other.example"}).post(
                reverse("account_request_login_code"), {"email": email}
            )
            self.assertEqual(
                response.headers["Location"], reverse("account_confirm_login_code")
            )
        self.assertEqual(len(mail.outbox), 6)
        for message in mail.outbox:
            self.assertNotIn("other.example", message.body)
            self.assertIn("https://clic.example/", message.body)

    def test_links_carry_nothing_that_could_be_used_up(self):
        MemberFactory(email="known@ward.example")
        self.begin(Client())
        self.begin(Client(), email="known@ward.example")
        Client().post(
            reverse("account_reset_password"), {"email": "known@ward.example"}
        )
        for message in mail.outbox:
            for word in message.body.split():
                if word.startswith("http"):
                    self.assertIn(
                        word.removeprefix("http://testserver"),
                        ["/", "/accounts/login/", "/accounts/password/reset/"],
                    )

    def test_codes_stand_alone_and_kinds_are_told_apart(self):
        self.begin()
        message = mail.outbox[-1]
        self.assertEqual(message.kind, "email_confirmation_signup")
        self.assertEqual(message.subject, "Your code to finish joining CLIC")
        self.assertIn(f"\n\n{newest_code()}\n\n", message.body)
        self.assertNotIn(newest_code(), message.subject)


class WayBackTests(TestCase):
    def test_the_links_between_joining_and_signing_in_keep_it(self):
        for name in ["account_login", "account_signup", "account_reset_password"]:
            page = self.client.get(reverse(name) + "?next=/stories/%23comments")
            for target in ["account_login", "account_signup"]:
                with self.subTest(name, target=target):
                    self.assertContains(
                        page, f'{reverse(target)}?next=/stories/%23comments"'
                    )
