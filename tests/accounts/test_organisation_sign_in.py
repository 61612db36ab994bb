import os
import time
from contextlib import contextmanager
from unittest.mock import patch
from urllib.parse import parse_qs, urlsplit

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from csp.constants import SELF
from django.conf import settings
from django.contrib import admin
from django.contrib.auth import get_user
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.test import Client, SimpleTestCase, TestCase, override_settings
from django.urls import reverse
from django.utils import timezone
from environs import Env

from accounts.models import AccountEvent, User
from clic_site.settings.organisations import read_organisations
from tests.factories import PASSWORD, MemberFactory, UserFactory, member_of
from tests.openid_provider import CLIENT_SECRET, OTHER_KEY, OpenIDProvider

from .factors import FactorsMixin
from .joining import JoiningMixin, counted_hashes, newest_code, wrong

ADDRESS = "priya@ward.example"
CALLBACK = "/accounts/organisation/oidc/callback/"
FAILED = "That did not work"
# The one query of a page for somebody who is signed out.
MENU = 1
NAMES = [
    ("socialaccount_connections", []),
    ("socialaccount_signup", []),
    ("socialaccount_login_cancelled", []),
    ("socialaccount_login_error", []),
    ("openid_connect_login", ["oidc"]),
    ("openid_connect_callback", ["oidc"]),
    ("openid_connect_login", ["entra"]),
    ("openid_connect_login", ["openid_connect"]),
]
TENANT = "8eaef023-2b34-4da1-9baa-8bc8c9d6a490"
OIDC = {
    "OIDC_NAME": "Fells Trust",
    "OIDC_SERVER_URL": "https://sign-in.fells.example",
    "OIDC_CLIENT_ID": "clic",
    "OIDC_CLIENT_SECRET": "secret",
}
ENTRA = {
    "ENTRA_TENANT_ID": TENANT,
    "ENTRA_CLIENT_ID": "clic",
    "ENTRA_CLIENT_SECRET": "secret",
}


def read(**variables):
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("OIDC_", "ENTRA_"))
    }
    with patch.dict(os.environ, {**kept, **variables}, clear=True):
        return read_organisations(Env())


@contextmanager
def switched_on(*apps):
    providers = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
    with override_settings(
        SOCIALACCOUNT_PROVIDERS={"openid_connect": {**providers, "APPS": list(apps)}}
    ):
        yield


class VariablesTests(SimpleTestCase):
    def test_none_switch_nothing_on(self):
        self.assertEqual(read().apps, [])
        self.assertEqual(read().origins, [])

    def test_all_four_switch_an_openid_server_on(self):
        organisations = read(**OIDC)
        self.assertEqual(organisations.origins, ["https://sign-in.fells.example"])
        (app,) = organisations.apps
        self.assertEqual(app["provider_id"], "oidc")
        self.assertEqual(app["name"], "Fells Trust")

    def test_all_three_switch_entra_on_for_one_organisation(self):
        organisations = read(**ENTRA)
        self.assertEqual(organisations.origins, ["https://login.microsoftonline.com"])
        (app,) = organisations.apps
        self.assertEqual(
            app["settings"]["server_url"],
            f"https://login.microsoftonline.com/{TENANT}/v2.0",
        )
        self.assertEqual(app["name"], "Microsoft")

    def test_both_may_be_on(self):
        self.assertEqual(len(read(**OIDC, **ENTRA).apps), 2)

    def test_half_set_stops_the_start_with_the_missing_ones(self):
        for given in [OIDC, ENTRA]:
            for missing in given:
                for value in [None, "", "  "]:
                    left = {**given, missing: value}
                    left = {
                        name: text for name, text in left.items() if text is not None
                    }
                    with (
                        self.subTest(missing, value=value),
                        self.assertRaisesMessage(
                            ImproperlyConfigured, f"Set {missing} too"
                        ),
                    ):
                        read(**left)

    def test_everybody_is_no_organisation(self):
        consumers = "9188040d-6c67-4c5b-b112-36a304b66dad"
        for tenant in ["common", "organizations", "fells.example", consumers, "../x"]:
            with (
                self.subTest(tenant),
                self.assertRaisesMessage(ImproperlyConfigured, "ENTRA_TENANT_ID must"),
            ):
                read(**{**ENTRA, "ENTRA_TENANT_ID": tenant})

    def test_addresses_that_are_not_safe_stop_the_start(self):
        for address in [
            "http://sign-in.fells.example",
            "sign-in.fells.example",
            "https://",
            "https://user@fells.example",
            "https://fells.example/?a=b",
            "https://fells.example;script-src *",
            "https://fells.example\thttps://evil.example",
            "https://[fells",
        ]:
            with (
                self.subTest(address),
                self.assertRaisesMessage(ImproperlyConfigured, "OIDC_SERVER_URL must"),
            ):
                read(**{**OIDC, "OIDC_SERVER_URL": address})

    def test_the_address_of_the_description_will_do(self):
        address = f"{OIDC['OIDC_SERVER_URL']}/.well-known/openid-configuration"
        (app,) = read(**{**OIDC, "OIDC_SERVER_URL": address}).apps
        self.assertEqual(app["settings"]["server_url"], OIDC["OIDC_SERVER_URL"])

    def test_a_name_too_long_for_a_button_stops_the_start(self):
        with self.assertRaisesMessage(ImproperlyConfigured, "OIDC_NAME"):
            read(**{**OIDC, "OIDC_NAME": "a" * 41})


