from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client, SimpleTestCase, TestCase
from django.urls import reverse
from django.utils import timezone, translation

from accounts.devices import device_in_brief, device_in_words
from accounts.models import AccountEvent
from accounts.services.sessions import end_sessions, forget_ended_sessions
from tests.factories import MemberFactory

from .joining import PASSWORD, JoiningMixin, newest_code

WINDOWS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/130.0.0.0 Safari/537.36 Edg/130.0.2849.46"
)
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"
)
ANDROID = (
    "Mozilla/5.0 (Linux; Android 14; SM-S911B) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/130.0.6723.58 Mobile Safari/537.36"
)
LINUX = "Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0"


class DeviceTests(SimpleTestCase):
    def test_a_device_has_the_name_that_people_use(self):
        for user_agent, words in [
            (WINDOWS, "Edge on Windows"),
            (PHONE, "Safari on iPhone"),
            (ANDROID, "Chrome on Android"),
            (LINUX, "Firefox on Linux"),
            ("curl/8.0", "curl"),
            ("", "A device that we can't name"),
            ("\x00<script>", "A device that we can't name"),
        ]:
            with self.subTest(words):
                self.assertEqual(device_in_words(device_in_brief(user_agent)), words)

    def test_nothing_else_of_it_is_kept(self):
        self.assertEqual(device_in_brief(ANDROID), "Chrome/Android")


class SessionsMixin(JoiningMixin):
    def setUp(self):
        super().setUp()
        self.member = MemberFactory(email="priya@ward.example", password=PASSWORD)

    def browser(self, user_agent=WINDOWS, **data):
        """A browser in which the member has signed in."""
        client = Client(headers={"user-agent": user_agent})
        self.sign_in(self.member.email, client=client, **data)
        self.assertEqual(get_user(client), self.member)
        return client

    def is_signed_in(self, client):
        return client.get(reverse("account")).status_code == 200


class ListOfSessionsTests(SessionsMixin, TestCase):
    url = "/accounts/sessions/"

    def test_needs_a_sign_in(self):
        response = self.client.get(self.url)
        self.assertRedirects(response, f"{reverse('account_login')}?next={self.url}")
        response = self.client.post(self.url)
        self.assertRedirects(response, f"{reverse('account_login')}?next={self.url}")

    def test_shows_mine_this_one_first_and_nobody_elses(self):
        phone, here = self.browser(PHONE), self.browser(LINUX)
        stranger = Client(headers={"user-agent": ANDROID})
        self.sign_in(MemberFactory(password=PASSWORD).email, client=stranger)
        page = here.get(self.url)
        content = page.content.decode()
        self.assertContains(page, "This device", 1)
        self.assertLess(content.index("Firefox on Linux"), content.index("This device"))
        self.assertLess(content.index("This device"), content.index("Safari on iPhone"))
        self.assertNotContains(page, "Android")
        self.assertContains(phone.get(self.url), "Firefox on Linux")

    def test_is_found_from_my_account(self):
        here = self.browser()
        self.assertContains(here.get(reverse("account")), f'href="{self.url}"')

    def test_neither_addresses_nor_versions_are_kept(self):
        self.browser(ANDROID)
        session = UserSession.objects.get()
        self.assertEqual((session.ip, session.user_agent), ("::", "Chrome/Android"))

    def test_sessions_that_have_ended_are_not_shown(self):
        phone, old, here = self.browser(PHONE), self.browser(ANDROID), self.browser()
        phone.post(reverse("account_logout"))
        Session.objects.filter(pk=old.session.session_key).update(
            expire_date=timezone.now() - timedelta(seconds=1)
        )
        page = here.get(self.url)
        self.assertNotContains(page, "iPhone")
        self.assertNotContains(page, "Android")
        self.assertContains(page, "You are signed in nowhere else")
        self.assertNotContains(page, "Sign out the other")

    def test_looking_signs_nobody_out(self):
        phone, here = self.browser(PHONE), self.browser()
        here.get(self.url)
        self.assertTrue(self.is_signed_in(phone))

    def test_the_others_can_be_signed_out(self):
        phone, android, here = (
            self.browser(PHONE),
            self.browser(ANDROID),
            self.browser(),
        )
        stranger = Client()
        self.sign_in(MemberFactory(password=PASSWORD).email, client=stranger)
        response = here.post(self.url, follow=True)
        self.assertContains(response, "signed out on 2 other devices")
        self.assertFalse(self.is_signed_in(phone))
        self.assertFalse(self.is_signed_in(android))
        self.assertTrue(self.is_signed_in(here))
        self.assertTrue(self.is_signed_in(stranger))
        event = AccountEvent.objects.about(self.member).get()
        self.assertEqual(event.action, AccountEvent.Action.SIGNED_OUT_EVERYWHERE)
        self.assertEqual(event.actor_id, self.member.pk)
        self.assertEqual(mail.outbox[-1].to, [self.member.email])
        self.assertIn("If it was not you", mail.outbox[-1].body)

    def test_asking_twice_tells_once(self):
        self.browser(PHONE)
        here = self.browser()
        mail.outbox.clear()
        here.post(self.url)
        response = here.post(self.url, follow=True)
        self.assertContains(response, "You were signed in nowhere else")
        self.assertEqual(len(mail.outbox), 1)
        self.assertEqual(AccountEvent.objects.count(), 1)

    def test_needs_a_token(self):
        phone = self.browser(PHONE)
        client = Client(enforce_csrf_checks=True)
        client.force_login(self.member)
        self.assertEqual(client.post(self.url).status_code, 403)
        self.assertTrue(self.is_signed_in(phone))

    def test_a_browser_that_says_nothing_or_too_much_can_sign_in(self):
        for user_agent in ["", "x" * 5000, "<b>Mozilla</b>", "é\u202e"]:
            with self.subTest(user_agent[:10]):
                here = self.browser(user_agent)
                self.assertContains(here.get(self.url), "This device")


