"""Whoever can publish, moderate or administer reaches nothing before a second factor is set up."""

from urllib.parse import quote

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user
from django.contrib.auth.models import Group, Permission
from django.test import Client, TestCase, override_settings
from django.urls import reverse

from accounts.models import User
from tests.factories import DocumentFactory, MemberFactory, member_of

from .factors import FactorsMixin, Passkey, code_of

SET_UP = "/accounts/2fa/"
EVERYWHERE = [
    "/",
    "/stories/",
    "/search/?q=a%5Cb&topic=x",
    "/account/",
    "/account/toolkit/",
    "/accounts/password/change/",
    "/accounts/email/",
    "/accounts/sessions/",
    "/accounts/2fa/recovery-codes/",
    "/accounts/2fa/recovery-codes/generate/",
    "/accounts/2fa/webauthn/",
    "/admin/",
    "/admin/pages/",
    "/admin/login/",
    "/admin/account/",
    "/admin/users/",
    "/admin/api/main/pages/",
    "/admin/jsi18n/",
    "/django-admin/",
    "/django-admin/login/",
    "/django-admin/accounts/user/",
    "/comments/",
    "/feedback/",
    "/feeds/",
    "/sitemap.xml",
    "/robots.txt",
    "/media/pictures/lake.png",
    "/documents/1/template.txt",
    "/downloads/template/",
    "/no-such-page/",
    "/accounts/2fa/no-such-page/",
    "//accounts/2fa/",
    "/accounts/2fa/../../admin/",
]


