from datetime import timedelta
from unittest.mock import patch

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import get_user
from django.core import mail
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import AccountEvent, User
from tests.factories import MemberFactory

from .joining import PASSWORD, JoiningMixin, code_in, newest_code


class JoiningTests(JoiningMixin, TestCase):
    def test_asks_for_address_name_and_password(self):
        response = self.client.get(reverse("account_signup"))
        self.assertEqual(
            list(response.context["form"].fields),
            ["email", "display_name", "password1"],
        )
        for autocomplete in ["email", "name", "new-password"]:
            self.assertContains(response, f'autocomplete="{autocomplete}"', count=1)

    def test_needs_no_password(self):
        page = self.client.get(reverse("account_signup"))
        self.assertContains(page, "Password (optional)")
        self.begin(password1="")
        response = self.enter(newest_code())
        self.assertRedirects(response, reverse("account"))
        user = get_user(self.client)
        self.assertFalse(user.has_usable_password())
        self.assertFalse(user.is_unfinished())
        self.client.logout()
        self.ask_for_sign_in_code(user.email)
        self.enter_sign_in_code(newest_code())
        self.assertEqual(get_user(self.client), user)

    def test_is_written_down(self):
        self.begin()
        self.enter(newest_code())
        event = AccountEvent.objects.about(user := get_user(self.client)).get()
        self.assertEqual((event.action, event.actor_id), ("joined", user.pk))

    def test_the_language_of_the_page_is_theirs(self):
        self.addCleanup(translation.activate, settings.LANGUAGE_CODE)
        self.client.post(
            "/pl/accounts/signup/",
            {"email": "priya@ward.example", "display_name": "Priya", "next": "/pl/"},
        )
        response = self.client.post(
            "/pl/accounts/confirm-email/", {"code": newest_code(), "next": "/pl/"}
        )
        self.assertRedirects(response, "/pl/", fetch_redirect_response=False)
        self.assertEqual(get_user(self.client).language, "pl")

    def test_the_code_makes_the_account_and_signs_in(self):
        response = self.begin()
        self.assertRedirects(response, reverse("account_email_verification_sent"))
        response = self.enter(newest_code())
        self.assertRedirects(response, reverse("account"))
        user = get_user(self.client)
        self.assertEqual(user.email, "priya@ward.example")
        self.assertEqual(user.display_name, "Priya")
        self.assertTrue(user.check_password(PASSWORD))
        self.assertTrue(EmailAddress.objects.get(user=user).verified)

    def test_stays_signed_in_after_the_page_that_follows(self):
        self.begin()
        self.enter(newest_code())
        self.client.get(reverse("account"))
        self.assertTrue(get_user(self.client).is_authenticated)

    def test_the_session_ends_with_the_browser(self):
        self.begin()
        self.enter(newest_code())
        self.assertTrue(self.client.session.get_expire_at_browser_close())

    def test_leads_back_to_where_the_reader_was(self):
        page = "/stories/a-story/?from=mail#comments"
        self.begin(next_page=page)
        response = self.enter(newest_code())
        self.assertRedirects(response, page, fetch_redirect_response=False)

    def test_the_code_may_be_spaced_and_in_arabic_digits(self):
        self.begin()
        code = newest_code()
        typed = " ".join(code).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
        self.enter(f" {typed} ")
        self.assertTrue(get_user(self.client).is_authenticated)

    def test_the_code_field_helps_phones(self):
        self.begin()
        response = self.client.get(reverse("account_email_verification_sent"))
        self.assertContains(response, 'autocomplete="one-time-code"')
        self.assertContains(response, 'inputmode="numeric"')

    def test_a_wrong_code_lets_nobody_in_and_five_end_it(self):
        self.begin(next_page="/stories/")
        code = newest_code()
        wrong = "000000" if code != "000000" else "111111"
        for _try in range(4):
            self.assertContains(self.enter(wrong), "This is not the code")
        response = self.enter(wrong, next="/stories/")
        self.assertRedirects(
            response, reverse("account_signup") + "?next=%2Fstories%2F"
        )
        self.enter(code)
        self.assertFalse(get_user(self.client).is_authenticated)

    def test_codes_tried_at_the_same_instant_count_one_by_one(self):
        self.begin()
        url = reverse("account_email_verification_sent")
        answers = self.enter_wrong_codes_at_once(url, 8)
        self.assertEqual(answers, [200] * 5 + [302] * 3)

    def test_a_code_that_is_too_old_leads_to_a_new_start(self):
        self.begin()
        code = newest_code()
        session = self.client.session
        state = session["account_email_verification_code"]
        session["account_email_verification_code"] = {**state, "at": state["at"] - 901}
        session.save()
        response = self.client.post(
            reverse("account_email_verification_sent"), {"code": code}, follow=True
        )
        self.assertContains(response, "The code is too old")
        self.assertFalse(get_user(self.client).is_authenticated)

    def test_the_code_works_once(self):
        self.begin()
        code = newest_code()
        self.enter(code)
        self.client.logout()
        self.enter(code)
        self.assertFalse(get_user(self.client).is_authenticated)

    def test_the_code_of_one_browser_is_worth_nothing_in_another(self):
        self.begin()
        self.enter(newest_code(), client=(other := Client()))
        self.assertFalse(get_user(other).is_authenticated)

    def test_another_code_replaces_the_first(self):
        self.begin()
        first = newest_code()
        self.wait_a_minute()
        self.client.post(
            reverse("account_email_verification_sent"), {"action": "resend"}
        )
        self.assertEqual(len(mail.outbox), 2)
        if first != newest_code():
            self.assertContains(self.enter(first), "This is not the code")
        self.enter(newest_code())
        self.assertTrue(get_user(self.client).is_authenticated)

    def test_sent_twice_makes_one_account(self):
        self.begin()
        self.begin()
        self.begin(Client())
        self.assertEqual(User.objects.count(), 1)
        self.assertEqual(EmailAddress.objects.count(), 1)

    def test_capitals_in_the_address_make_no_difference(self):
        self.begin(email="Priya@Ward.Example")
        self.enter(newest_code())
        self.begin(Client(), email="PRIYA@ward.example")
        self.assertEqual(User.objects.count(), 1)
        self.assertIn("You have an account already", mail.outbox[-1].body)

    def test_a_wrong_address_can_be_left(self):
        self.begin(email="pryia@ward.example", next_page="/stories/")
        page = self.client.get(
            reverse("account_email_verification_sent") + "?next=/stories/"
        )
        again = reverse("account_signup") + "?next=%2Fstories%2F"
        self.assertContains(page, f'name="next" value="{again}"')
        response = self.client.post(reverse("account_logout"), {"next": again})
        self.assertRedirects(response, again)

    def test_short_and_common_passwords_are_refused(self):
        for password in ["eleven-char", "1qaz2wsx3edc"]:
            with self.subTest(password):
                response = self.begin(password1=password)
                self.assertEqual(response.status_code, 200)
                self.assertTrue(response.context["form"].errors["password1"])
        self.assertEqual(User.objects.count(), 0)

    def test_any_long_password_is_accepted(self):
        for number, password in enumerate(
            [
                "å stone wall, " * 4 + "64 long.",
                " spaces at the ends ",
                "seven blue boats; " * 50,
            ]
        ):
            with self.subTest(password):
                address = f"reader{number}@ward.example"
                self.begin(client := Client(), email=address, password1=password)
                self.enter(newest_code(), client)
                self.assertTrue(
                    User.objects.get(email=address).check_password(password)
                )

    def test_what_was_typed_is_kept_beside_the_error(self):
        response = self.begin(password1="short", display_name="Priya R")
        self.assertContains(response, 'value="priya@ward.example"')
        self.assertContains(response, 'value="Priya R"')
        self.assertContains(response, 'id="id_password1_error"')
        self.assertNotContains(response, 'value="short"')

    def test_names_are_cleaned(self):
        self.begin(display_name="  Pri\u202eya\x00 \u200b R ")
        self.enter(newest_code())
        self.assertEqual(get_user(self.client).display_name, "Priya R")

    def test_a_name_that_shows_nothing_is_refused(self):
        response = self.begin(display_name="\u2800 \u202e")
        self.assertTrue(response.context["form"].errors["display_name"])

    def test_an_address_is_no_name(self):
        response = self.begin(display_name="priya@ward.example")
        self.assertTrue(response.context["form"].errors["display_name"])

    def test_nobody_makes_themselves_staff(self):
        self.begin(is_staff="on", is_superuser="on", groups="1", is_active="on")
        self.enter(newest_code(), is_superuser="on")
        user = User.objects.get()
        self.assertFalse(user.is_staff or user.is_superuser or user.groups.exists())

    def test_somebody_signed_in_is_led_away_from_joining(self):
        self.client.force_login(MemberFactory())
        response = self.client.get(reverse("account_signup") + "?next=/stories/")
        self.assertRedirects(response, "/stories/", fetch_redirect_response=False)


