from django.contrib.auth import get_user
from django.core import mail
from django.test import Client, TestCase, override_settings
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from accounts.models import AccountEvent
from accounts.services import joining, locks
from tests.factories import MemberFactory

from .joining import PASSWORD, JoiningMixin, newest_code


class TooManyWrongPasswordsTests(JoiningMixin, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.member = MemberFactory(email="priya@ward.example", password=PASSWORD)

    def fail(self, times=10, email="priya@ward.example", **headers):
        for _try in range(times):
            response = Client(headers=headers).post(
                reverse("account_login"), {"login": email, "password": "wrong"}
            )
        return response

    def tasks(self):
        return [row.args_kwargs["args"] for row in DBTaskResult.objects.all()]

    def test_nine_are_nothing_unusual(self):
        self.fail(9)
        self.sign_in("priya@ward.example")
        self.assertEqual(get_user(self.client), self.member)
        self.assertEqual(self.tasks(), [])

    def test_ten_shut_the_account_and_have_its_owner_told_once(self):
        self.fail(25)
        self.assertContains(self.sign_in("priya@ward.example"), "too many tries")
        self.assertEqual(self.tasks(), [[self.member.pk]])

    def test_the_owner_reads_what_happened_and_what_to_do(self):
        locks.tell_owner(self.member.pk)
        (message,) = mail.outbox
        self.assertEqual(message.to, ["priya@ward.example"])
        self.assertIn("Nobody got in", message.body)
        self.assertIn("/accounts/password/reset/", message.body)
        event = AccountEvent.objects.about(self.member).get()
        self.assertEqual((event.action, event.actor_id), ("locked", None))

    def test_an_address_of_nobody_costs_the_same_and_tells_nobody(self):
        self.fail(email="nobody@ward.example")
        self.assertEqual(self.tasks(), [[0]])
        locks.tell_owner(0)
        place = joining.begin_signup("place@ward.example")
        locks.tell_owner(place.pk)
        self.assertEqual(mail.outbox, [])
        self.assertFalse(AccountEvent.objects.exists())

    def test_a_code_or_a_new_password_opens_it_at_once(self):
        self.fail()
        self.ask_for_sign_in_code("priya@ward.example", by_code := Client())
        self.enter_sign_in_code(newest_code(), by_code)
        self.assertEqual(get_user(by_code), self.member)
        self.client.post(
            reverse("account_reset_password"), {"email": "priya@ward.example"}
        )
        self.client.post(
            reverse("account_confirm_password_reset_code"), {"code": newest_code()}
        )
        self.client.post(
            reverse("account_complete_password_reset"),
            {"password1": "another three words"},
        )
        self.sign_in("priya@ward.example", "another three words", c := Client())
        self.assertEqual(get_user(c), self.member)

    def test_capitals_are_no_way_round(self):
        self.fail(5, email="PRIYA@ward.example")
        self.fail(5, email="Priya@Ward.example")
        self.assertContains(self.sign_in("priya@ward.example"), "too many tries")

    def test_made_up_addresses_are_no_way_round(self):
        for count in [0, 1, 2]:
            with (
                self.subTest(proxies=count),
                override_settings(TRUSTED_PROXY_COUNT=count),
            ):
                email = MemberFactory(password=PASSWORD).email
                for number in range(10):
                    self.fail(
                        1,
                        email,
                        **{
                            "x-forwarded-for": f"192.0.2.{number}, 198.51.100.{number}",
                            "x-real-ip": f"192.0.2.{number}",
                            "forwarded": f"for=192.0.2.{number}",
                        },
                    )
                self.assertContains(self.sign_in(email), "too many tries")

    @override_settings(
        ACCOUNT_RATE_LIMITS={"login_failed": "10/15m/key,12/15m/ip"},
        TRUSTED_PROXY_COUNT=1,
    )
    def test_what_a_visitor_writes_before_the_proxys_word_counts_for_nothing(self):
        for number in range(12):
            self.fail(
                1,
                f"m{number}@ward.example",
                **{"x-forwarded-for": f"192.0.2.{number}, 203.0.113.9"},
            )
        for seen, shut in [("203.0.113.9", True), ("203.0.113.10", False)]:
            response = self.fail(
                1, "more@ward.example", **{"x-forwarded-for": f"192.0.2.99, {seen}"}
            )
            self.assertEqual("too many tries" in response.content.decode(), shut)


class PasswordEventsTests(JoiningMixin, TestCase):
    def test_each_new_password_is_written_down(self):
        member = MemberFactory(email="priya@ward.example", password=PASSWORD)
        self.client.force_login(member)
        self.client.post(
            reverse("account_change_password"),
            {"oldpassword": PASSWORD, "password1": "another three words"},
        )
        resets = Client()
        resets.post(reverse("account_reset_password"), {"email": member.email})
        resets.post(
            reverse("account_confirm_password_reset_code"), {"code": newest_code()}
        )
        resets.post(
            reverse("account_complete_password_reset"),
            {"password1": "yet three more words"},
        )
        events = AccountEvent.objects.about(member)
        self.assertEqual({event.action for event in events}, {"password_changed"})
        self.assertEqual([event.actor_id for event in events], [None, member.pk])
