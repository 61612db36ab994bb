import time
from unittest import mock
from urllib.parse import quote

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth import get_user
from django.core import mail
from django.http import HttpResponse
from django.test import Client, TestCase, override_settings
from django.urls import path, reverse
from django.views.decorators.csrf import csrf_protect

from accounts.reauthentication import recheck_required
from clic_site import urls
from tests.factories import MemberFactory

from .joining import PASSWORD, JoiningMixin, newest_code

QUARTER = 15 * 60


@csrf_protect
@recheck_required
def erase(request, number=0):
    return HttpResponse(f"{request.method} {number} {request.POST.get('words', '')}")


urlpatterns = [
    path("account/test-erase/", erase),
    path("account/test-erase/<int:number>/", erase),
    *urls.urlpatterns,
]


class RecheckMixin(JoiningMixin):
    erase_url = "/account/test-erase/"
    by_mail = "/accounts/reauthenticate/code/"

    def later(self, seconds):
        """Everything from here on happens so much later."""
        now = time.time()
        self.enterContext(mock.patch("time.time", lambda: now + seconds))

    def assert_asks(self, response, url):
        self.assertEqual(response.status_code, 302)
        self.assertEqual(response.headers["Location"].partition("?")[0], url)


@override_settings(ROOT_URLCONF=__name__)
class WithPasswordTests(RecheckMixin, TestCase):
    url = "/accounts/reauthenticate/"

    def setUp(self):
        super().setUp()
        self.member = MemberFactory(password=PASSWORD)
        self.client.force_login(self.member)

    def confirm(self, password=PASSWORD, **data):
        return self.client.post(self.url, {"password": password, **data})

    def test_visitors_sign_in_first(self):
        response = Client().get(self.erase_url)
        self.assert_asks(response, reverse("account_login"))

    def test_the_password_is_asked_for_and_leads_back(self):
        response = self.client.get(self.erase_url + "7/?a=b")
        self.assert_asks(response, self.url)
        page = self.client.get(response.headers["Location"])
        self.assertContains(page, "Is it you?")
        self.assertContains(page, 'value="/account/test-erase/7/?a=b"')
        response = self.confirm(next="/account/test-erase/7/?a=b")
        self.assertRedirects(response, "/account/test-erase/7/?a=b")

    def test_what_was_sent_is_done_afterwards(self):
        response = self.client.post(self.erase_url, {"words": "keep"})
        self.assert_asks(response, self.url)
        response = self.confirm(next=self.erase_url)
        self.assertEqual(response.content, b"POST 0 keep")

    def test_what_was_sent_from_elsewhere_is_never_kept(self):
        client = Client(enforce_csrf_checks=True)
        client.force_login(self.member)
        self.assertEqual(client.post(self.erase_url).status_code, 403)
        self.assertNotIn("account_reauthentication_state", client.session)

    def test_is_asked_again_after_a_quarter_of_an_hour(self):
        self.client.get(self.erase_url)
        self.confirm()
        self.assertEqual(self.client.get(self.erase_url).status_code, 200)
        self.later(QUARTER + 1)
        self.assert_asks(self.client.get(self.erase_url), self.url)

    def test_a_wrong_password_opens_nothing(self):
        response = self.confirm("wrong", next=self.erase_url)
        self.assertContains(response, "This is not your password")
        self.assert_asks(self.client.get(self.erase_url), self.url)

    def test_leads_to_no_other_site(self):
        response = self.confirm(next="//evil.example/")
        self.assertRedirects(response, reverse("account"))

    def test_one_check_counts_for_one_browser(self):
        elsewhere = Client()
        elsewhere.force_login(self.member)
        self.confirm()
        self.assert_asks(elsewhere.get(self.erase_url), self.url)

    def test_a_mailed_code_is_no_way_round_the_password(self):
        self.assert_asks(self.client.get(self.by_mail), self.url)
        self.assert_asks(self.client.post(self.by_mail, {"action": "send"}), self.url)
        self.assertEqual(mail.outbox, [])


@override_settings(ROOT_URLCONF=__name__)
class WithSecondFactorTests(RecheckMixin, TestCase):
    def test_no_password_but_an_app_is_asked_for_the_app(self):
        member = MemberFactory(password=None)
        TOTP.activate(member, generate_totp_secret())
        self.client.force_login(member)
        response = self.client.get(self.erase_url)
        self.assert_asks(response, reverse("mfa_reauthenticate"))