class EndingTests(SessionsMixin, TestCase):
    def test_signing_in_makes_a_new_session(self):
        client = Client()
        self.sign_in(MemberFactory(password=PASSWORD).email, client=client)
        before = client.session.session_key
        client.post(reverse("account_logout"))
        self.sign_in(self.member.email, client=client)
        self.assertNotEqual(client.session.session_key, before)
        self.assertFalse(Session.objects.filter(pk=before).exists())

    def test_signing_out_leaves_no_note(self):
        self.browser().post(reverse("account_logout"))
        self.assertFalse(UserSession.objects.exists())

    def test_another_password_ends_the_others_and_keeps_this_one(self):
        phone, here = self.browser(PHONE), self.browser()
        here.post(
            reverse("account_change_password"),
            {"oldpassword": PASSWORD, "password1": "another three words"},
        )
        self.assertFalse(self.is_signed_in(phone))
        self.assertTrue(self.is_signed_in(here))
        session = UserSession.objects.get()
        self.assertEqual(session.session_key, here.session.session_key)
        self.assertEqual(Session.objects.count(), 1)

    def test_a_forgotten_password_ends_them_all(self):
        phone, tablet = self.browser(PHONE), self.browser()
        self.client.post(
            reverse("account_reset_password"), {"email": self.member.email}
        )
        self.client.post(
            reverse("account_confirm_password_reset_code"), {"code": newest_code()}
        )
        response = self.client.post(
            reverse("account_complete_password_reset"),
            {"password1": "another three words"},
        )
        self.assertEqual(response.status_code, 302)
        self.assertFalse(self.is_signed_in(phone))
        self.assertFalse(self.is_signed_in(tablet))
        self.assertTrue(self.is_signed_in(self.client))
        self.assertEqual(
            UserSession.objects.get().session_key, self.client.session.session_key
        )

    def test_all_or_all_but_one_can_be_ended(self):
        phone, here = self.browser(PHONE), self.browser()
        self.assertEqual(end_sessions(self.member, keep=here.session.session_key), 1)
        self.assertFalse(self.is_signed_in(phone))
        self.assertTrue(self.is_signed_in(here))
        self.assertEqual(end_sessions(self.member), 1)
        self.assertFalse(self.is_signed_in(here))
        self.assertEqual(end_sessions(self.member), 0)

    def test_notes_of_sessions_that_ran_out_go_with_the_timed_job(self):
        old, gone, here = self.browser(PHONE), self.browser(ANDROID), self.browser()
        Session.objects.filter(pk=old.session.session_key).update(
            expire_date=timezone.now() - timedelta(seconds=1)
        )
        Session.objects.filter(pk=gone.session.session_key).delete()
        self.assertEqual(forget_ended_sessions(), 2)
        self.assertEqual(
            UserSession.objects.get().session_key, here.session.session_key
        )
        self.assertTrue(self.is_signed_in(here))


class WordsTests(SessionsMixin, TestCase):
    def test_the_page_speaks_the_language_of_its_address(self):
        here = self.browser()
        with translation.override("ar"):
            url = reverse("usersessions_list")
        self.assertContains(here.get(url), 'dir="rtl"')
