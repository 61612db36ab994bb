"""Agreeing to something, in which words, and taking it back."""

from dataclasses import replace
from hashlib import sha256
from unittest.mock import patch

from django.test import TestCase
from django.urls import reverse
from django.utils import translation

from accounts import purposes, unsubscribing
from accounts.models import Consent, ConsentText, User
from accounts.purposes import SHOW_ORGANISATION
from accounts.services.consents import give, holds, withdraw, words_of
from tests.factories import MemberFactory

TICKED = r"<input[^>]* checked"
# Whoever changes the words of a purpose gives them a new version, and a line here.
WORDS = {
    ("show_organisation", 1): "9761f707218b4fa4",
    ("reply_mail", 1): "a3cee5491406dc41",
}


def digest(purpose):
    return sha256(str(purpose.text).encode()).hexdigest()[:16]


class WordsTests(TestCase):
    def test_words_do_not_change_without_a_new_version(self):
        with translation.override("en-gb"):
            now = {
                (each.key, each.version): digest(each) for each in purposes.registered()
            }
        self.assertEqual(now, {key: WORDS.get(key) for key in now})

    def test_what_was_agreed_to_is_what_everyone_reads_from_then_on(self):
        give(MemberFactory(), SHOW_ORGANISATION)
        rewritten = replace(SHOW_ORGANISATION, text="Other words.")
        self.assertEqual(words_of(rewritten), str(SHOW_ORGANISATION.text))
        self.assertEqual(words_of(replace(rewritten, version=2)), "Other words.")


class LedgerTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.member = MemberFactory()

    def stored(self):
        return User.objects.get(pk=self.member.pk)

    def test_notes_the_words_as_they_were_shown(self):
        consent = give(self.member, SHOW_ORGANISATION)
        self.assertEqual(consent.text.text, str(SHOW_ORGANISATION.text))
        self.assertEqual(consent.text.version, 1)
        self.assertEqual(consent.text.language, "en-gb")

    def test_keeps_the_account_in_step(self):
        give(self.member, SHOW_ORGANISATION)
        self.assertTrue(self.stored().shows_organisation)
        withdraw(self.member, SHOW_ORGANISATION)
        self.assertFalse(self.stored().shows_organisation)

    def test_agreeing_twice_is_agreeing_once(self):
        first = give(self.member, SHOW_ORGANISATION)
        self.assertEqual(give(self.member, SHOW_ORGANISATION), first)

    def test_taking_back_keeps_the_record(self):
        give(self.member, SHOW_ORGANISATION)
        self.assertTrue(withdraw(self.member, SHOW_ORGANISATION))
        self.assertFalse(withdraw(self.member, SHOW_ORGANISATION))
        consent = Consent.objects.get()
        self.assertIsNotNone(consent.withdrawn_at)
        give(self.member, SHOW_ORGANISATION)
        self.assertEqual(Consent.objects.count(), 2)
        self.assertEqual(ConsentText.objects.count(), 1)

    def test_new_words_ask_again(self):
        old = give(self.member, SHOW_ORGANISATION)
        new_words = replace(SHOW_ORGANISATION, version=2, text="New words.")
        self.assertFalse(holds(self.member, new_words))
        new = give(self.member, new_words)
        old.refresh_from_db()
        self.assertEqual(old.text.text, str(SHOW_ORGANISATION.text))
        self.assertIsNotNone(old.withdrawn_at)
        self.assertEqual(new.text.text, "New words.")
        self.assertTrue(holds(self.member, new_words))


class ConsentsPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.member = MemberFactory()

    def setUp(self):
        self.client.force_login(self.member)
        self.address = reverse("withdraw_consent", args=[SHOW_ORGANISATION.key])

    def test_needs_a_sign_in(self):
        self.client.logout()
        for response in (
            self.client.get(reverse("consents")),
            self.client.post(self.address),
        ):
            self.assertEqual(response.status_code, 302)

    def test_shows_what_is_asked_and_what_was_agreed_to(self):
        response = self.client.get(reverse("consents"))
        self.assertContains(response, SHOW_ORGANISATION.text)
        self.assertContains(response, "You have not agreed to this.")
        self.assertNotContains(response, self.address)
        give(self.member, SHOW_ORGANISATION)
        response = self.client.get(reverse("consents"))
        self.assertContains(response, "You agreed on")
        self.assertContains(response, self.address)

    def test_shows_nothing_of_others(self):
        give(MemberFactory(), SHOW_ORGANISATION)
        self.assertNotContains(self.client.get(reverse("consents")), "You agreed on")

    def test_asks_again_where_the_words_have_changed(self):
        give(self.member, SHOW_ORGANISATION)
        new_words = replace(SHOW_ORGANISATION, version=2, text="New words.")
        with patch.dict(purposes._registered, {new_words.key: new_words}):
            response = self.client.get(reverse("consents"))
        self.assertContains(response, "New words.")
        self.assertContains(response, SHOW_ORGANISATION.text)
        self.assertContains(response, "we ask again")

    def test_takes_back_by_a_button(self):
        give(self.member, SHOW_ORGANISATION)
        response = self.client.post(self.address, follow=True)
        self.assertContains(response, "You no longer agree")
        self.assertFalse(holds(self.member, SHOW_ORGANISATION))
        self.assertEqual(self.client.post(self.address).status_code, 303)

    def test_opening_the_address_changes_nothing(self):
        give(self.member, SHOW_ORGANISATION)
        self.assertEqual(self.client.get(self.address).status_code, 405)
        self.assertTrue(holds(self.member, SHOW_ORGANISATION))

    def test_a_purpose_that_nobody_registered_is_not_found(self):
        for key in ("nothing", "x" * 500, "%00", "<b>"):
            with self.subTest(key):
                address = f"{reverse('consents')}{key}/withdraw/"
                self.assertEqual(self.client.post(address).status_code, 404)

    def test_nobody_takes_back_what_somebody_else_agreed_to(self):
        other = MemberFactory()
        give(other, SHOW_ORGANISATION)
        self.client.post(self.address, {"user": other.pk})
        self.assertTrue(holds(other, SHOW_ORGANISATION))


class MailChoicesTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.member = MemberFactory()
        cls.purpose = purposes.purpose("reply_mail")

    def setUp(self):
        self.client.force_login(self.member)

    def test_nothing_is_ticked_by_itself(self):
        response = self.client.get(reverse("mail_choices"))
        self.assertContains(response, self.purpose.title)
        self.assertNotRegex(response.text, TICKED)

    def test_ticking_and_unticking(self):
        response = self.client.post(
            reverse("mail_choices"), {"reply_mail": self.purpose.version}, follow=True
        )
        self.assertContains(response, "Your choices have been saved.")
        self.assertRegex(response.text, TICKED)
        self.assertTrue(holds(self.member, self.purpose))
        self.client.post(reverse("mail_choices"), {})
        self.assertFalse(holds(self.member, self.purpose))

    def test_words_that_were_changed_meanwhile_are_not_agreed_to(self):
        response = self.client.post(reverse("mail_choices"), {"reply_mail": "2"})
        self.assertEqual(response.status_code, 422)
        self.assertFalse(holds(self.member, self.purpose))

    def test_only_mail_can_be_chosen_here(self):
        self.client.post(reverse("mail_choices"), {"show_organisation": "1"})
        self.assertFalse(Consent.objects.exists())


class StoppingMailTests(TestCase):
    """The link in a mail, opened by whoever holds the mail."""

    @classmethod
    def setUpTestData(cls):
        cls.member = MemberFactory()
        cls.purpose = purposes.purpose("reply_mail")
        give(cls.member, cls.purpose)

    def setUp(self):
        headers = unsubscribing.headers_for(self.member, self.purpose)
        self.assertEqual(headers["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click")
        self.link = headers["List-Unsubscribe"].strip("<>")

    def test_opening_it_changes_nothing(self):
        response = self.client.get(self.link)
        self.assertContains(response, "Stop these mails")
        self.assertNotContains(response, self.member.email)
        self.assertTrue(holds(self.member, self.purpose))

    def test_one_click_of_a_mail_program_ends_it(self):
        self.client = self.client_class(enforce_csrf_checks=True)
        for _again in range(2):
            response = self.client.post(self.link, {"List-Unsubscribe": "One-Click"})
            self.assertEqual(response.status_code, 200)
        self.assertFalse(holds(self.member, self.purpose))

    def test_a_link_that_was_tampered_with_does_nothing(self):
        for link in (self.link[:-3] + "/", self.link[:-10] + "x" * 9 + "/"):
            self.assertEqual(self.client.post(link).status_code, 404)
        self.assertTrue(holds(self.member, self.purpose))

    def test_a_link_of_somebody_who_is_gone_is_not_found(self):
        self.member.delete()
        self.assertEqual(self.client.post(self.link).status_code, 404)