@override_settings(ROOT_URLCONF=__name__)
class ByMailTests(RecheckMixin, TestCase):
    def setUp(self):
        super().setUp()
        self.member = MemberFactory(email="priya@ward.example", password=None)
        self.client.force_login(self.member)

    def send(self, client=None, **data):
        return (client or self.client).post(self.by_mail, {"action": "send", **data})

    def enter_here(self, code, client=None, **data):
        return (client or self.client).post(self.by_mail, {"code": code, **data})

    def test_allauth_too_lets_nobody_through_unasked(self):
        response = self.client.get(reverse("mfa_activate_totp"))
        self.assert_asks(response, self.by_mail)

    def test_looking_sends_nothing(self):
        page = self.client.get(self.by_mail + "?next=/account/test-erase/")
        self.assertContains(page, "priya@ward.example")
        self.assertContains(page, "Send me a code")
        self.assertNotContains(page, "Six-digit code")
        self.assertEqual(mail.outbox, [])

    def test_the_code_leads_back_to_where_they_were(self):
        response = self.client.get(self.erase_url + "7/")
        self.assertEqual(
            response.headers["Location"],
            f"{self.by_mail}?next={quote(self.erase_url, safe='')}7%2F",
        )
        response = self.send(next=self.erase_url + "7/")
        self.assertEqual(
            response.headers["Location"],
            f"{self.by_mail}?next={quote(self.erase_url, safe='')}7%2F",
        )
        page = self.client.get(response.headers["Location"])
        self.assertContains(page, "Six-digit code")
        self.assertContains(page, 'value="/account/test-erase/7/"', 2)
        response = self.enter_here(newest_code(), next=self.erase_url + "7/")
        self.assertRedirects(response, self.erase_url + "7/")

    def test_what_was_sent_is_done_afterwards(self):
        self.client.post(self.erase_url, {"words": "keep"})
        self.send(next=self.erase_url)
        response = self.enter_here(newest_code(), next=self.erase_url)
        self.assertEqual(response.content, b"POST 0 keep")

    def test_the_mail_says_what_to_do_and_its_subject_no_code(self):
        self.send()
        message = mail.outbox[-1]
        self.assertEqual(message.to, ["priya@ward.example"])
        self.assertEqual(message.kind, "recheck_code")
        self.assertNotIn(newest_code(), message.subject)
        self.assertIn("Choose a new password now", message.body)

    def test_spaces_and_other_digits_are_fine(self):
        self.send()
        code = newest_code()
        arabic = code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
        response = self.enter_here(f" {arabic[:3]} {arabic[3:]} ")
        self.assertRedirects(response, reverse("account"))

    def test_counts_for_a_quarter_of_an_hour(self):
        self.send()
        self.enter_here(newest_code())
        self.assertEqual(self.client.get(self.erase_url).status_code, 200)
        self.later(QUARTER + 1)
        self.assert_asks(self.client.get(self.erase_url), self.by_mail)

    def test_a_code_works_once(self):
        self.send()
        code = newest_code()
        self.enter_here(code)
        self.later(QUARTER + 1)
        self.assertContains(self.client.get(self.by_mail), "Send me a code")
        response = self.client.post(self.by_mail, {"code": code}, follow=True)
        self.assertContains(response, "too old")
        self.assert_asks(self.client.get(self.erase_url), self.by_mail)

    def test_a_code_is_valid_for_a_quarter_of_an_hour(self):
        self.send()
        self.later(QUARTER + 1)
        response = self.client.post(self.by_mail, {"code": newest_code()}, follow=True)
        self.assertContains(response, "The code is too old")
        self.assert_asks(self.client.get(self.erase_url), self.by_mail)

    def test_only_the_newest_code_works(self):
        self.send()
        old = newest_code()
        self.later(61)
        with mock.patch(
            "accounts.adapter.AccountAdapter.generate_login_code",
            return_value="000000" if old != "000000" else "111111",
        ):
            self.send()
        self.assertContains(self.enter_here(old), "This is not the code")
        self.assertRedirects(self.enter_here(newest_code()), reverse("account"))

    def test_five_wrong_codes_and_it_is_void(self):
        self.send()
        code = newest_code()
        for _try in range(4):
            self.assertContains(self.enter_here("x"), "This is not the code")
        response = self.client.post(self.by_mail, {"code": "x"}, follow=True)
        self.assertContains(response, "wrong too often")
        self.client.post(self.by_mail, {"code": code})
        self.assert_asks(self.client.get(self.erase_url), self.by_mail)

    def test_tries_at_the_same_instant_count_each(self):
        self.send()
        answers = self.enter_wrong_codes_at_once(self.by_mail, 7)
        self.assertEqual(answers, [200] * 5 + [302] * 2)

    def test_one_mail_a_minute_is_enough(self):
        self.send()
        response = self.client.post(self.by_mail, {"action": "send"}, follow=True)
        self.assertContains(response, "Wait a minute")
        self.assertEqual(len(mail.outbox), 1)

    def test_three_mails_an_hour_are_enough(self):
        for _mail in range(3):
            self.send()
            self.later(61)
        response = self.client.post(self.by_mail, {"action": "send"}, follow=True)
        self.assertContains(response, "several codes in the last hour")
        self.assertEqual(len(mail.outbox), 3)
        self.assertRedirects(self.enter_here(newest_code()), reverse("account"))

    def test_a_code_of_one_browser_opens_no_other(self):
        other = Client()
        other.force_login(self.member)
        self.send()
        self.enter_here(newest_code(), client=other)
        self.assert_asks(other.get(self.erase_url), self.by_mail)

    def test_a_code_sent_to_one_person_says_nothing_of_the_next(self):
        self.send()
        code = newest_code()
        other = MemberFactory(password=None)
        state = self.client.session["accounts_recheck"]
        self.client.force_login(other)
        session = self.client.session
        session["accounts_recheck"] = state
        session.save()
        self.enter_here(code)
        self.assert_asks(self.client.get(self.erase_url), self.by_mail)

    def test_what_cannot_be_a_code(self):
        self.send()
        for code in ["", "\x00", "😀" * 3, "9" * 10_000]:
            with self.subTest(code[:5]):
                self.assertIn(self.enter_here(code).status_code, {200, 302})
                self.assert_asks(self.client.get(self.erase_url), self.by_mail)

    def test_leads_to_no_other_site(self):
        self.send()
        response = self.enter_here(newest_code(), next="//evil.example/")
        self.assertRedirects(response, reverse("account"))

    def test_needs_a_sign_in_and_a_token(self):
        response = Client().get(self.by_mail)
        self.assert_asks(response, reverse("account_login"))
        client = Client(enforce_csrf_checks=True)
        client.force_login(self.member)
        self.assertEqual(self.send(client).status_code, 403)


