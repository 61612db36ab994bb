"""Another e-mail address: proved before it counts, and nobody else's account at the end."""

import threading
from unittest.mock import patch

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user
from django.core import mail
from django.db import IntegrityError, connection
from django.test import Client, TestCase, TransactionTestCase
from django.urls import reverse

from accounts.models import AccountEvent, User
from accounts.services import addresses, joining
from tests.factories import MemberFactory

from .joining import PASSWORD, JoiningMixin, code_in, newest_code, wrong

OLD = "priya@ward.example"
NEW = "priya@home.example"


class ChangingMixin(JoiningMixin):
    def sign_in_as(self, email):
        client = Client()
        self.sign_in(email, client=client)
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        return client

    def ask(self, email=NEW, client=None, **data):
        return (client or self.client).post(
            reverse("account_email"), {"email": email, **data}
        )

    def assert_address(self, user, email):
        user.refresh_from_db()
        self.assertEqual(user.email, email)
        address = EmailAddress.objects.get(user=user)
        self.assertEqual(address.email, email)
        self.assertTrue(address.verified and address.primary)


class ChangingTheAddressTests(ChangingMixin, TestCase):
    def setUp(self):
        super().setUp()
        self.member = MemberFactory(email=OLD, password=PASSWORD)
        self.client = self.sign_in_as(OLD)

    def test_asks_again_who_it_is(self):
        self.sign_in(OLD, client=(client := Client()))
        session = client.session
        for record in session["account_authentication_methods"]:
            record["at"] -= 16 * 60
        session.save()
        for response in [client.get(reverse("account_email")), self.ask(client=client)]:
            self.assertEqual(
                response.headers["Location"],
                reverse("account_reauthenticate") + "?next=%2Faccounts%2Femail%2F",
            )
        self.assertEqual(mail.outbox, [])

    def test_is_for_people_who_are_signed_in(self):
        response = self.ask(client=Client())
        self.assertIn(reverse("account_login"), response.headers["Location"])

    def test_shows_the_present_address(self):
        page = self.client.get(reverse("account_email"))
        self.assertContains(page, OLD)
        self.assertContains(page, "New e-mail address")

    def test_the_code_changes_it(self):
        self.assertRedirects(self.ask(), reverse("account_email_verification_sent"))
        self.assertEqual(mail.outbox[-1].to, [NEW])
        self.assert_address(self.member, OLD)
        response = self.enter(newest_code())
        self.assertRedirects(response, reverse("account"))
        self.assert_address(self.member, NEW)
        self.assertEqual(get_user(self.client), self.member)
        self.sign_in(NEW, client=(elsewhere := Client()))
        self.assertEqual(get_user(elsewhere), self.member)

    def test_the_old_mailbox_is_told(self):
        self.ask()
        self.enter(newest_code())
        notice = mail.outbox[-1]
        self.assertEqual(notice.to, [OLD])
        self.assertIn("was changed", notice.body)
        self.assertIn("/feedback/", notice.body)
        self.assertNotIn(NEW, notice.body)

    def test_is_written_down(self):
        self.ask()
        self.enter(newest_code())
        event = AccountEvent.objects.about(self.member).get()
        self.assertEqual(
            (event.action, event.actor_id), ("address_changed", self.member.pk)
        )

    def test_ends_the_other_sessions_and_keeps_this_one(self):
        elsewhere = self.sign_in_as(OLD)
        self.ask()
        self.enter(newest_code())
        self.assertFalse(get_user(elsewhere).is_authenticated)
        self.assertTrue(get_user(self.client).is_authenticated)

    def test_the_old_address_signs_nobody_in(self):
        self.ask()
        self.enter(newest_code())
        self.assertContains(self.sign_in(OLD, client=Client()), "is not right")

    def test_five_wrong_codes_end_it(self):
        self.ask()
        code = newest_code()
        for _try in range(4):
            self.assertContains(self.enter(wrong(code)), "This is not the code")
        self.assertRedirects(self.enter(wrong(code)), reverse("account_email"))
        self.enter(code)
        self.assert_address(self.member, OLD)

    def test_a_code_that_is_too_old_changes_nothing(self):
        self.ask()
        session = self.client.session
        session["account_email_verification_code"]["at"] -= 901
        session.save()
        response = self.client.post(
            reverse("account_email_verification_sent"),
            {"code": newest_code()},
            follow=True,
        )
        self.assertContains(response, "The code is too old")
        self.assert_address(self.member, OLD)

    def test_the_code_works_once(self):
        self.ask()
        code = newest_code()
        self.enter(code)
        self.ask(email=OLD)
        self.enter(code if code != newest_code() else wrong(code))
        self.assert_address(self.member, NEW)

    def test_can_be_called_off(self):
        self.ask()
        code = newest_code()
        page = self.client.get(reverse("account_email"))
        self.assertContains(page, f"You asked for <strong>{NEW}</strong>")
        response = self.client.post(
            reverse("account_email_verification_sent"), {"action": "cancel"}
        )
        self.assertRedirects(response, reverse("account"))
        self.enter(code)
        self.assert_address(self.member, OLD)
        page = self.client.get(reverse("account_email"))
        self.assertNotContains(page, "You asked for")

    def test_a_mistyped_address_is_asked_for_again(self):
        for address in ["", "priya", "a\x00b@home.example", OLD.upper()]:
            with self.subTest(address):
                response = self.ask(address)
                self.assertEqual(response.status_code, 422)
                self.assertTrue(response.context["form"].errors["email"])
        self.assertEqual(mail.outbox, [])

    def test_three_messages_and_no_more(self):
        for _ in range(3):
            self.ask()
            self.wait_a_minute()
        page = self.client.get(self.ask().headers["Location"])
        self.assertContains(page, "We have sent three messages to")
        self.assertEqual(len(mail.outbox), 3)
        self.enter(newest_code())
        self.assert_address(self.member, NEW)

    def test_nobody_is_sent_more_by_many_accounts(self):
        for number in range(5):
            MemberFactory(email=f"m{number}@ward.example", password=PASSWORD)
            self.ask(client=self.sign_in_as(f"m{number}@ward.example"))
        self.assertEqual(len(mail.outbox), 3)

    def test_nothing_else_can_be_set(self):
        self.ask(is_staff="on", is_superuser="on", groups="1", user="1", verified="on")
        self.enter(newest_code(), is_superuser="on", user_id="1")
        self.member.refresh_from_db()
        self.assertFalse(self.member.is_staff or self.member.is_superuser)