class JoiningAgainTests(JoiningMixin, TestCase):
    """The address was typed before, and the code never entered."""

    def test_the_owner_of_the_mailbox_gets_in_with_their_own_password(self):
        self.begin(Client(), password1="the first attempt's", display_name="Somebody")
        self.begin()
        self.enter(newest_code())
        user = get_user(self.client)
        self.assertTrue(user.check_password(PASSWORD))
        self.assertEqual(user.display_name, "Priya")

    def test_a_place_that_is_asked_for_again_is_as_good_as_new(self):
        self.begin(Client())
        long_ago = timezone.now() - timedelta(days=6)
        User.objects.update(date_joined=long_ago)
        self.begin()
        self.assertGreater(User.objects.get().date_joined, long_ago)

    def test_the_password_of_the_first_attempt_never_counts(self):
        stranger = Client()
        self.begin(stranger, password1="the first attempt's")
        self.sign_in("priya@ward.example", "the first attempt's", client=Client())
        self.begin()
        self.enter(newest_code())
        response = self.sign_in(
            "priya@ward.example", "the first attempt's", client=stranger
        )
        self.assertContains(response, "is not right")
        self.assertFalse(get_user(stranger).is_authenticated)

    def test_a_later_attempt_by_a_stranger_changes_nothing(self):
        self.begin()
        code = newest_code()
        self.begin(stranger := Client(), password1="the stranger's own")
        self.enter(code)
        user = get_user(self.client)
        self.assertTrue(user.check_password(PASSWORD))
        self.assertFalse(get_user(stranger).is_authenticated)

    def test_the_code_of_an_earlier_attempt_is_worth_nothing_afterwards(self):
        self.begin(earlier := Client(), password1="the first attempt's")
        first_code = code_in(mail.outbox[0])
        self.begin()
        self.enter(newest_code())
        self.enter(first_code, earlier)
        self.assertFalse(get_user(earlier).is_authenticated)
        self.assertTrue(get_user(self.client).check_password(PASSWORD))

    def test_joining_while_the_owner_enters_the_code_opens_no_account(self):
        """Between the check of the address and the code, the account came to be."""
        self.begin(owner := Client())
        code = newest_code()
        stranger = Client()

        def finish(*_args, **_kwargs):
            self.enter(code, owner)

        with patch(
            "accounts.forms.signing_in.pending.keep", side_effect=finish
        ) as keep:
            self.begin(stranger, password1="the stranger's own")
        self.assertTrue(keep.called)
        self.assertFalse(get_user(stranger).is_authenticated)
        self.assertTrue(get_user(owner).is_authenticated)
        self.assertTrue(get_user(owner).check_password(PASSWORD))

    def test_a_forgotten_password_is_no_way_round_the_name(self):
        self.begin()
        self.client.post(reverse("account_logout"))
        Client().post(
            reverse("account_reset_password"), {"email": "priya@ward.example"}
        )
        self.assertIn("There is no account", mail.outbox[-1].body)

    def test_an_account_that_was_closed_is_not_joined_again(self):
        MemberFactory(email="priya@ward.example", is_active=False)
        self.begin()
        self.assertIn("You have an account already", mail.outbox[-1].body)
