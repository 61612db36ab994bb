"""What holds for every code by mail: how it is typed, how many go out, how soon after another."""

import time
from unittest.mock import patch

from django.contrib.auth import get_user
from django.core import mail
from django.core.cache import cache
from django.test import Client, SimpleTestCase, TestCase, override_settings
from django.urls import reverse

from accounts.forms.fields import CodeField
from tests.factories import MemberFactory

from .joining import PASSWORD, JoiningMixin, counted_hashes, newest_code, wrong

JOIN = "account_email_verification_sent"
RESET = "account_confirm_password_reset_code"
SIGN_IN = "account_confirm_login_code"


class CodeFieldTests(SimpleTestCase):
    def test_takes_the_digits_however_they_come(self):
        for typed in [
            "123456",
            " 123 456 ",
            "123-456",
            "1 2 3 4 5 6",
            "123–456",
            "١٢٣٤٥٦",
            "۱۲۳ ۴۵۶",
            "\u200e123456\u200f",
            "Your code is 123456.",
            "To sign in, type this code:\n\n123456\n\nIt is valid for 15 minutes.",
            "15 minutes: 123456",
            "123456 is valid for 15 minutes",
        ]:
            with self.subTest(typed):
                self.assertEqual(CodeField().clean(typed), "123456")

    def test_makes_no_code_of_what_is_none(self):
        for typed in ["12345", "1234567", "15 minutes", "abcdef", "②③④⑤⑥⑦"]:
            with self.subTest(typed):
                self.assertEqual(CodeField().clean(typed), typed)

    def test_does_not_cut_off_what_is_pasted(self):
        self.assertNotIn("maxlength", CodeField().widget.attrs)


class CodePagesMixin(JoiningMixin):
    """Each page that asks for a code, and how to get there."""

    @classmethod
    def setUpTestData(cls):
        cls.member = MemberFactory(email="known@ward.example", password=PASSWORD)

    def journeys(self):
        """Name, page and a way to begin, each in a browser of its own."""

        def join(client, email="new@ward.example"):
            return self.begin(client, email=email)

        def sign_in(client, email="known@ward.example"):
            return self.ask_for_sign_in_code(email, client)

        def reset(client, email="known@ward.example"):
            return client.post(reverse("account_reset_password"), {"email": email})

        for page, begin in [(JOIN, join), (SIGN_IN, sign_in), (RESET, reset)]:
            mail.outbox.clear()
            with self.subTest(page):
                yield reverse(page), begin


class ResendTests(CodePagesMixin, TestCase):
    def test_the_page_says_how_long_to_wait(self):
        for url, begin in self.journeys():
            begin(client := Client())
            page = client.get(url)
            self.assertEqual(page.context["seconds_to_wait"], 60)
            self.assertContains(page, "You can ask for another code in 60 seconds.")
            self.assertContains(page, 'data-wait="60"')

    def test_too_soon_sends_nothing_and_says_so_kindly(self):
        for url, begin in self.journeys():
            begin(client := Client())
            response = client.post(url, {"action": "resend"}, follow=True)
            self.assertRegex(response.content.decode(), r"Wait (60|59) seconds, then")
            self.assertEqual(len(mail.outbox), 1)

    def test_another_code_takes_the_place_of_the_first(self):
        for url, begin in self.journeys():
            begin(client := Client())
            first = newest_code()
            self.wait_a_minute(client)
            client.post(url, {"action": "resend", "next": "/stories/"})
            self.assertEqual(len(mail.outbox), 2)
            if newest_code() != first:
                client.post(url, {"code": first})
                self.assertFalse(get_user(client).is_authenticated)
            response = client.post(url, {"code": newest_code()})
            self.assertEqual(response.status_code, 302)
            self.assertNotEqual(response.headers["Location"], url)

    def test_another_code_is_valid_for_as_long_as_the_first_was(self):
        start = time.time()
        for url, begin in self.journeys():
            client = Client()
            with patch("time.time") as clock:
                clock.return_value = start
                begin(client)
                clock.return_value = start + 14 * 60
                client.post(url, {"action": "resend"})
                clock.return_value = start + 28 * 60
                response = client.post(url, {"code": newest_code()}, follow=True)
                self.assertNotContains(response, "too old")
            self.assertNotIn("verify_form", response.context)

    def test_three_messages_and_no_more(self):
        for url, begin in self.journeys():
            begin(client := Client())
            for _turn in range(4):
                self.wait_a_minute(client)
                client.post(url, {"action": "resend"})
            self.assertEqual(len(mail.outbox), 3)
            page = client.get(url)
            self.assertContains(page, "We have sent three messages to")
            self.assertNotContains(page, "Send another code")
            # The newest code stays good.
            response = client.post(url, {"code": newest_code()})
            self.assertEqual(response.status_code, 302)

    def test_five_tries_are_five_however_many_codes(self):
        for url, begin in self.journeys():
            begin(client := Client())
            for _try in range(3):
                client.post(url, {"code": wrong(newest_code())})
            self.wait_a_minute(client)
            client.post(url, {"action": "resend"})
            client.post(url, {"code": wrong(newest_code())})
            response = client.post(url, {"code": wrong(newest_code())}, follow=True)
            self.assertContains(response, "The code was wrong too often")
            client.post(url, {"code": newest_code()})
            self.assertFalse(get_user(client).is_authenticated)

    def test_tries_at_the_same_instant_count_one_by_one(self):
        for url, begin in self.journeys():
            begin(self.client)
            answers = self.enter_wrong_codes_at_once(url, 8)
            self.assertEqual(answers, [200] * 5 + [302] * 3)
            self.client.logout()