@override_settings(CLIC_REQUIRE_MFA=True)
class ForcedTestCase(FactorsMixin, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.member = MemberFactory()
        cls.publisher = member_of("Publishers")
        cls.admin = MemberFactory(is_superuser=True, is_staff=True)

    def assert_led_to_set_up(self, response, asked_for=None):
        expected = SET_UP
        if asked_for is not None:
            expected += f"?next={quote(asked_for, safe='')}"
        self.assertEqual(response.status_code, 302)
        self.assertEqual(response["Location"], expected)


class WhoTests(ForcedTestCase):
    def is_led_to_set_up(self, user):
        client = Client()
        client.force_login(user)
        response = client.get("/account/")
        return response.status_code == 302

    def test_everyone_with_powers(self):
        permission = Permission.objects.get(codename="access_admin")
        given = MemberFactory()
        given.user_permissions.add(permission)
        group = Group.objects.create(name="A group of the site's own")
        group.permissions.add(permission)
        people = {
            "administrator": self.admin,
            "publisher": self.publisher,
            "editor": member_of("Editors"),
            "comment moderator": member_of("Comment moderators"),
            "technical staff": MemberFactory(is_staff=True),
            "with a right of their own": given,
            "in a group with a right": member_of(group.name),
        }
        for name, person in people.items():
            with self.subTest(name):
                self.assertTrue(self.is_led_to_set_up(person))

    def test_not_members(self):
        self.assertFalse(self.is_led_to_set_up(self.member))
        Group.objects.create(name="A group that may do nothing")
        self.assertFalse(
            self.is_led_to_set_up(member_of("A group that may do nothing"))
        )

    def test_not_signed_out_readers(self):
        self.assertEqual(Client().get("/accounts/login/").status_code, 200)

    def test_not_those_who_have_a_second_factor(self):
        self.give_app(self.publisher)
        self.assertFalse(self.is_led_to_set_up(self.publisher))

    def test_recovery_codes_alone_are_none(self):
        self.give_codes(self.publisher)
        self.assertTrue(self.is_led_to_set_up(self.publisher))

    def test_a_promotion_counts_from_the_next_request(self):
        self.client.force_login(self.member)
        self.assertEqual(self.client.get("/account/").status_code, 200)
        self.member.groups.add(Group.objects.get(name="Comment moderators"))
        self.assert_led_to_set_up(self.client.get("/account/"), "/account/")

    def test_a_factor_that_was_taken_away_counts_from_the_next_request(self):
        self.give_app(self.publisher)
        self.client.force_login(self.publisher)
        self.assertEqual(self.client.get("/account/").status_code, 200)
        Authenticator.objects.all().delete()
        self.assert_led_to_set_up(self.client.get("/account/"), "/account/")

    @override_settings(CLIC_REQUIRE_MFA=False)
    def test_nobody_where_it_is_switched_off(self):
        self.assertFalse(self.is_led_to_set_up(self.admin))


class WhereTests(ForcedTestCase):
    def setUp(self):
        super().setUp()
        self.client.force_login(self.admin)

    def test_leads_from_everywhere_to_the_set_up(self):
        document = DocumentFactory()
        for address in [*EVERYWHERE, document.url]:
            with self.subTest(address):
                response = self.client.get(address)
                self.assertEqual(response.status_code, 302)
                self.assertTrue(response["Location"].startswith(SET_UP + "?next="))

    def test_in_every_language(self):
        for code in ["pl", "ar"]:
            with self.subTest(code):
                response = self.client.get(f"/{code}/account/")
                self.assertEqual(
                    response["Location"],
                    f"/{code}{SET_UP}?next=%2F{code}%2Faccount%2F",
                )
                self.assertEqual(self.client.get(f"/{code}{SET_UP}").status_code, 200)

    def test_with_every_method(self):
        for method in ["post", "put", "patch", "delete", "options", "trace"]:
            for address in ["/account/", "/admin/", "/feedback/", "/django-admin/"]:
                with self.subTest(method=method, address=address):
                    response = getattr(self.client, method)(address)
                    self.assert_led_to_set_up(response)
        self.assert_led_to_set_up(self.client.head("/admin/"), "/admin/")

    def test_whatever_kind_of_answer_is_asked_for(self):
        for headers in [
            {"accept": "application/json"},
            {"x-requested-with": "XMLHttpRequest"},
            {"hx-request": "true"},
        ]:
            with self.subTest(headers):
                response = self.client.get("/admin/", headers=headers)
                self.assert_led_to_set_up(response, "/admin/")

    def test_nothing_is_changed_meanwhile(self):
        self.client.post("/account/", {"display_name": "Another"})
        self.client.post(
            reverse("wagtailusers_users:delete", args=[self.member.pk]), {}
        )
        self.admin.refresh_from_db()
        self.assertNotEqual(self.admin.display_name, "Another")
        self.assertTrue(User.objects.filter(pk=self.member.pk).exists())

    def test_the_answer_is_kept_by_nobody(self):
        response = self.client.get("/stories/")
        self.assertIn("no-store", response.headers["Cache-Control"])

    def test_health_stays_open(self):
        self.assertEqual(self.client.get("/healthz").status_code, 200)

    def test_signing_out_stays_possible(self):
        for address in ["/accounts/logout/", "/admin/logout/", "/django-admin/logout/"]:
            with self.subTest(address):
                self.client.force_login(self.admin)
                self.client.post(address)
                self.assertFalse(get_user(self.client).is_authenticated)


class SetUpTests(ForcedTestCase):
    def test_says_why_and_what_to_do(self):
        self.client.force_login(self.publisher)
        page = self.client.get(SET_UP)
        self.assertContains(page, "<h1>Set up a second factor</h1>")
        self.assertContains(page, "more than a password")
        self.assertContains(page, "Add a passkey")
        self.assertContains(page, "Add an authenticator app")
        self.assertContains(page, "Sign out")
        self.assertNotContains(page, "Recovery codes")

    def test_an_app_leads_through_recovery_codes_to_where_they_were_going(self):
        goal = "/admin/pages/?a=b&c=d"
        self.type_password(self.publisher)
        response = self.client.get(goal)
        self.assert_led_to_set_up(response, goal)
        page = self.client.get(response["Location"])
        add = f"{reverse('mfa_activate_totp')}?next={quote(goal)}"
        self.assertContains(page, add.replace("&", "&amp;"))
        recheck = self.client.get(add)
        self.assertIn(reverse("account_reauthenticate"), recheck["Location"])
        self.recheck()
        page = self.client.get(add)
        self.assertContains(page, 'name="next" value="/admin/pages/?a=b&amp;c=d"')
        secret = page.context["form"].secret
        response = self.client.post(
            reverse("mfa_activate_totp"), {"code": code_of(secret), "next": goal}
        )
        codes = self.client.get(response["Location"])
        self.assertContains(codes, "Save your recovery codes")
        self.assertContains(codes, 'name="next" value="/admin/pages/?a=b&amp;c=d"')
        response = self.client.post(reverse("mfa_view_recovery_codes"), {"next": goal})
        self.assertEqual(response["Location"], goal)
        self.assertEqual(self.client.get("/admin/").status_code, 200)

    def test_a_passkey_does_as_well(self):
        self.sign_in(self.admin)
        response = self.add_passkey(Passkey())
        self.assertRedirects(response, reverse("mfa_view_recovery_codes"))
        self.assertEqual(self.client.get("/admin/").status_code, 200)

    def test_leads_to_no_other_site(self):
        self.sign_in(self.publisher)
        self.give_app(self.publisher)
        for target in ["https://evil.example/", "//evil.example/", "/\\evil.example"]:
            with self.subTest(target):
                page = self.client.get(SET_UP, {"next": target})
                self.assertNotContains(page, "Continue to where")
                response = self.client.get(
                    reverse("mfa_activate_totp"), {"next": target}
                )
                self.assertEqual(response["Location"], SET_UP)

    def test_an_endless_address_is_not_led_on_to(self):
        self.client.force_login(self.publisher)
        response = self.client.get("/" + "x" * 5000)
        self.assertEqual(self.client.get(response["Location"]).status_code, 200)


class LastFactorTests(ForcedTestCase):
    def removals(self):
        factors = self.publisher.authenticator_set
        if factors.filter(type=Authenticator.Type.TOTP).exists():
            yield reverse("mfa_deactivate_totp")
        for passkey in factors.filter(type=Authenticator.Type.WEBAUTHN):
            yield reverse("mfa_remove_webauthn", args=[passkey.pk])

    def test_the_last_app_stays(self):
        self.sign_in(self.publisher)
        self.give_app(self.publisher)
        self.give_codes(self.publisher)
        [url] = self.removals()
        page = self.client.get(url)
        self.assertContains(page, "The app has to stay for now")
        self.assertNotContains(page, "Remove the app")
        self.client.post(url)
        self.assertEqual(self.publisher.authenticator_set.count(), 2)

    def test_the_last_passkey_stays(self):
        self.give_passkey(self.publisher, self.client)
        [url] = self.removals()
        self.assertContains(self.client.get(url), "has to stay for now")
        self.assertContains(
            self.client.post(url), "has to stay for now", status_code=422
        )
        self.assertEqual(self.publisher.authenticator_set.count(), 2)

    def test_one_of_two_may_go(self):
        self.give_passkey(self.publisher, self.client)
        self.give_app(self.publisher)
        first, last = self.removals()
        self.assertRedirects(self.client.post(first), SET_UP)
        self.client.post(last)
        self.assertEqual(
            self.publisher.authenticator_set.exclude(
                type=Authenticator.Type.RECOVERY_CODES
            ).count(),
            1,
        )

    def test_members_may_remove_theirs(self):
        self.sign_in(self.member)
        self.give_app(self.member)
        self.client.post(reverse("mfa_deactivate_totp"))
        self.assertFalse(self.member.authenticator_set.exists())

    @override_settings(CLIC_REQUIRE_MFA=False)
    def test_everyone_may_where_it_is_switched_off(self):
        self.give_passkey(self.publisher, self.client)
        [url] = self.removals()
        self.client.post(url)
        self.assertFalse(self.publisher.authenticator_set.exists())


class BannerTests(ForcedTestCase):
    WORDS = "Second factors are switched off"

    def setUp(self):
        super().setUp()
        self.give_app(self.admin)
        self.client.force_login(self.admin)

    def test_both_admins_say_where_it_is_switched_off(self):
        for address in ["/admin/", "/admin/pages/", "/django-admin/"]:
            with self.subTest(address), self.settings(CLIC_REQUIRE_MFA=False):
                self.assertContains(self.client.get(address, follow=True), self.WORDS)

    def test_and_say_nothing_where_it_is_not(self):
        for address in ["/admin/", "/django-admin/"]:
            with self.subTest(address):
                self.assertNotContains(self.client.get(address), self.WORDS)

    def test_readers_never_see_it(self):
        with self.settings(CLIC_REQUIRE_MFA=False):
            self.assertNotContains(self.client.get("/account/"), self.WORDS)