class TakenAddressTests(ChangingMixin, TestCase):
    """Two people want one address, in each order."""

    def setUp(self):
        super().setUp()
        self.member = MemberFactory(email=OLD, password=PASSWORD)
        self.client = self.sign_in_as(OLD)

    def test_the_owner_of_an_address_is_told_and_nothing_happens(self):
        owner = MemberFactory(email=NEW)
        self.ask()
        self.assertEqual(mail.outbox[-1].to, [NEW])
        self.assertIn("You have an account already", mail.outbox[-1].body)
        with patch("allauth.account.adapter.generate_user_code", return_value="123456"):
            self.wait_a_minute()
            self.client.post(
                reverse("account_email_verification_sent"), {"action": "resend"}
            )
        self.assertContains(self.enter("123456"), "This is not the code")
        self.assert_address(self.member, OLD)
        self.assert_address(owner, NEW)

    def test_an_unfinished_place_gives_way(self):
        joiner = Client()
        self.begin(joiner, email=NEW)
        place = User.objects.get(email=NEW)
        joiners_code = newest_code()
        self.ask()
        self.enter(newest_code())
        self.assert_address(self.member, NEW)
        self.assertFalse(User.objects.filter(pk=place.pk).exists())
        self.enter(joiners_code, joiner)
        self.assertFalse(get_user(joiner).is_authenticated)
        self.assert_address(self.member, NEW)

    def test_whoever_joins_first_keeps_it(self):
        self.ask()
        code = newest_code()
        self.begin(joiner := Client(), email=NEW)
        self.enter(newest_code(), joiner)
        page = self.client.post(
            reverse("account_email_verification_sent"), {"code": code}, follow=True
        )
        self.assertRedirects(page, reverse("account_email"))
        self.assertContains(page, "belongs to another account")
        self.assertEqual(get_user(self.client), self.member)
        self.assert_address(self.member, OLD)
        self.assert_address(get_user(joiner), NEW)

    def test_whoever_changes_first_keeps_it(self):
        other = MemberFactory(email="other@ward.example", password=PASSWORD)
        others = self.sign_in_as(other.email)
        self.ask()
        code = newest_code()
        self.ask(client=others)
        self.enter(newest_code(), others)
        self.enter(code)
        self.assert_address(other, NEW)
        self.assert_address(self.member, OLD)

    def test_an_address_that_was_given_up_can_be_joined_with(self):
        self.ask()
        self.enter(newest_code())
        self.begin(joiner := Client(), email=OLD)
        self.enter(newest_code(), joiner)
        self.assertNotEqual(get_user(joiner), self.member)
        self.assert_address(get_user(joiner), OLD)

    def test_codes_in_the_old_mailbox_open_nothing_afterwards(self):
        asked = {
            "account_confirm_login_code": self.ask_for_sign_in_code(
                OLD, by_code := Client()
            ),
            "account_confirm_password_reset_code": (resets := Client()).post(
                reverse("account_reset_password"), {"email": OLD}
            ),
        }
        found = {message.kind: code_in(message) for message in mail.outbox}
        self.assertEqual(len(asked), len(found))
        self.ask()
        self.enter(newest_code())
        self.enter_sign_in_code(found["login_code"], by_code)
        self.assertFalse(get_user(by_code).is_authenticated)
        response = resets.post(
            reverse("account_confirm_password_reset_code"),
            {"code": found["password_reset_code"]},
        )
        self.assertContains(response, "This is not the code")

    def test_a_confirmed_reset_ends_with_the_address(self):
        resets = Client()
        resets.post(reverse("account_reset_password"), {"email": OLD})
        resets.post(
            reverse("account_confirm_password_reset_code"), {"code": newest_code()}
        )
        self.ask()
        self.enter(newest_code())
        resets.post(
            reverse("account_complete_password_reset"),
            {"password1": "another three words"},
        )
        self.assertFalse(get_user(resets).is_authenticated)
        self.member.refresh_from_db()
        self.assertTrue(self.member.check_password(PASSWORD))

    def test_a_change_begun_by_somebody_else_in_this_browser_is_not_theirs(self):
        other = MemberFactory(email="other@ward.example", password=PASSWORD)
        self.ask()
        code = newest_code()
        self.client.post(reverse("account_logout"))
        self.sign_in(other.email)
        self.enter(code)
        self.assert_address(other, "other@ward.example")
        self.assert_address(self.member, OLD)

    def test_a_place_made_at_that_moment_gives_way_too(self):
        change = addresses._change

        def late(*args):
            with patch.object(addresses, "_change", change):
                if not User.objects.filter(email=NEW).exists():
                    joining.begin_signup(NEW)
                    raise IntegrityError
                return change(*args)

        with patch.object(addresses, "_change", side_effect=late):
            addresses.change_address(self.member, NEW, keep_session=None)
        self.assert_address(self.member, NEW)


class AtTheSameInstantTests(ChangingMixin, TransactionTestCase):
    serialized_rollback = True

    def test_one_of_two_gets_the_address(self):
        people = [MemberFactory(email=f"m{n}@ward.example") for n in range(2)]
        outcomes = []

        def change(person):
            try:
                addresses.change_address(person, NEW, keep_session=None)
                outcomes.append("changed")
            except addresses.AddressTaken:
                outcomes.append("taken")
            finally:
                connection.close()

        threads = [threading.Thread(target=change, args=[one]) for one in people]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(sorted(outcomes), ["changed", "taken"])
        self.assertEqual(User.objects.filter(email=NEW).count(), 1)