class MailboxTests(CodePagesMixin, TestCase):
    """Nobody's mailbox is filled from here, whoever asks."""

    def test_the_fourth_message_in_an_hour_is_not_sent(self):
        for url, begin in self.journeys():
            answers = []
            for number in range(5):
                client = Client(headers={"x-forwarded-for": f"192.0.2.{number}"})
                response = begin(client)
                answers.append((response.status_code, response.headers["Location"]))
                page = client.get(url)
                self.assertEqual(page.status_code, 200)
                self.assertEqual("three messages" in page.content.decode(), number > 2)
            self.assertEqual(answers, [(302, url)] * 5)
            self.assertEqual(len(mail.outbox), 3)

    def test_however_the_address_is_spelt(self):
        for _url, begin in self.journeys():
            for email in [
                "known@ward.example",
                "Known@ward.example\u200b",
                "known@ward.ex\u00adample",
                "known@\uff57ard.example",
                '"known"@ward.example',
                '"k\\nown"@ward.example',
            ]:
                begin(Client(), email)
            self.assertEqual(len(mail.outbox), 3)
            self.assertEqual({one.to[0] for one in mail.outbox}, {"known@ward.example"})

    def test_says_the_same_of_an_address_without_an_account(self):
        for url, begin in self.journeys():
            pages = []
            for email in ["known@ward.example", "nobody@ward.example"]:
                for _ in range(4):
                    begin(client := Client(), email)
                text = client.get(url).content.decode()
                pages.append(text.split("<main")[1].replace(email, "").split("csrf")[0])
            self.assertEqual(*pages)
            self.assertIn("three messages", pages[0])

    def test_a_code_that_was_never_sent_opens_nothing(self):
        for url, begin in self.journeys():
            for _ in range(3):
                begin(Client())
            with (
                patch(
                    "allauth.account.adapter.generate_user_code",
                    return_value="123456",
                ),
            ):
                begin(client := Client())
            response = client.post(url, {"code": "123456"})
            self.assertContains(response, "This is not the code")
            self.assertFalse(get_user(client).is_authenticated)

    @override_settings(ACCOUNT_RATE_LIMITS={"ask_for_code": "2/10m/ip"})
    def test_one_network_asks_only_so_often_and_costs_nothing_beyond(self):
        for url in ["account_request_login_code", "account_reset_password"]:
            cache.clear()
            with counted_hashes() as hashes:
                answers = [
                    Client()
                    .post(reverse(url), {"email": f"m{number}@ward.example"})
                    .status_code
                    for number in range(4)
                ]
            self.assertEqual(answers, [302, 302, 429, 429])
            self.assertEqual(len(hashes), 2)

    def test_an_hour_later_another_goes(self):
        for _url, begin in self.journeys():
            for _ in range(4):
                begin(Client())
            now = time.time()
            with patch("allauth.core.internal.ratelimit.time.time") as clock:
                clock.return_value = now + 60 * 60 + 1
                begin(Client())
            self.assertEqual(len(mail.outbox), 4)

    def test_nobody_keeps_another_from_signing_in_by_joining_in_their_name(self):
        for _ in range(4):
            self.begin(Client(), email="known@ward.example")
            Client().post(
                reverse("account_reset_password"), {"email": "known@ward.example"}
            )
        mail.outbox.clear()
        self.ask_for_sign_in_code("known@ward.example")
        self.enter_sign_in_code(newest_code())
        self.assertEqual(get_user(self.client), self.member)

    def test_asking_twice_sends_one_message_and_its_code_works(self):
        for url, begin in self.journeys():
            begin(client := Client())
            response = begin(client)
            self.assertEqual(response.headers["Location"], url)
            self.assertEqual(len(mail.outbox), 1)
            response = client.post(url, {"code": newest_code()})
            self.assertNotEqual(response.headers["Location"], url)


class ScannerTests(CodePagesMixin, TestCase):
    def test_opening_pages_uses_nothing_up(self):
        for url, begin in self.journeys():
            begin(client := Client())
            for _ in range(10):
                for look in [client.get, client.head, client.options]:
                    look(url, {"code": newest_code(), "action": "verify"})
                    look(url, {"action": "resend"})
            self.assertEqual(len(mail.outbox), 1)
            self.assertFalse(get_user(client).is_authenticated)
            response = client.post(url, {"code": newest_code()})
            self.assertEqual(response.status_code, 302)

    def test_looking_at_the_forms_sends_nothing(self):
        for name in [
            "account_signup",
            "account_reset_password",
            "account_request_login_code",
        ]:
            self.client.get(reverse(name), {"email": "known@ward.example"})
            self.client.head(reverse(name), {"email": "known@ward.example"})
        self.assertEqual(mail.outbox, [])