class SwitchedOffTests(TestCase):
    def test_no_address_exists_for_anybody(self):
        member = Client()
        member.force_login(MemberFactory())
        for name, arguments in NAMES:
            url = reverse(name, args=arguments)
            for client in [self.client, member]:
                with self.subTest(url):
                    for answer in [
                        client.get(url, {"code": "x", "state": "y"}),
                        client.post(url, {"account": "1"}),
                    ]:
                        self.assertIn(answer.status_code, {404, 405})

    def test_nothing_is_shown_and_nothing_asked_of_the_database(self):
        for name in ["account_login", "account_signup"]:
            with self.assertNumQueries(MENU):
                page = self.client.get(reverse(name))
            self.assertNotContains(page, "organisation’s account")

    def test_forms_lead_to_this_site_only(self):
        directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
        self.assertEqual(directives["form-action"], [SELF])

    def test_a_row_in_the_database_switches_nothing_on(self):
        SocialApp.objects.create(
            provider="openid_connect", provider_id="oidc", name="x", client_id="x"
        )
        url = reverse("openid_connect_login", args=["oidc"])
        self.assertEqual(self.client.get(url).status_code, 404)

    def test_no_admin_shows_secrets(self):
        for model in [SocialApp, SocialToken, SocialAccount]:
            self.assertFalse(admin.site.is_registered(model))