@override_settings(ROOT_URLCONF=__name__)
class JustProvedTests(RecheckMixin, TestCase):
    def test_whoever_has_just_joined_by_a_code_is_not_asked_for_another(self):
        self.begin()
        self.enter(newest_code())
        self.assertTrue(get_user(self.client).is_authenticated)
        self.assertEqual(self.client.get(self.erase_url).status_code, 200)
        self.later(QUARTER + 1)
        self.assertEqual(self.client.get(self.erase_url).status_code, 302)

    def test_whoever_has_just_signed_in_by_a_code_is_not_either(self):
        member = MemberFactory(password=None)
        self.assertTrue(EmailAddress.objects.filter(user=member).exists())
        self.client.post(reverse("account_request_login_code"), {"email": member.email})
        self.client.post(reverse("account_confirm_login_code"), {"code": newest_code()})
        self.assertEqual(get_user(self.client), member)
        self.assertEqual(self.client.get(self.erase_url).status_code, 200)
        self.later(QUARTER + 1)
        self.assert_asks(self.client.get(self.erase_url), self.by_mail)


class FirstPasswordTests(RecheckMixin, TestCase):
    """Nobody gives a password to an account that they only found open."""

    url = "/accounts/password/set/"
    new = "another-three-random-words"

    def setUp(self):
        super().setUp()
        self.member = MemberFactory(email="priya@ward.example", password=None)
        self.client.force_login(self.member)

    def set_password(self):
        self.client.post(self.url, {"password1": self.new})
        self.member.refresh_from_db()
        return self.member.check_password(self.new)

    def prove(self):
        self.client.post(self.by_mail, {"action": "send"})
        self.client.post(self.by_mail, {"code": newest_code()})

    def test_a_code_from_a_mail_comes_first(self):
        self.assert_asks(self.client.get(self.url), self.by_mail)
        self.assertFalse(self.set_password())
        self.prove()
        self.assertEqual(self.client.get(self.url).status_code, 200)
        self.assertTrue(self.set_password())

    def test_what_is_typed_too_late_is_kept_nowhere(self):
        self.prove()
        self.later(QUARTER + 1)
        self.assertFalse(self.set_password())
        self.assertNotIn(self.new, str(dict(self.client.session)))

    def test_visitors_sign_in_first(self):
        self.assert_asks(Client().get(self.url), reverse("account_login"))
