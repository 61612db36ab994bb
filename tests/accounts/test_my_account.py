from django.test import TestCase
from django.urls import reverse

from accounts import registry
from accounts.models import User
from accounts.services.erasure import ask_for_erasure
from tests.factories import MemberFactory


class MyAccountTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.member = MemberFactory(display_name="Priya", email="priya@ward.example")

    def setUp(self):
        self.client.force_login(self.member)

    def test_needs_a_sign_in(self):
        self.client.logout()
        response = self.client.get(reverse("account"))
        self.assertRedirects(response, reverse("account_login") + "?next=/account/")

    def test_shows_what_is_mine(self):
        response = self.client.get(reverse("account"))
        self.assertContains(response, "<bdi>Priya</bdi>")
        self.assertContains(response, "priya@ward.example")
        self.assertContains(response, reverse("account_change_password"))
        self.assertContains(response, f'action="{reverse("account_logout")}"')

    def test_leads_to_each_part(self):
        response = self.client.get(reverse("account"))
        for name in (
            "profile",
            "mail_choices",
            "consents",
            "my_toolkit",
            "my_contributions",
            "mfa_index",
            "usersessions_list",
            "data_export",
            "erasure",
        ):
            with self.subTest(name):
                self.assertContains(response, f'href="{reverse(name)}"')

    def test_says_when_the_account_will_be_erased(self):
        ask_for_erasure(self.member, keeps_words=True)
        self.assertContains(
            self.client.get(reverse("account")), reverse("keep_account")
        )

    def test_takes_nothing(self):
        response = self.client.post(reverse("account"), {"display_name": "P"})
        self.assertEqual(response.status_code, 405)

    def test_is_kept_by_no_cache(self):
        response = self.client.get(reverse("account"))
        self.assertIn("no-store", response.headers["Cache-Control"])

    def test_shows_what_other_apps_hold(self):
        offer = registry.PersonalData(
            key="test-letters",
            title="Letters",
            summary=lambda user: {
                "template": "accounts/summary.html",
                "context": {"person": user},
            },
            export=lambda user: [],
            erase=lambda user, keep_words: None,
        )
        silent = registry.PersonalData(
            "test-silent", "Silent", lambda user: {}, offer.export, offer.erase
        )
        registry.register(offer)
        registry.register(silent)
        self.addCleanup(registry._registered.pop, "test-letters")
        self.addCleanup(registry._registered.pop, "test-silent")
        response = self.client.get(reverse("account"))
        self.assertContains(response, ">Letters</h2>")
        self.assertNotContains(response, "Silent")

    def test_a_second_address_cannot_be_added(self):
        self.client.post(
            reverse("account_email"), {"action_add": "", "email": "x@y.example"}
        )
        self.assertEqual(self.member.emailaddress_set.count(), 1)


class PersonalDataTests(TestCase):
    def setUp(self):
        self.member = MemberFactory(display_name="Priya", email="priya@ward.example")
        (self.offer,) = (
            data for data in registry.registered() if data.key == "account"
        )

    def test_export_holds_address_and_name(self):
        exported = self.offer.export(self.member)
        self.assertEqual(exported["email"], "priya@ward.example")
        self.assertEqual(exported["display_name"], "Priya")
        self.assertEqual(exported["addresses"][0]["email"], "priya@ward.example")

    def test_erasing_leaves_no_account(self):
        self.offer.erase(self.member, False)
        self.assertFalse(User.objects.exists())


class UserTests(TestCase):
    def test_one_account_for_an_address_whatever_its_capitals(self):
        MemberFactory(email="priya@ward.example")
        self.assertEqual(
            User.objects.get_by_natural_key("PRIYA@ward.example").email,
            "priya@ward.example",
        )

    def test_command_line_accounts_may_do_everything(self):
        user = User.objects.create_superuser("A@b.example", "x" * 12, display_name="A")
        self.assertTrue(user.is_superuser and user.is_staff)
        self.assertEqual(user.email, "a@b.example")

    def test_an_account_needs_an_address(self):
        with self.assertRaises(ValueError):
            User.objects.create_user("")


class LanguageTests(TestCase):
    def test_after_signing_in_the_account_opens_in_the_language_that_was_chosen(self):
        member = MemberFactory(language="pl", password="three-random-words")
        response = self.client.post(
            reverse("account_login"),
            {"login": member.email, "password": "three-random-words"},
        )
        self.assertEqual(response["Location"], "/pl/account/")

    def test_whoever_was_on_the_way_to_a_page_gets_there(self):
        member = MemberFactory(language="pl", password="three-random-words")
        response = self.client.post(
            f"{reverse('account_login')}?next=/stories/",
            {
                "login": member.email,
                "password": "three-random-words",
                "next": "/stories/",
            },
        )
        self.assertEqual(response["Location"], "/stories/")