class OrganisationTestCase(FactorsMixin, JoiningMixin, TestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.provider = OpenIDProvider().start()
        cls.addClassCleanup(cls.provider.stop)

    def setUp(self):
        super().setUp()
        self.provider.forget()
        self.switch_on(self.provider.settings())

    def switch_on(self, *apps):
        self.enterContext(switched_on(*apps))

    def start(self, client=None, key="oidc", **data):
        url = reverse("openid_connect_login", args=[key])
        return (client or self.client).post(url, data)

    def come_back(self, client=None, key="oidc", **data):
        """Sign in at the organisation and return with what it gave."""
        asked = self.start(client, key, **data)["Location"]
        return (client or self.client).get(self.led_back(asked))

    def led_back(self, asked):
        parts = urlsplit(self.provider.let_in(asked))
        self.assertEqual(f"{parts.scheme}://{parts.netloc}", settings.PUBLIC_URL)
        return f"{parts.path}?{parts.query}"

    def confirm(self, client=None, **changes):
        data = {"display_name": "Priya Raman", "email": ADDRESS, **changes}
        return (client or self.client).post(reverse("socialaccount_signup"), data)

    def join(self, client=None):
        self.come_back(client)
        self.confirm(client)
        return self.enter(newest_code(), client)

    def events(self, user):
        return [
            (event.action, event.code)
            for event in AccountEvent.objects.about(user).order_by("pk")
        ]

    def assertFails(self, response):
        self.assertContains(response, FAILED, status_code=401)
        self.assertTrue(get_user(self.client).is_anonymous)
        self.assertEqual(SocialAccount.objects.count(), 0)


class StartingTests(OrganisationTestCase):
    def test_the_pages_of_signing_in_and_joining_offer_it(self):
        for name in ["account_login", "account_signup"]:
            with self.assertNumQueries(MENU):
                page = self.client.get(reverse(name) + "?next=/stories/")
            self.assertContains(page, "Continue with Fells Trust")
            self.assertContains(
                page, '<input type="hidden" name="next" value="/stories/">'
            )

    def test_leads_there_with_state_nonce_and_pkce(self):
        asked = urlsplit(self.start()["Location"])
        self.assertEqual(f"{asked.scheme}://{asked.netloc}", self.provider.url)
        query = {name: values[0] for name, values in parse_qs(asked.query).items()}
        self.assertEqual(query["redirect_uri"], f"http://testserver{CALLBACK}")
        self.assertEqual(query["response_type"], "code")
        self.assertEqual(query["code_challenge_method"], "S256")
        self.assertEqual(set(query["scope"].split()), {"openid", "profile", "email"})
        self.assertGreaterEqual(len(query["state"]), 16)
        self.assertEqual(len(query["nonce"]), 64)
        again = parse_qs(urlsplit(self.start()["Location"]).query)
        for name in ["state", "nonce", "code_challenge"]:
            self.assertNotEqual(query[name], again[name][0])

    def test_the_way_back_is_one_address_in_every_language_and_under_every_name(self):
        answer = self.client.post(
            "/pl/accounts/organisation/oidc/", headers={"Host": "localhost"}
        )
        query = parse_qs(urlsplit(answer["Location"]).query)
        self.assertEqual(query["redirect_uri"], [f"http://testserver{CALLBACK}"])

    def test_a_request_decides_nothing_about_what_is_asked(self):
        url = reverse("openid_connect_login", args=["oidc"])
        answer = self.client.post(
            f"{url}?scope=admin&auth_params=prompt%3Dnone%26state%3Dx&process=redirect"
        )
        query = parse_qs(urlsplit(answer["Location"]).query)
        self.assertNotIn("prompt", query)
        self.assertNotIn("admin", query["scope"][0])

    def test_nothing_begins_by_opening_an_address(self):
        page = self.client.get(reverse("openid_connect_login", args=["oidc"]))
        self.assertContains(page, "You leave this site and sign in at Fells Trust.")
        self.assertEqual(self.provider.asked, [])

    def test_needs_a_token_against_forgery(self):
        client = Client(enforce_csrf_checks=True)
        self.assertEqual(self.start(client).status_code, 403)

    def test_an_unknown_organisation_is_no_page(self):
        for key in ["entra", "openid_connect", "nobody"]:
            self.assertEqual(self.start(key=key).status_code, 404)

    def test_leaves_to_no_other_site_afterwards(self):
        MemberFactory(email=ADDRESS)
        for target in ["https://evil.example/", "//evil.example/", "/\\evil.example/"]:
            with self.subTest(target):
                answer = self.come_back(Client(), next=target)
                self.assertRedirects(
                    answer, reverse("account"), fetch_redirect_response=False
                )


class NewcomerTests(OrganisationTestCase):
    def test_confirms_the_name_enters_the_code_and_is_in(self):
        answer = self.come_back(next="/stories/?a=b#comments")
        self.assertRedirects(answer, reverse("socialaccount_signup"))
        page = self.client.get(reverse("socialaccount_signup"))
        self.assertContains(page, 'value="Priya Raman"')
        self.assertContains(page, f'value="{ADDRESS}"')
        self.assertContains(page, "Fells Trust has told us this about you.")
        self.assertEqual(len(page.context["form"].fields), 2)
        self.assertEqual(User.objects.count(), 0)

        answer = self.confirm(display_name="Priya")
        self.assertRedirects(answer, reverse("account_email_verification_sent"))
        self.assertTrue(User.objects.get().is_unfinished())
        self.assertFalse(SocialAccount.objects.exists())
        answer = self.enter(newest_code())
        self.assertRedirects(
            answer, "/stories/?a=b#comments", fetch_redirect_response=False
        )
        user = get_user(self.client)
        self.assertEqual((user.email, user.display_name), (ADDRESS, "Priya"))
        self.assertFalse(user.has_usable_password())
        self.assertEqual(
            self.events(user), [("joined", ""), ("organisation_linked", "oidc")]
        )
        connected = SocialAccount.objects.get()
        self.assertEqual((connected.user, connected.uid), (user, "person-1"))
        self.assertEqual(connected.extra_data, {"email": ADDRESS})

    def test_comes_back_without_a_code_and_without_another_mail(self):
        self.join()
        self.client.post(reverse("account_logout"))
        sent = len(mail.outbox)
        self.assertRedirects(self.come_back(), reverse("account"))
        self.assertEqual(get_user(self.client).email, ADDRESS)
        self.assertEqual(len(mail.outbox), sent)

    def test_the_session_ends_with_the_browser(self):
        self.join()
        self.assertTrue(self.client.session.get_expire_at_browser_close())

    def test_without_the_code_there_is_no_account(self):
        self.come_back()
        self.confirm()
        self.enter(wrong(newest_code()))
        self.assertTrue(get_user(self.client).is_anonymous)
        self.assertFalse(SocialAccount.objects.exists())
        another = Client()
        answer = self.come_back(another)
        self.assertRedirects(answer, reverse("socialaccount_signup"))
        self.assertTrue(get_user(another).is_anonymous)

    def test_a_place_of_an_earlier_attempt_gives_way(self):
        self.begin(Client(), display_name="Somebody", password1="the first attempt's")
        self.join()
        user = get_user(self.client)
        self.assertEqual(user.display_name, "Priya Raman")
        self.assertFalse(user.has_usable_password())
        self.assertEqual(User.objects.count(), 1)

    def test_a_place_of_theirs_gives_way_to_who_joins_with_a_password(self):
        self.come_back()
        self.confirm()
        late = newest_code()
        self.begin(other := Client())
        self.enter(newest_code(), other)
        self.enter(late)
        self.assertTrue(get_user(self.client).is_anonymous)
        self.assertTrue(get_user(other).is_authenticated)
        self.assertFalse(SocialAccount.objects.exists())

    def test_another_address_may_be_given(self):
        self.come_back()
        self.confirm(email="priya@home.example")
        self.assertEqual(mail.outbox[-1].to, ["priya@home.example"])
        self.enter(newest_code())
        self.assertEqual(get_user(self.client).email, "priya@home.example")

    def test_names_are_cleaned_and_shown_to_be_changed(self):
        self.provider.claims["name"] = " Pri\u202eya\x00 \u200b <b>R</b> " + "a" * 300
        self.come_back()
        page = self.client.get(reverse("socialaccount_signup"))
        self.assertEqual(
            page.context["form"].initial["display_name"],
            ("Priya <b>R</b> " + "a" * 300)[:60],
        )
        self.assertContains(page, "Priya &lt;b&gt;R&lt;/b&gt;")

    def test_a_look_alike_name_waits(self):
        member_of("Comment moderators", display_name="Sarah Okafor")
        self.provider.claims["name"] = "Sarah 0kafor"
        self.come_back()
        self.confirm(display_name="Sarah 0kafor")
        self.enter(newest_code())
        user = get_user(self.client)
        self.assertEqual(
            (user.display_name, user.held_name), ("Member", "Sarah 0kafor")
        )

    def test_mistakes_are_said_beside_what_was_typed(self):
        self.come_back()
        for changes in [
            {"display_name": ""},
            {"display_name": "\u2800"},
            {"display_name": "a@b"},
            {"email": "nowhere"},
            {"email": "a\x00@ward.example"},
            {"email": "a" * 300 + "@ward.example"},
        ]:
            with self.subTest(changes):
                answer = self.confirm(**changes)
                self.assertEqual(answer.status_code, 422)
                self.assertTrue(answer.context["form"].errors)
        answer = self.client.post(reverse("socialaccount_signup"))
        self.assertEqual(answer.status_code, 422)
        self.assertEqual(User.objects.count(), 0)
        self.assertRedirects(self.confirm(), reverse("account_email_verification_sent"))

    def test_nobody_makes_themselves_staff(self):
        self.provider.claims |= {"is_superuser": True, "groups": ["Publishers"]}
        self.come_back()
        self.confirm(is_superuser="on", is_staff="on", groups="1", user="1")
        self.enter(newest_code(), is_superuser="on")
        user = get_user(self.client)
        self.assertFalse(user.is_superuser or user.is_staff or user.groups.exists())

    def test_confirming_twice_makes_one_account(self):
        self.come_back()
        self.confirm()
        self.assertRedirects(
            self.confirm(), reverse("account"), fetch_redirect_response=False
        )
        self.enter(newest_code())
        self.assertEqual(User.objects.count(), 1)

    def test_whoever_comes_to_the_computer_later_finishes_nothing(self):
        self.come_back()
        with patch("time.time", return_value=time.time() + 15 * 60 + 1):
            page = self.client.get(reverse("socialaccount_signup"))
            self.assertRedirects(
                page, reverse("account"), fetch_redirect_response=False
            )
            self.assertRedirects(
                self.confirm(), reverse("account"), fetch_redirect_response=False
            )
        self.assertEqual(User.objects.count(), 0)

    def test_nobody_sends_codes_to_everyone(self):
        with self.settings(
            ACCOUNT_RATE_LIMITS={**settings.ACCOUNT_RATE_LIMITS, "signup": "1/m/ip"}
        ):
            self.come_back()
            self.confirm()
            self.come_back(other := Client())
            self.assertEqual(self.confirm(other).status_code, 429)
        self.assertEqual(len(mail.outbox), 1)

    def test_the_page_is_nobodys_without_the_organisation(self):
        answer = self.client.get(reverse("socialaccount_signup"))
        self.assertRedirects(answer, reverse("account"), fetch_redirect_response=False)

    def test_an_organisation_that_tells_no_address_or_name_lets_people_type_them(self):
        for name in ["email", "name", "email_verified"]:
            self.provider.claims.pop(name)
        self.assertRedirects(self.come_back(), reverse("socialaccount_signup"))
        self.confirm()
        self.enter(newest_code())
        self.assertEqual(SocialAccount.objects.get().user, get_user(self.client))

    def test_reads_on_in_the_language_they_began_in(self):
        asked = self.client.post("/pl/accounts/organisation/oidc/")["Location"]
        answer = self.client.get(self.led_back(asked))
        self.assertEqual(answer["Location"], "/pl/accounts/organisation/join/")

    def test_no_token_is_kept_anywhere(self):
        self.come_back()
        for session in Session.objects.all():
            self.assertNotIn("let-me-ask", str(session.get_decoded()))
        self.assertFalse(SocialToken.objects.exists())


class MatchingTests(OrganisationTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.member = MemberFactory(email=ADDRESS, display_name="Priya")

    def test_an_address_that_both_have_checked_signs_in_and_connects(self):
        self.provider.claims["email"] = "Priya@WARD.example"
        answer = self.come_back(next="/stories/")
        self.assertRedirects(answer, "/stories/", fetch_redirect_response=False)
        self.assertEqual(get_user(self.client), self.member)
        self.assertEqual(SocialAccount.objects.get().user, self.member)
        self.assertEqual(self.events(self.member), [("organisation_linked", "oidc")])
        (message,) = mail.outbox
        self.assertEqual(message.to, [ADDRESS])
        self.assertIn("Your account at Fells Trust is connected", message.body)
        self.member.refresh_from_db()
        self.assertEqual(self.member.display_name, "Priya")
        self.assertTrue(self.member.check_password(PASSWORD))

    def test_an_address_the_organisation_has_not_checked_opens_nothing(self):
        for claim in [False, None, "false", "no", 0, [], {"true": True}, "False", 2]:
            with self.subTest(claim):
                self.provider.claims["email_verified"] = claim
                client = Client()
                self.assertRedirects(
                    self.come_back(client), reverse("socialaccount_signup")
                )
                self.assertTrue(get_user(client).is_anonymous)
        self.assertFalse(SocialAccount.objects.exists())

    def test_one_that_says_so_in_words_is_believed(self):
        self.provider.claims["email_verified"] = "true"
        self.come_back()
        self.assertEqual(get_user(self.client), self.member)

    def test_an_address_that_we_have_not_checked_opens_nothing(self):
        EmailAddress.objects.filter(user=self.member).update(verified=False)
        self.assertRedirects(self.come_back(), reverse("socialaccount_signup"))
        self.confirm()
        self.assertIn("You have an account already", mail.outbox[-1].body)
        self.assertTrue(get_user(self.client).is_anonymous)

    def test_an_address_that_somebody_has_given_up_opens_nothing(self):
        User.objects.filter(pk=self.member.pk).update(email="new@ward.example")
        self.assertRedirects(self.come_back(), reverse("socialaccount_signup"))
        self.assertTrue(get_user(self.client).is_anonymous)

    def test_else_the_code_from_the_mailbox_connects(self):
        self.provider.claims["email_verified"] = False
        self.come_back(next="/stories/")
        answer = self.confirm(display_name="Somebody Else")
        self.assertRedirects(answer, reverse("account_email_verification_sent"))
        self.assertIn("sign in to your account with Fells Trust", mail.outbox[-1].body)
        self.enter(wrong(newest_code()))
        self.assertTrue(get_user(self.client).is_anonymous)
        self.assertFalse(SocialAccount.objects.exists())
        answer = self.enter(newest_code())
        self.assertRedirects(answer, "/stories/", fetch_redirect_response=False)
        self.assertEqual(get_user(self.client), self.member)
        self.assertEqual(SocialAccount.objects.get().user, self.member)
        self.member.refresh_from_db()
        self.assertEqual(self.member.display_name, "Priya")
        self.assertTrue(self.member.check_password(PASSWORD))

    def test_another_code_replaces_the_first(self):
        self.provider.claims["email_verified"] = False
        self.come_back()
        self.confirm()
        first = newest_code()
        self.wait_a_minute()
        self.client.post(
            reverse("account_email_verification_sent"), {"action": "resend"}
        )
        self.assertEqual(len(mail.outbox), 2)
        self.assertIn("with Fells Trust", mail.outbox[-1].body)
        if first != newest_code():
            self.enter(first)
            self.assertTrue(get_user(self.client).is_anonymous)
        self.enter(newest_code())
        self.assertEqual(get_user(self.client), self.member)

    def test_the_code_of_one_browser_is_worth_nothing_in_another(self):
        self.provider.claims["email_verified"] = False
        self.come_back()
        self.confirm()
        self.enter(newest_code(), client=(other := Client()))
        self.assertTrue(get_user(other).is_anonymous)

    def test_an_address_changed_there_moves_nothing_here(self):
        other = MemberFactory(email="other@ward.example")
        self.come_back()
        self.client.post(reverse("account_logout"))
        self.provider.claims["email"] = other.email
        self.come_back(client := Client())
        self.assertEqual(get_user(client), self.member)
        self.member.refresh_from_db()
        self.assertEqual(self.member.email, ADDRESS)

    def test_whoever_gets_the_address_there_later_gets_nothing_here(self):
        self.come_back()
        self.provider.claims["sub"] = "person-2"
        client = Client()
        self.assertRedirects(self.come_back(client), reverse("socialaccount_signup"))
        self.assertTrue(get_user(client).is_anonymous)

    def test_a_second_factor_is_asked_first(self):
        self.give_app(self.member)
        answer = self.come_back()
        self.assertRedirects(answer, reverse("mfa_authenticate"))
        self.assertTrue(get_user(self.client).is_anonymous)
        self.assertFalse(SocialAccount.objects.exists())
        self.assertEqual(len(mail.outbox), 0)

    @override_settings(CLIC_REQUIRE_MFA=True)
    def test_a_second_factor_that_is_missing_has_to_be_set_up(self):
        publisher = member_of("Publishers", email="publisher@ward.example")
        self.provider.claims["email"] = publisher.email
        answer = self.come_back(next="/admin/")
        self.assertEqual(get_user(self.client), publisher)
        answer = self.client.get(answer["Location"])
        self.assertTrue(answer["Location"].startswith(reverse("mfa_index")))

    def test_somebody_suspended_is_told_so_and_stays_out(self):
        User.objects.filter(pk=self.member.pk).update(suspended_at=timezone.now())
        answer = self.come_back()
        self.assertEqual(answer.status_code, 403)
        self.assertTrue(get_user(self.client).is_anonymous)
        self.assertFalse(SocialAccount.objects.exists())

    def test_somebody_suspended_who_is_connected_stays_out_too(self):
        SocialAccount.objects.create(user=self.member, provider="oidc", uid="person-1")
        User.objects.filter(pk=self.member.pk).update(suspended_at=timezone.now())
        self.assertEqual(self.come_back().status_code, 403)
        self.assertTrue(get_user(self.client).is_anonymous)

    def test_a_closed_account_stays_closed(self):
        SocialAccount.objects.create(user=self.member, provider="oidc", uid="person-1")
        User.objects.filter(pk=self.member.pk).update(is_active=False)
        self.assertRedirects(self.come_back(), reverse("account_inactive"))
        self.assertTrue(get_user(self.client).is_anonymous)

    def test_an_administrators_entry_without_a_password_is_found(self):
        entered = UserFactory(email="entered@ward.example", password=None)
        EmailAddress.objects.create(
            user=entered, email=entered.email, verified=True, primary=True
        )
        self.provider.claims["email"] = entered.email
        self.come_back()
        self.assertEqual(get_user(self.client), entered)


class NobodyLearnsWhoHasAnAccountTests(OrganisationTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.known = MemberFactory(email="known@ward.example")
        cls.closed = MemberFactory(email="closed@ward.example", is_active=False)

    def test_every_address_is_answered_alike(self):
        self.provider.claims["email_verified"] = False
        answers = []
        for number, address in enumerate(
            ["known@ward.example", "closed@ward.example", "nobody@ward.example"]
        ):
            self.provider.claims["sub"] = f"person-{number}"
            client = Client()
            self.come_back(client)
            before = len(mail.outbox)
            with counted_hashes() as hashes:
                answer = self.confirm(client, email=address)
            page = client.get(answer["Location"]).content.decode()
            page = page.replace(address, "ADDRESS")
            entrance = client.get(reverse("account_login"))
            answers.append(
                (
                    answer.status_code,
                    answer["Location"],
                    len(hashes),
                    len(mail.outbox) - before,
                    "csrfmiddlewaretoken" in page,
                    page.count("ADDRESS"),
                    entrance.status_code,
                    sorted(client.cookies),
                )
            )
        self.assertEqual(answers[0], answers[1])
        self.assertEqual(answers[0], answers[2])
        self.assertEqual(answers[0][2:4], (1, 1))

    def test_no_mailbox_is_filled(self):
        self.provider.claims["email_verified"] = False
        for number in range(6):
            self.provider.claims["sub"] = f"person-{number}"
            client = Client()
            self.come_back(client)
            self.confirm(client, email="known@ward.example")
        self.assertEqual(len(mail.outbox), 3)


class EntraTests(OrganisationTestCase):
    """Microsoft Entra says nothing about the mailbox, but whose the domain is."""

    @classmethod
    def setUpTestData(cls):
        cls.member = MemberFactory(email=ADDRESS)

    def setUp(self):
        super().setUp()
        (entra,) = read(**ENTRA).apps
        options = {**entra["settings"]}
        del options["server_url"]
        self.switch_on(self.provider.settings("entra", "Microsoft", **options))
        self.provider.in_token = {"name", "email"}
        self.provider.claims.pop("email_verified")

    def test_is_offered_by_name(self):
        page = self.client.get(reverse("account_login"))
        self.assertContains(page, "Continue with Microsoft")

    def test_asks_nobody_but_the_token(self):
        self.come_back(key="entra")
        self.assertNotIn("/details", self.provider.asked)

    def test_an_address_of_a_domain_that_is_the_organisations_matches(self):
        for claim in [True, 1, "1", "true"]:
            with self.subTest(claim):
                SocialAccount.objects.all().delete()
                self.provider.token = {"xms_edov": claim}
                self.come_back(client := Client(), key="entra")
                self.assertEqual(get_user(client), self.member)

    def test_any_other_has_to_be_proved(self):
        for claims in [
            {},
            {"xms_edov": False},
            {"xms_edov": "0"},
            {"xms_edov": 0},
            {"email_verified": True},
        ]:
            with self.subTest(claims):
                self.provider.token = claims
                client = Client()
                answer = self.come_back(client, key="entra")
                self.assertRedirects(answer, reverse("socialaccount_signup"))
                self.assertTrue(get_user(client).is_anonymous)


class ConnectingTests(OrganisationTestCase):
    def setUp(self):
        super().setUp()
        self.member = MemberFactory(email="member@ward.example")
        self.sign_in(self.member)
        self.url = reverse("socialaccount_connections")

    def connect(self):
        return self.come_back()

    def disconnect(self, account):
        return self.client.post(self.url, {"account": account})

    def test_asks_for_the_password_first(self):
        client = Client()
        client.force_login(self.member)
        answer = client.get(self.url)
        self.assertTrue(
            answer["Location"].startswith(reverse("account_reauthenticate"))
        )
        answer = self.start(client)
        self.assertTrue(
            answer["Location"].startswith(reverse("account_reauthenticate"))
        )
        self.assertEqual(self.provider.asked, [])

    def test_is_for_people_who_are_signed_in(self):
        answer = Client().get(self.url)
        self.assertTrue(answer["Location"].startswith(reverse("account_login")))

    def test_connects_whatever_the_address_and_tells_the_owner(self):
        self.provider.claims["email_verified"] = False
        answer = self.connect()
        self.assertRedirects(answer, self.url, fetch_redirect_response=False)
        page = self.client.get(self.url)
        self.assertContains(page, "You can sign in with Fells Trust from now on.")
        self.assertContains(page, ADDRESS)
        self.assertEqual(SocialAccount.objects.get().user, self.member)
        self.assertEqual(self.events(self.member), [("organisation_linked", "oidc")])
        self.assertEqual(mail.outbox[-1].to, [self.member.email])
        self.member.refresh_from_db()
        self.assertEqual(self.member.email, "member@ward.example")

    def test_offers_what_is_not_connected(self):
        self.assertContains(self.client.get(self.url), "Connect Fells Trust")
        self.connect()
        self.assertNotContains(self.client.get(self.url), "Connect Fells Trust")

    def test_connecting_twice_says_so_and_mails_once(self):
        self.connect()
        self.connect()
        page = self.client.get(self.url)
        self.assertContains(page, "was connected already")
        self.assertEqual(len(mail.outbox), 1)

    def test_what_signs_somebody_else_in_is_not_taken(self):
        other = MemberFactory()
        SocialAccount.objects.create(user=other, provider="oidc", uid="person-1")
        self.connect()
        page = self.client.get(self.url)
        self.assertContains(page, "is connected to another account here")
        self.assertEqual(SocialAccount.objects.get().user, other)
        self.assertEqual(get_user(self.client), self.member)

    def test_somebody_elses_start_connects_nothing(self):
        asked = self.start()["Location"]
        session = self.client.session
        states = session["socialaccount_states"]
        for state, *_rest in states.values():
            state["begun_by"] = self.member.pk + 1
        session["socialaccount_states"] = states
        session.save()
        self.client.get(self.led_back(asked))
        self.assertFalse(SocialAccount.objects.exists())
        page = self.client.get(self.url)
        self.assertContains(page, "You were signed out meanwhile")

    def test_disconnects_and_tells_the_owner(self):
        self.connect()
        answer = self.disconnect(SocialAccount.objects.get().pk)
        self.assertRedirects(answer, self.url)
        self.assertFalse(SocialAccount.objects.exists())
        self.assertIn("was disconnected", mail.outbox[-1].body)
        self.assertEqual(
            self.events(self.member)[-1], ("organisation_unlinked", "oidc")
        )
        self.client.post(reverse("account_logout"))
        self.assertRedirects(self.come_back(), reverse("socialaccount_signup"))

    def test_other_peoples_connections_are_out_of_reach(self):
        theirs = SocialAccount.objects.create(
            user=MemberFactory(), provider="oidc", uid="person-9"
        )
        for account in [theirs.pk, "", "x", "\x00", "9" * 400, -1]:
            with self.subTest(account):
                self.assertEqual(self.disconnect(account).status_code, 422)
        self.assertTrue(SocialAccount.objects.filter(pk=theirs.pk).exists())

    def test_the_only_way_in_stays(self):
        self.connect()
        EmailAddress.objects.filter(user=self.member).delete()
        User.objects.filter(pk=self.member.pk).update(password="!unusable")
        client = Client()
        client.force_login(User.objects.get(pk=self.member.pk))
        account = SocialAccount.objects.get()
        with patch(
            "accounts.reauthentication.has_lately_entered_code", lambda _r: True
        ):
            answer = client.post(self.url, {"account": account.pk})
        self.assertContains(answer, "This is your only way to sign in", status_code=422)
        self.assertTrue(SocialAccount.objects.exists())

    def test_a_connection_to_what_was_switched_off_can_be_taken_off(self):
        old = SocialAccount.objects.create(
            user=self.member, provider="entra", uid="person-1"
        )
        self.assertContains(self.client.get(self.url), "entra")
        self.assertRedirects(self.disconnect(old.pk), self.url)


class TroubleTests(OrganisationTestCase):
    """Whatever is sent here, by hand or by a server out of order, ends in a kind page."""

    @classmethod
    def setUpTestData(cls):
        cls.member = MemberFactory(email=ADDRESS)

    def test_hand_made_returns(self):
        asked = parse_qs(urlsplit(self.start()["Location"]).query)
        state = asked["state"][0]
        for query in [
            {},
            {"code": "x"},
            {"state": state[::-1], "code": "x"},
            {"state": "\x00", "code": "x"},
            {"state": "a" * 4000, "code": "x"},
            {"state": state},
        ]:
            with self.subTest(query):
                self.assertFails(self.client.get(CALLBACK, query))

    def test_a_code_that_nobody_gave(self):
        for code in ["x", "", "\x00", "é" * 500, "<script>"]:
            with self.subTest(code):
                state = parse_qs(urlsplit(self.start()["Location"]).query)["state"][0]
                self.assertFails(
                    self.client.get(CALLBACK, {"code": code, "state": state})
                )

    def test_a_return_works_once_and_in_its_own_browser(self):
        asked = self.start()["Location"]
        back = self.led_back(asked)
        self.assertContains(Client().get(back), FAILED, status_code=401)
        self.client.get(back)
        self.assertEqual(get_user(self.client), self.member)
        self.client.post(reverse("account_logout"))
        self.assertContains(self.client.get(back), FAILED, status_code=401)
        self.assertTrue(get_user(self.client).is_anonymous)

    def test_a_code_redeemed_by_somebody_else_first(self):
        back = self.led_back(self.start()["Location"])
        self.provider.codes.clear()
        self.assertFails(self.client.get(back))

    def test_a_return_after_too_long(self):
        back = self.led_back(self.start()["Location"])
        with patch("time.time", return_value=time.time() + 601):
            answer = self.client.get(back)
        self.assertFails(answer)

    def test_turning_back_is_no_error(self):
        state = parse_qs(urlsplit(self.start()["Location"]).query)["state"][0]
        answer = self.client.get(
            CALLBACK, {"error": "access_denied", "state": state}, follow=True
        )
        self.assertContains(answer, "You came back before you had signed in.")

    def test_other_refusals_and_what_they_say_are_not_repeated(self):
        for error in ["server_error", "<b>x</b>", "\x00"]:
            state = parse_qs(urlsplit(self.start()["Location"]).query)["state"][0]
            answer = self.client.get(
                CALLBACK,
                {
                    "error": error,
                    "error_description": "<b>call 123</b>",
                    "state": state,
                },
            )
            self.assertFails(answer)
            self.assertNotContains(answer, "call 123", status_code=401)

    def test_no_other_way_of_asking(self):
        self.assertEqual(self.client.post(CALLBACK).status_code, 405)
        self.assertEqual(self.client.put(CALLBACK).status_code, 405)

    def test_the_pages_themselves(self):
        self.assertContains(
            self.client.get(reverse("socialaccount_login_error")), FAILED
        )
        self.assertContains(
            self.client.get(reverse("socialaccount_login_cancelled")),
            "You are not signed in",
        )

    def test_a_server_that_is_out_of_order_at_the_start(self):
        path = "/.well-known/openid-configuration"
        for answer in _nonsense():
            with self.subTest(str(answer)[:60]):
                self.provider.answers = {path: answer}
                self.assertFails(self.start())

    def test_a_server_that_is_not_there(self):
        gone = OpenIDProvider()
        gone.server.server_close()
        self.switch_on(gone.settings())
        self.assertFails(self.start())

    def test_a_server_that_describes_itself_strangely(self):
        elsewhere = "https://evil.example"
        for changes in [
            {"issuer": elsewhere},
            {"issuer": None},
            {"authorization_endpoint": f"{elsewhere}/authorize"},
            {"authorization_endpoint": "javascript:alert(1)"},
            {"authorization_endpoint": None},
            {"authorization_endpoint": f"{self.provider.url}/authorize?a=b"},
            {"token_endpoint": "file:///etc/passwd"},
            {"token_endpoint": 5},
            {"jwks_uri": ""},
            {"userinfo_endpoint": "http://["},
        ]:
            with self.subTest(changes):
                self.provider.config = changes
                self.assertFails(self.start())

    def test_a_server_that_breaks_down_on_the_way_back(self):
        for path in ["/token", "/keys", "/details"]:
            for answer in _nonsense():
                with self.subTest(path, answer=str(answer)[:60]):
                    self.provider.answers = {path: answer}
                    self.assertFails(self.come_back())

    def test_tokens_that_are_not_ours(self):
        now = int(time.time())
        for claims in [
            {"iss": "https://evil.example"},
            {"aud": "another site"},
            {"aud": ["clic", "another site"], "azp": "another site"},
            {"exp": now - 600},
            {"iat": now + 3600},
            {"nonce": "another sign-in"},
            {"nonce": None},
            {"exp": None},
            {"iat": None},
            {"sub": "somebody else than the details"},
            {"sub": ""},
            {"sub": "a" * 200},
            {"sub": "a\x00"},
            {"sub": None},
        ]:
            with self.subTest(claims):
                self.provider.token = claims
                self.assertFails(self.come_back())

    def test_tokens_that_nobody_signed(self):
        self.provider.signing_key = OTHER_KEY
        self.assertFails(self.come_back())
        self.provider.signing_key = CLIENT_SECRET
        self.provider.algorithm = "HS256"
        self.assertFails(self.come_back())
        self.provider.algorithm = "none"
        self.assertFails(self.come_back())

    def test_tokens_that_are_none(self):
        for token in ["", "a.b.c", "x" * 10_000, None, 5, ["a"], {}]:
            with self.subTest(str(token)[:20]):
                self.provider.answers = {
                    "/token": (200, {"access_token": "x", "id_token": token})
                }
                self.assertFails(self.come_back())

    def test_claims_of_the_wrong_kind(self):
        self.provider.claims |= {"email": ["x"], "name": {"a": 1}}
        self.assertRedirects(self.come_back(), reverse("socialaccount_signup"))
        self.provider.claims |= {"email": "no address", "name": "\ud800 x"}
        self.assertRedirects(self.come_back(Client()), reverse("socialaccount_signup"))

    def test_the_log_tells_operators_what_is_wrong_and_no_secret(self):
        self.provider.config = {"issuer": "https://evil.example"}
        with self.assertLogs("accounts.organisation_adapter", "WARNING") as logged:
            self.start()
        self.assertIn("calls itself something else", logged.output[0])
        self.provider.forget()
        self.provider.answers = {"/token": (400, {"error": CLIENT_SECRET})}
        with self.assertLogs("accounts.organisation_adapter", "WARNING") as logged:
            self.come_back()
        self.assertIn("/token answers with 400", logged.output[0])
        self.assertNotIn(CLIENT_SECRET, logged.output[0])

    def test_an_organisation_that_is_switched_off_on_the_way(self):
        self.provider.claims["email_verified"] = False
        self.come_back()
        with switched_on():
            url = reverse("socialaccount_signup")
            self.assertEqual(self.client.get(url).status_code, 404)
        self.confirm()
        code = newest_code()
        with switched_on():
            self.assertEqual(self.client.get(reverse("account_login")).status_code, 200)
            self.assertEqual(self.enter(code).status_code, 302)
        self.assertTrue(get_user(self.client).is_anonymous)

    def test_too_many_starts_have_to_wait(self):
        with patch("accounts.views.organisations.within_limit", return_value=False):
            answer = self.start()
        self.assertEqual(answer.status_code, 429)
        self.assertEqual(self.provider.asked, [])


def _nonsense():
    return [
        (500, {}),
        (404, "not here"),
        (302, {}),
        (200, ""),
        (200, "<html>"),
        (200, "[]"),
        (200, "5"),
        (200, "null"),
        (200, {}),
        (200, b"\xff\xfe\x00"),
        (200, "[" * 100_000),
        (200, b"x" * 600_000),
        (200, {"keys": "x", "id_token": {"a": 1}, "access_token": 5, "issuer": 5}),
        (200, {"keys": [5, None, {"kty": "RSA"}], "sub": 5}),
    ]
