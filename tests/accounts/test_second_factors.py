import json
import re
from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib import admin
from django.contrib.auth import get_user
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client, TestCase, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccountEvent, User
from accounts.services.second_factors import reset_second_factors
from tests.factories import MemberFactory, member_of

from .factors import FactorsMixin, Passkey, code_of

CODE_TOO_OFTEN = "The code was wrong too often"
WRONG_CODE = "This code is not right"
ELSEWHERE = ["https://evil.example/", "//evil.example/", "/\\evil.example/"]


def subjects():
    return [message.subject for message in mail.outbox]


class FactorsTestCase(FactorsMixin, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.member = MemberFactory(email="priya@ward.example", display_name="Priya")

    def events(self):
        return list(
            AccountEvent.objects.about(self.member)
            .order_by("pk")
            .values_list("action", "code")
        )


class SignInSafetyTests(FactorsTestCase):
    def test_needs_a_sign_in(self):
        self.assertRedirects(
            self.client.get(reverse("mfa_index")),
            reverse("account_login") + "?next=/accounts/2fa/",
        )

    def test_offers_both_ways_and_no_recovery_codes_at_first(self):
        self.sign_in(self.member)
        page = self.client.get(reverse("mfa_index"))
        self.assertContains(page, "Add a passkey")
        self.assertContains(page, "Add an authenticator app")
        self.assertNotContains(page, "recovery codes")
        self.assertNotContains(page, "Set up a second factor")
        self.assertIn("no-store", page.headers["Cache-Control"])

    def test_says_what_is_set_up(self):
        passkey = self.give_passkey(self.member, self.client)
        self.assertIsNotNone(passkey.owner)
        page = self.client.get(reverse("mfa_index"))
        self.assertContains(page, "My phone")
        self.assertContains(page, "10 of 10 left")
        self.assertContains(page, "not used yet")

    def test_warns_when_few_recovery_codes_are_left(self):
        self.sign_in(self.member)
        self.give_app(self.member)
        codes = RecoveryCodes.activate(self.member)
        unused = codes.get_unused_codes()
        for code in unused[:6]:
            codes.validate_code(code)
        url = reverse("mfa_index")
        self.assertNotContains(self.client.get(url), "Make new ones before")
        codes.validate_code(unused[6])
        self.assertContains(self.client.get(url), "You have 3 codes left.")
        codes.validate_code(unused[7])
        codes.validate_code(unused[8])
        self.assertContains(self.client.get(url), "You have 1 code left.")

    def test_is_linked_from_my_account(self):
        self.client.force_login(self.member)
        page = self.client.get(reverse("account"))
        self.assertContains(page, reverse("mfa_index"))
        self.assertContains(page, "a stolen password is not enough")
        self.give_app(self.member)
        page = self.client.get(reverse("account"))
        self.assertContains(page, "guarded by a second factor")

    def test_pages_hold_no_inline_script(self):
        self.sign_in(self.member)
        self.give_app(self.member)
        addresses = [
            reverse("mfa_index"),
            reverse("mfa_add_webauthn"),
            reverse("mfa_view_recovery_codes"),
            reverse("mfa_generate_recovery_codes"),
            reverse("mfa_deactivate_totp"),
            reverse("mfa_reauthenticate"),
        ]
        inline = re.compile(
            r'<script(?![^>]*(src=|type="application/json"))|\son\w+=|style='
        )
        for address in addresses:
            with self.subTest(address):
                page = self.client.get(address, follow=True)
                self.assertEqual(page.status_code, 200)
                self.assertNotRegex(page.content.decode(), inline)

    def test_browsers_may_use_passkeys_here(self):
        policy = self.client.get(reverse("account_login"))["Permissions-Policy"]
        self.assertIn("publickey-credentials-get=(self)", policy)
        self.assertIn("publickey-credentials-create=(self)", policy)

    def test_costs_as_much_for_many_passkeys_as_for_one(self):
        self.give_passkey(self.member, self.client)
        url = reverse("mfa_index")
        self.client.get(url)
        with CaptureQueriesContext(connection) as queries:
            self.client.get(url)
        for_one = len(queries)
        for number in range(3):
            self.add_passkey(Passkey(b"passkey %d" % number))
        self.client.get(url)
        with self.assertNumQueries(for_one):
            self.client.get(url)


class AppTests(FactorsTestCase):
    def add(self, code=None, **data):
        url = reverse("mfa_activate_totp")
        secret = self.client.get(url).context["form"].secret
        with self.sending():
            return secret, self.client.post(
                url, {"code": code_of(secret) if code is None else code, **data}
            )

    def test_asks_for_the_password_first(self):
        self.type_password(self.member)
        url = reverse("mfa_activate_totp")
        self.assertRedirects(
            self.client.get(url), f"{reverse('account_reauthenticate')}?next={url}"
        )

    def test_shows_the_key_as_a_picture_and_as_text(self):
        self.sign_in(self.member)
        page = self.client.get(reverse("mfa_activate_totp"))
        secret = page.context["form"].secret
        in_fours = " ".join(re.findall("....", secret))
        self.assertContains(page, in_fours)
        self.assertContains(page, 'src="data:image/svg+xml;base64,')
        self.assertContains(page, "otpauth://totp/priya%40ward.example?secret=")
        self.assertIn("img-src 'self' data:", page.headers["Content-Security-Policy"])

    def test_the_first_code_adds_it_and_leads_to_recovery_codes(self):
        self.sign_in(self.member)
        _secret, response = self.add()
        self.assertRedirects(response, reverse("mfa_view_recovery_codes"))
        self.assertEqual(
            subjects(), ["An authenticator app was added to your CLIC account"]
        )
        self.assertEqual(
            sorted(self.events()),
            [("factor_added", "recovery_codes"), ("factor_added", "totp")],
        )
        self.assertEqual(
            {event.actor_id for event in AccountEvent.objects.about(self.member)},
            {self.member.pk},
        )

    def test_the_first_one_ends_sessions_that_have_shown_none(self):
        elsewhere = Client()
        self.sign_in(self.member, elsewhere)
        self.sign_in(self.member)
        self.add()
        self.assertTrue(get_user(elsewhere).is_anonymous)
        self.assertEqual(get_user(self.client), self.member)

    def test_another_one_ends_none(self):
        self.give_passkey(self.member, elsewhere := Client())
        here = Client()
        here.force_login(self.member)
        self.recheck(here)
        self.add_passkey(Passkey(b"another"), here)
        self.assertEqual(get_user(elsewhere), self.member)

    def test_a_wrong_code_keeps_the_key_and_says_what_to_do(self):
        self.sign_in(self.member)
        secret, response = self.add("000 000")
        self.assertContains(response, "This is not the code your app shows now")
        self.assertEqual(response.context["form"].secret, secret)
        self.assertFalse(self.member.authenticator_set.exists())

    def test_any_typing_is_answered_kindly(self):
        self.sign_in(self.member)
        for code in ["", "\x00", "😀" * 40, "x" * 1_000_000, "<b>1</b>", "१२३४५६"]:
            with self.subTest(code[:9]):
                cache.clear()
                _secret, response = self.add(code)
                self.assertEqual(response.status_code, 200)
                self.assertContains(response, "There is a problem")

    def test_ten_wrong_codes_are_enough(self):
        self.sign_in(self.member)
        for _try in range(10):
            secret, _response = self.add("000000")
        url = reverse("mfa_activate_totp")
        response = self.client.post(url, {"code": code_of(secret)})
        self.assertContains(response, "Wait 15 minutes, then try again.")

    def test_sent_twice_it_is_added_once(self):
        self.sign_in(self.member)
        secret, _response = self.add()
        again = self.client.post(
            reverse("mfa_activate_totp"), {"code": code_of(secret)}
        )
        self.assertRedirects(again, reverse("mfa_index"))
        apps = self.member.authenticator_set.filter(type=Authenticator.Type.TOTP)
        self.assertEqual(apps.count(), 1)

    def test_can_be_removed_and_takes_the_recovery_codes_along(self):
        self.sign_in(self.member)
        self.add()
        mail.outbox.clear()
        page = self.client.get(reverse("mfa_deactivate_totp"))
        self.assertContains(page, "Remove the authenticator app?")
        response = self.client.post(reverse("mfa_deactivate_totp"))
        self.assertRedirects(response, reverse("mfa_index"))
        self.assertFalse(self.member.authenticator_set.exists())
        self.assertEqual(
            sorted(self.events())[2:],
            [("factor_removed", "recovery_codes"), ("factor_removed", "totp")],
        )

    def test_a_removal_is_told_by_mail(self):
        self.sign_in(self.member)
        self.give_app(self.member)
        with self.sending():
            self.client.post(reverse("mfa_deactivate_totp"))
        self.assertEqual(
            subjects(), ["The authenticator app of your CLIC account was removed"]
        )


class PasskeyTests(FactorsTestCase):
    def test_asks_for_the_password_first(self):
        self.type_password(self.member)
        url = reverse("mfa_add_webauthn")
        self.assertRedirects(
            self.client.get(url), f"{reverse('account_reauthenticate')}?next={url}"
        )

    def test_adding_one_leads_to_recovery_codes_and_is_told_by_mail(self):
        self.sign_in(self.member)
        with self.sending():
            response = self.add_passkey(Passkey())
        self.assertRedirects(response, reverse("mfa_view_recovery_codes"))
        self.assertEqual(subjects(), ["A passkey was added to your CLIC account"])
        self.assertIn("If it was not you, choose a new password", mail.outbox[0].body)
        self.assertEqual(
            sorted(self.events()),
            [("factor_added", "recovery_codes"), ("factor_added", "webauthn")],
        )

    def test_another_leads_back_to_the_list(self):
        self.give_passkey(self.member, self.client)
        response = self.add_passkey(Passkey(b"another"))
        self.assertRedirects(response, reverse("mfa_index"))

    def test_belongs_to_the_site_whatever_name_the_browser_asked_for(self):
        self.sign_in(self.member)
        page = self.client.get(
            reverse("mfa_add_webauthn"), headers={"host": "localhost"}
        )
        options = page.context["js_data"]["creation_options"]["publicKey"]
        self.assertEqual(options["rp"], {"id": "testserver", "name": "CLIC"})
        self.assertEqual(options["authenticatorSelection"]["residentKey"], "required")
        self.assertEqual(
            options["authenticatorSelection"]["userVerification"], "required"
        )

    def test_has_to_have_seen_its_owner(self):
        self.sign_in(self.member)
        response = self.add_passkey(Passkey(), verified=False)
        self.assertContains(response, "The passkey did not work.")
        self.assertFalse(self.member.authenticator_set.exists())

    @override_settings(MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN=False)
    def test_another_site_can_use_none(self):
        self.sign_in(self.member)
        response = self.add_passkey(Passkey(), origin="https://evil.example")
        self.assertContains(response, "The passkey did not work.")
        response = self.add_passkey(Passkey(), origin="https://testserver")
        self.assertEqual(response.status_code, 302)

    def test_an_answer_sent_twice_makes_one(self):
        self.sign_in(self.member)
        url = reverse("mfa_add_webauthn")
        options = self.client.get(url).context["js_data"]["creation_options"]
        session = self.client.session
        as_found = dict(session.items())
        answer = {"name": "Twice", "credential": json.dumps(Passkey().created(options))}
        self.client.post(url, answer)
        # As the second request finds it that was sent at the same instant.
        session = self.client.session
        session.update(as_found)
        session.save()
        self.assertRedirects(self.client.post(url, answer), reverse("mfa_index"))
        passkeys = self.member.authenticator_set.filter(
            type=Authenticator.Type.WEBAUTHN
        )
        self.assertEqual(passkeys.count(), 1)

    def test_keeps_only_what_signing_in_needs(self):
        self.sign_in(self.member)
        url = reverse("mfa_add_webauthn")
        options = self.client.get(url).context["js_data"]["creation_options"]
        answer = Passkey().created(options)
        answer["more"] = "\x00" + "x" * 1000
        answer["response"]["more"] = "y" * 1000
        answer["clientExtensionResults"]["more"] = "\x00"
        self.client.post(url, {"name": "", "credential": json.dumps(answer)})
        factor = self.member.authenticator_set.get(type=Authenticator.Type.WEBAUTHN)
        self.assertEqual(factor.wrap().name, "Passkey")
        self.assertEqual(
            set(factor.data["credential"]),
            {"id", "rawId", "type", "response", "clientExtensionResults"},
        )
        self.assertNotIn("more", json.dumps(factor.data))

    def test_answers_that_no_browser_gives_are_refused_kindly(self):
        self.sign_in(self.member)
        url = reverse("mfa_add_webauthn")
        for answer in bad_answers():
            with self.subTest(answer[:60]):
                self.client.get(url)
                response = self.client.post(url, {"name": "x", "credential": answer})
                self.assertEqual(response.status_code, 200)
                self.assertContains(response, "The passkey did not work.")
        self.assertFalse(self.member.authenticator_set.exists())

    def test_changed_parts_of_an_answer_are_refused_kindly(self):
        self.sign_in(self.member)
        url = reverse("mfa_add_webauthn")
        for part in ["clientDataJSON", "attestationObject"]:
            for value in [
                "",
                "AA",
                "oWFhYWI",
                "////",
                "e30",
                "W10",
                "bnVsbA",
                "pGNmbXQ",
            ]:
                with self.subTest(part=part, value=value):
                    options = self.client.get(url).context["js_data"]
                    answer = Passkey().created(options["creation_options"])
                    answer["response"][part] = value
                    response = self.client.post(
                        url, {"name": "x", "credential": json.dumps(answer)}
                    )
                    self.assertContains(response, "The passkey did not work.")

    def test_names_are_short_plain_text(self):
        self.give_passkey(self.member, self.client)
        factor = self.member.authenticator_set.get(type=Authenticator.Type.WEBAUTHN)
        url = reverse("mfa_edit_webauthn", args=[factor.pk])
        for name in ["", "x" * 61, "\u202e"]:
            with self.subTest(name[:9]):
                response = self.client.post(url, {"name": name})
                self.assertContains(response, "There is a problem")
        response = self.client.post(url, {"name": " Ward\u202e <b>PC</b>\x00 "})
        self.assertRedirects(response, reverse("mfa_index"))
        page = self.client.get(reverse("mfa_index"))
        self.assertContains(page, "Ward &lt;b&gt;PC&lt;/b&gt;")

    def test_one_can_be_removed_and_that_is_told_by_mail(self):
        self.give_passkey(self.member, self.client)
        factor = self.member.authenticator_set.get(type=Authenticator.Type.WEBAUTHN)
        mail.outbox.clear()
        url = reverse("mfa_remove_webauthn", args=[factor.pk])
        self.assertContains(self.client.get(url), "Remove “My phone”?")
        with self.sending():
            response = self.client.post(url)
        self.assertRedirects(response, reverse("mfa_index"))
        self.assertFalse(self.member.authenticator_set.exists())
        self.assertEqual(subjects(), ["A passkey of your CLIC account was removed"])
        self.assertIn(("factor_removed", "webauthn"), self.events())

    def test_those_of_others_are_not_there(self):
        other = MemberFactory()
        self.give_passkey(other, Client())
        factor = other.authenticator_set.get(type=Authenticator.Type.WEBAUTHN)
        self.sign_in(self.member)
        for name in ["mfa_edit_webauthn", "mfa_remove_webauthn"]:
            for method in [self.client.get, self.client.post]:
                with self.subTest(name):
                    response = method(reverse(name, args=[factor.pk]))
                    self.assertEqual(response.status_code, 404)
        self.assertTrue(Authenticator.objects.filter(pk=factor.pk).exists())

    def test_nobody_collects_them_without_end(self):
        self.give_passkey(self.member, self.client)
        known = self.member.authenticator_set.get(type=Authenticator.Type.WEBAUTHN)
        Authenticator.objects.bulk_create(
            Authenticator(user=self.member, type=known.type, data=known.data)
            for _number in range(20)
        )
        response = self.add_passkey(Passkey(b"one more"))
        self.assertContains(response, "Remove a passkey first")


def bad_answers():
    """What somebody may send in place of a browser's answer."""
    return [
        "",
        "{",
        "null",
        "[]",
        "{}",
        "1",
        '"text"',
        "\x00",
        '{"id": "\\u0000"}',
        "[" * 15_000,
        "x" * 1_000_000,
        json.dumps({"id": "AA", "rawId": "AA", "type": "public-key"}),
        json.dumps({"rawId": "AA", "response": [], "type": "public-key"}),
        json.dumps({"rawId": "AA", "response": {}, "type": "public-key"}),
        json.dumps({"rawId": 1, "response": None, "type": 1}),
        json.dumps({"id": "x", "rawId": "y", "response": {"clientDataJSON": {}}}),
    ]


class RecoveryCodeTests(FactorsTestCase):
    def setUp(self):
        super().setUp()
        self.sign_in(self.member)
        self.secret = self.give_app(self.member)

    def shown(self):
        page = self.client.get(reverse("mfa_view_recovery_codes"))
        return re.findall(r"<code>(\d{8})</code>", page.content.decode())

    def test_can_be_read_and_saved_until_their_owner_says_so(self):
        codes = self.give_codes(self.member)
        self.assertEqual(self.shown(), codes)
        self.assertEqual(self.shown(), codes)
        file = self.client.get(reverse("mfa_download_recovery_codes"))
        self.assertEqual(
            re.findall(r"^\d{8}$", file.content.decode(), re.MULTILINE), codes
        )
        self.assertIn("attachment", file.headers["Content-Disposition"])
        self.assertIn("no-store", file.headers["Cache-Control"])
        response = self.client.post(reverse("mfa_view_recovery_codes"))
        self.assertRedirects(response, reverse("mfa_index"))
        self.assertEqual(self.shown(), [])
        self.assertRedirects(
            self.client.get(reverse("mfa_download_recovery_codes")),
            reverse("mfa_view_recovery_codes"),
        )

    def test_can_be_read_for_an_hour_at_most(self):
        self.give_codes(self.member)
        self.member.authenticator_set.filter(
            type=Authenticator.Type.RECOVERY_CODES
        ).update(created_at=timezone.now() - timedelta(minutes=61))
        self.assertEqual(self.shown(), [])

    def test_are_shown_to_nobody_who_was_not_asked_again(self):
        self.give_codes(self.member)
        client = Client()
        client.force_login(self.member)
        for name in [
            "mfa_view_recovery_codes",
            "mfa_download_recovery_codes",
            "mfa_generate_recovery_codes",
        ]:
            with self.subTest(name):
                response = client.get(reverse(name))
                self.assertRedirects(
                    response,
                    f"{reverse('account_reauthenticate')}?next={reverse(name)}",
                )
                signed_out = Client().get(reverse(name))
                self.assertIn(reverse("account_login"), signed_out["Location"])

    def test_new_ones_replace_the_old_and_are_told_by_mail(self):
        old = self.give_codes(self.member)
        url = reverse("mfa_generate_recovery_codes")
        self.assertContains(self.client.get(url), "The ones you have now stop working")
        with self.sending():
            response = self.client.post(url)
        self.assertRedirects(response, reverse("mfa_view_recovery_codes"))
        self.assertEqual(len(self.shown()), 10)
        self.assertNotEqual(self.shown(), old)
        self.assertEqual(subjects(), ["Your CLIC account has new recovery codes"])
        self.assertIn(("factor_added", "recovery_codes"), self.events())

    def test_looking_makes_no_new_ones(self):
        codes = self.give_codes(self.member)
        self.client.get(reverse("mfa_generate_recovery_codes"))
        self.assertEqual(self.shown(), codes)

    def test_alone_are_no_second_factor(self):
        self.member.authenticator_set.all().delete()
        url = reverse("mfa_generate_recovery_codes")
        response = self.client.get(url, follow=True)
        self.assertContains(response, "recovery codes only stand in")
        self.client.post(url)
        self.assertFalse(self.member.authenticator_set.exists())


class SigningInTests(FactorsTestCase):
    def setUp(self):
        super().setUp()
        self.secret = self.give_app(self.member)

    def enter(self, code, client=None):
        url = reverse("mfa_authenticate")
        with self.sending():
            return (client or self.client).post(url, {"code": code})

    def test_the_password_alone_lets_nobody_in(self):
        response = self.type_password(self.member, next="/stories/")
        self.assertRedirects(response, reverse("mfa_authenticate"))
        self.assertFalse(get_user(self.client).is_authenticated)
        self.assertIn("/accounts/login/", self.client.get("/account/")["Location"])

    def test_a_code_from_the_app_does_and_leads_on(self):
        self.type_password(self.member, next="/stories/")
        response = self.enter(code_of(self.secret))
        self.assertEqual(response["Location"], "/stories/")
        self.assertEqual(get_user(self.client), self.member)

    def test_staying_signed_in_outlives_the_second_step(self):
        self.type_password(self.member, remember="on")
        self.enter(code_of(self.secret))
        self.assertFalse(self.client.session.get_expire_at_browser_close())
        client = Client()
        self.type_password(self.member, client)
        cache.clear()
        self.enter(code_of(self.secret), client)
        self.assertTrue(client.session.get_expire_at_browser_close())

    def test_however_the_code_is_typed(self):
        code = code_of(self.secret)
        self.type_password(self.member)
        self.enter(f" {code[:3]} {code[3:]}")
        self.assertEqual(get_user(self.client), self.member)

    def test_the_code_before_and_the_code_after_do_too(self):
        for ahead in [-1, 1]:
            with self.subTest(ahead):
                client = Client()
                self.type_password(self.member, client)
                self.enter(code_of(self.secret, ahead), client)
                self.assertEqual(get_user(client), self.member)

    def test_older_and_later_codes_do_not(self):
        for ahead in [-3, 3]:
            self.type_password(self.member)
            response = self.enter(code_of(self.secret, ahead))
            self.assertContains(response, WRONG_CODE)

    def test_a_code_works_once(self):
        # The one after this: allauth itself forgets it as soon as another is shown.
        code = code_of(self.secret, 1)
        self.type_password(self.member)
        self.enter(code)
        other = Client()
        self.type_password(self.member, other)
        self.assertContains(self.enter(code, other), WRONG_CODE)
        self.assertFalse(get_user(other).is_authenticated)

    def test_the_code_that_added_the_app_does_not_sign_in(self):
        Authenticator.objects.all().delete()
        self.sign_in(self.member)
        url = reverse("mfa_activate_totp")
        code = code_of(self.client.get(url).context["form"].secret)
        self.client.post(url, {"code": code})
        other = Client()
        self.type_password(self.member, other)
        self.assertContains(self.enter(code, other), WRONG_CODE)

    def test_a_recovery_code_works_once_and_is_told_by_mail(self):
        codes = self.give_codes(self.member)
        self.type_password(self.member)
        response = self.enter(f"{codes[0][:4]}-{codes[0][4:]}")
        self.assertEqual(get_user(self.client), self.member)
        page = self.client.get(response["Location"])
        self.assertContains(page, "You have used a recovery code. 9 are left.")
        self.assertEqual(subjects(), ["A recovery code of your CLIC account was used"])
        self.assertIn("9 are left", mail.outbox[0].body)
        other = Client()
        self.type_password(self.member, other)
        self.assertContains(self.enter(codes[0], other), WRONG_CODE)
        self.enter(codes[1], other)
        self.assertEqual(get_user(other), self.member)

    def test_five_wrong_codes_then_a_wait_and_a_mail(self):
        self.type_password(self.member)
        for _try in range(5):
            self.assertContains(self.enter("000000"), WRONG_CODE)
        self.assertEqual(mail.outbox, [])
        for _try in range(3):
            self.assertContains(self.enter(code_of(self.secret)), CODE_TOO_OFTEN)
        self.assertFalse(get_user(self.client).is_authenticated)
        self.assertEqual(subjects(), ["Somebody tried to sign in to your CLIC account"])
        self.assertEqual(self.events(), [("locked", "second_factor")])

    def test_tries_count_however_they_are_sent(self):
        browsers = [Client() for _number in range(6)]
        for browser in browsers:
            self.type_password(self.member, browser)
        answers = [
            self.enter("000000", browser).content.decode() for browser in browsers
        ]
        self.assertEqual(sum(WRONG_CODE in answer for answer in answers), 5)
        self.assertIn(CODE_TOO_OFTEN, answers[-1])

    def test_tries_at_asking_again_count_too(self):
        self.type_password(self.member)
        self.enter(code_of(self.secret))
        url = reverse("mfa_reauthenticate")
        for _try in range(5):
            self.client.post(url, {"code": "000000"})
        response = self.client.post(url, {"code": code_of(self.secret, 1)})
        self.assertContains(response, CODE_TOO_OFTEN)

    def test_a_right_code_forgives_the_wrong_ones(self):
        self.type_password(self.member)
        for _try in range(4):
            self.enter("000000")
        self.enter(code_of(self.secret))
        other = Client()
        self.type_password(self.member, other)
        for _try in range(4):
            self.assertContains(self.enter("000000", other), WRONG_CODE)

    def test_others_are_not_shut_out(self):
        self.type_password(self.member)
        for _try in range(7):
            self.enter("000000")
        other = MemberFactory()
        secret = self.give_app(other)
        client = Client()
        self.type_password(other, client)
        self.enter(code_of(secret), client)
        self.assertEqual(get_user(client), other)

    def test_any_typing_is_answered_kindly(self):
        for code in ["", "\x00", "😀" * 40, "x" * 1_000_000, "<b>1</b>", "१२३४५६"]:
            with self.subTest(code[:9]):
                cache.clear()
                self.type_password(self.member)
                response = self.enter(code)
                self.assertContains(response, "There is a problem")

    def test_nobody_gets_there_without_a_password(self):
        self.assertRedirects(
            self.client.get(reverse("mfa_authenticate")), reverse("account_login")
        )

    def test_others_leave_the_step(self):
        self.type_password(self.member)
        page = self.client.get(reverse("mfa_authenticate"))
        self.assertContains(page, "Sign in with another account")
        self.client.post(reverse("account_logout"), {"next": "/accounts/login/"})
        self.assertContains(self.client.get("/accounts/login/"), "Keep me signed in")

    def test_a_new_password_by_mail_asks_for_it_too(self):
        with self.sending():
            self.client.post(
                reverse("account_reset_password"), {"email": self.member.email}
            )
        (code,) = re.findall(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE)
        self.client.post(reverse("account_confirm_password_reset_code"), {"code": code})
        self.client.post(
            reverse("account_complete_password_reset"),
            {"password1": "five-random-words-here"},
            follow=True,
        )
        self.assertTrue(
            User.objects.get(pk=self.member.pk).check_password("five-random-words-here")
        )
        self.assertFalse(get_user(self.client).is_authenticated)
        self.enter(code_of(self.secret))
        self.assertEqual(get_user(self.client), self.member)

    def test_a_code_by_mail_asks_for_it_too(self):
        with self.sending():
            self.client.post(
                reverse("account_request_login_code"), {"email": self.member.email}
            )
        (code,) = re.findall(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE)
        response = self.client.post(
            reverse("account_confirm_login_code"), {"code": code}
        )
        self.assertRedirects(response, reverse("mfa_authenticate"))
        self.assertFalse(get_user(self.client).is_authenticated)


class PasskeySignInTests(FactorsTestCase):
    def setUp(self):
        super().setUp()
        self.passkey = self.give_passkey(self.member, Client())
        mail.outbox.clear()

    def options(self, client=None):
        answer = (client or self.client).get(
            reverse("mfa_login_webauthn"), headers={"accept": "application/json"}
        )
        return answer.json()["request_options"]

    def send(self, answer, **data):
        return self.client.post(
            reverse("mfa_login_webauthn"), {"credential": json.dumps(answer), **data}
        )

    def test_counts_as_both(self):
        answer = self.passkey.used(self.options())
        response = self.send(answer, next="/stories/")
        self.assertEqual(response["Location"], "/stories/")
        self.assertEqual(get_user(self.client), self.member)
        self.assertTrue(self.client.session.get_expire_at_browser_close())

    def test_asks_for_nothing_more_where_there_is_an_app_too(self):
        self.give_app(self.member)
        self.send(self.passkey.used(self.options()))
        self.assertEqual(get_user(self.client), self.member)

    def test_can_stay_signed_in(self):
        self.send(self.passkey.used(self.options()), remember="on")
        self.assertFalse(self.client.session.get_expire_at_browser_close())

    def test_has_to_have_seen_its_owner(self):
        self.send(self.passkey.used(self.options(), verified=False))
        self.assertFalse(get_user(self.client).is_authenticated)

    def test_works_with_its_own_challenge_alone_and_once(self):
        stolen = self.passkey.used(self.options(Client()))
        self.options()
        response = self.client.post(
            reverse("mfa_login_webauthn"),
            {"credential": json.dumps(stolen), "next": "/stories/"},
            follow=True,
        )
        self.assertFalse(get_user(self.client).is_authenticated)
        self.assertContains(response, "The passkey did not work. Try again.")
        self.assertEqual(
            response.redirect_chain[-1][0], "/accounts/login/?next=%2Fstories%2F"
        )
        answer = self.passkey.used(self.options())
        self.send(answer)
        self.client.post(reverse("account_logout"))
        self.send(answer)
        self.assertFalse(get_user(self.client).is_authenticated)

    def test_another_key_does_not_open_this_account(self):
        stranger = Passkey(self.passkey.identity)
        stranger.owner = self.passkey.owner
        self.send(stranger.used(self.options()))
        self.assertFalse(get_user(self.client).is_authenticated)

    def test_a_removed_one_opens_nothing(self):
        Authenticator.objects.all().delete()
        self.send(self.passkey.used(self.options()))
        self.assertFalse(get_user(self.client).is_authenticated)

    def test_lets_in_nobody_whose_account_is_closed(self):
        User.objects.update(is_active=False)
        self.send(self.passkey.used(self.options()))
        self.assertFalse(get_user(self.client).is_authenticated)

    def test_leads_to_no_other_site(self):
        for target in ELSEWHERE:
            with self.subTest(target):
                self.client.logout()
                answer = self.passkey.used(self.options())
                response = self.send(answer, next=target)
                self.assertEqual(response["Location"], reverse("account"))

    def test_answers_that_no_browser_gives_are_refused_kindly(self):
        url = reverse("mfa_login_webauthn")
        owner = self.passkey.owner
        strange_owners = [
            json.dumps(
                {**self.passkey.used(self.options()), "response": {"userHandle": value}}
            )
            for value in [None, 1, "", "!", owner]
        ]
        for answer in [*bad_answers(), *strange_owners]:
            with self.subTest(answer[:60]):
                self.options()
                response = self.client.post(url, {"credential": answer}, follow=True)
                self.assertEqual(response.status_code, 200)
                self.assertContains(response, "The passkey did not work.")

    def test_changed_parts_of_an_answer_are_refused_kindly(self):
        for part in ["clientDataJSON", "authenticatorData", "signature", "userHandle"]:
            for value in [None, 1, "", "AA", "////", "e30", "W10", "bnVsbA"]:
                with self.subTest(part=part, value=value):
                    answer = self.passkey.used(self.options())
                    answer["response"][part] = value
                    response = self.send(answer)
                    self.assertEqual(response.status_code, 302)
                    self.assertFalse(get_user(self.client).is_authenticated)

    def test_the_page_holds_a_hidden_button_and_a_word_for_those_without_scripts(self):
        page = self.client.get(reverse("account_login"), {"next": "/stories/"})
        self.assertContains(page, "data-passkey-button hidden")
        self.assertContains(page, "JavaScript is off")
        self.assertContains(page, 'name="next" value="/stories/"')

    def test_after_the_password_it_is_asked_for(self):
        self.type_password(self.member, next="/stories/")
        page = self.client.get(reverse("mfa_authenticate"))
        self.assertContains(page, "Use my passkey")
        self.assertContains(page, "A recovery code")
        options = page.context["js_data"]["request_options"]
        answer = json.dumps(self.passkey.used(options))
        response = self.client.post(reverse("mfa_authenticate"), {"credential": answer})
        self.assertEqual(response["Location"], "/stories/")
        self.assertEqual(get_user(self.client), self.member)

    def test_after_the_password_bad_answers_are_refused_kindly(self):
        self.type_password(self.member)
        url = reverse("mfa_authenticate")
        for answer in bad_answers():
            with self.subTest(answer[:60]):
                cache.clear()
                self.client.get(url)
                response = self.client.post(url, {"credential": answer})
                self.assertContains(response, "The passkey did not work.")

    def test_is_asked_for_again_before_something_that_matters(self):
        self.send(self.passkey.used(self.options()))
        url = reverse("mfa_reauthenticate_webauthn")
        goal = reverse("mfa_generate_recovery_codes")
        page = self.client.get(url, {"next": goal})
        answer = self.passkey.used(page.context["js_data"]["request_options"])
        bad = {**answer, "response": {}}
        response = self.client.post(
            url, {"credential": json.dumps(bad), "next": goal}, follow=True
        )
        self.assertContains(response, "The passkey did not work.")
        self.assertContains(response, f'name="next" value="{goal}"')
        page = self.client.get(url, {"next": goal})
        answer = self.passkey.used(page.context["js_data"]["request_options"])
        response = self.client.post(
            url, {"credential": json.dumps(answer), "next": goal}
        )
        self.assertRedirects(response, goal)


class SecretsTests(FactorsTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.admin = MemberFactory(is_superuser=True, is_staff=True)

    def test_the_technical_admin_shows_no_factors(self):
        self.assertFalse(admin.site.is_registered(Authenticator))
        self.client.force_login(self.admin)
        response = self.client.get("/django-admin/mfa/authenticator/")
        self.assertEqual(response.status_code, 404)

    def test_no_admin_page_about_the_person_shows_keys(self):
        secret = self.give_app(self.member)
        codes = self.give_codes(self.member)
        seed = Authenticator.objects.get(type="recovery_codes").data["seed"]
        self.client.force_login(self.admin)
        for address in [
            f"/django-admin/accounts/user/{self.member.pk}/change/",
            reverse("wagtailusers_users:edit", args=[self.member.pk]),
            reverse("wagtailusers_users:index"),
        ]:
            page = self.client.get(address)
            self.assertEqual(page.status_code, 200)
            for hidden in [secret, seed, *codes]:
                self.assertNotContains(page, hidden)


class CostTests(FactorsTestCase):
    def test_a_member_costs_no_query_more(self):
        self.client.force_login(self.member)
        counts = []
        for is_required in [False, False, True]:
            with (
                override_settings(CLIC_REQUIRE_MFA=is_required),
                CaptureQueriesContext(connection) as queries,
            ):
                self.client.get(reverse("account"))
            counts.append(len(queries))
        # The first is for what is fetched once.
        self.assertEqual(counts[1], counts[2])
        persons = [query for query in queries if "mfa_authenticator" in query["sql"]]
        self.assertEqual(len(persons), 1)
        self.assertIn("accounts_user", persons[0]["sql"])


class ResetTests(FactorsTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.admin = MemberFactory(is_superuser=True, is_staff=True)

    def setUp(self):
        super().setUp()
        self.secret = self.give_app(self.member)
        self.give_codes(self.member)

    def reset(self, actor):
        with self.sending():
            reset_second_factors(self.member, actor)

    def test_takes_away_all_factors_and_recovery_codes(self):
        other = MemberFactory()
        self.give_app(other)
        self.reset(self.admin)
        self.assertEqual(
            [factor.user for factor in Authenticator.objects.all()], [other]
        )

    def test_signs_the_owner_out(self):
        self.type_password(self.member)
        self.client.post(reverse("mfa_authenticate"), {"code": code_of(self.secret)})
        self.assertEqual(get_user(self.client), self.member)
        self.reset(self.admin)
        self.assertFalse(get_user(self.client).is_authenticated)

    def test_is_written_down_without_names(self):
        self.reset(self.admin)
        event = AccountEvent.objects.about(self.member).get()
        self.assertEqual(event.action, AccountEvent.Action.FACTORS_RESET)
        self.assertEqual(event.actor_id, self.admin.pk)

    def test_is_told_to_the_owner(self):
        self.reset(self.admin)
        [message] = mail.outbox
        self.assertEqual(message.to, ["priya@ward.example"])
        self.assertIn("were taken away", message.subject)
        self.assertIn("An administrator of CLIC", message.body)
        self.assertNotIn(self.admin.email, message.body)

    def test_is_for_administrators_alone_and_never_for_oneself(self):
        closed = MemberFactory(is_superuser=True, is_active=False)
        publisher = member_of("Publishers")
        for actor in [self.member, publisher, closed]:
            with self.subTest(actor), self.assertRaises(PermissionDenied):
                self.reset(actor)
        self.member.is_superuser = True
        self.member.save()
        with self.assertRaises(PermissionDenied):
            self.reset(self.member)
        self.assertEqual(self.member.authenticator_set.count(), 2)
        self.assertEqual(mail.outbox, [])
