"""What people say about themselves, and what readers see of it."""

from django.test import SimpleTestCase, TestCase
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale

from accounts.bylines import byline_of, bylines_of
from accounts.initials import HUES, hue_of, initials_of
from accounts.models import EmailDomain, Organisation, User
from accounts.purposes import SHOW_ORGANISATION
from accounts.services.consents import give, holds
from tests.clic_site.test_styles import SECTIONS
from tests.factories import CareSettingFactory, MemberFactory, UserFactory

TICKED = r"<input[^>]* checked"


class ProfileTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.organisation = Organisation.objects.create(name="Open Gate Carers")
        cls.care_setting = CareSettingFactory(name="Hospital ward")
        cls.member = MemberFactory(display_name="Priya", email="priya@ward.example")

    def setUp(self):
        self.client.force_login(self.member)

    def save(self, **changes):
        data = {
            "display_name": "Priya",
            "organisation": self.organisation.pk,
            "care_setting": self.care_setting.pk,
            "language": "pl",
            **changes,
        }
        return self.client.post(reverse("profile"), data)

    def stored(self):
        return User.objects.get(pk=self.member.pk)

    def open_in_polish(self):
        # Django leaves the language of a request behind.
        self.addCleanup(translation.activate, translation.get_language())
        return self.client.get("/pl/account/profile/")

    def test_needs_a_sign_in(self):
        self.client.logout()
        response = self.client.get(reverse("profile"))
        self.assertRedirects(
            response, f"{reverse('account_login')}?next={reverse('profile')}"
        )

    def test_everything_can_be_said(self):
        response = self.save(display_name=" Priya\u202e  Rao ")
        self.assertEqual(response.status_code, 303)
        stored = self.stored()
        self.assertEqual(stored.display_name, "Priya Rao")
        self.assertEqual(stored.organisation, self.organisation)
        self.assertEqual(stored.care_setting, self.care_setting)
        self.assertEqual(stored.language, "pl")

    def test_goes_on_in_the_language_that_was_chosen(self):
        self.assertEqual(self.save()["Location"], "/pl/account/profile/")

    def test_everything_but_the_name_can_be_left_out(self):
        self.save()
        response = self.client.post(reverse("profile"), {"display_name": "Priya"})
        self.assertEqual(response.status_code, 303)
        stored = self.stored()
        self.assertIsNone(stored.organisation)
        self.assertIsNone(stored.care_setting)
        self.assertEqual(stored.language, "")

    def test_nothing_else_can_be_changed(self):
        self.save(
            email="x@y.example",
            is_superuser="on",
            is_staff="on",
            is_trusted="on",
            is_active="",
            shows_organisation="on",
            held_name="Somebody",
            groups="1",
        )
        stored = self.stored()
        self.assertEqual(stored.email, "priya@ward.example")
        self.assertFalse(
            stored.is_superuser
            or stored.is_staff
            or stored.is_trusted
            or stored.shows_organisation
            or stored.held_name
            or stored.groups.exists()
        )
        self.assertTrue(stored.is_active)

    def test_nobody_changes_somebody_else(self):
        other = MemberFactory(display_name="Ros")
        self.save(pk=other.pk, id=other.pk, user=other.pk, display_name="Priya Rao")
        other.refresh_from_db()
        self.assertEqual(other.display_name, "Ros")

    def test_what_will_not_do_is_kept_in_the_form(self):
        response = self.save(display_name="p@q")
        self.assertContains(response, 'value="p@q"', status_code=422)
        self.assertContains(response, "error-summary", status_code=422)
        # The rest of the page shows what is stored.
        self.assertContains(response, "<bdi>Priya</bdi>", status_code=422)
        self.assertEqual(self.stored().display_name, "Priya")

    def test_lists_take_only_what_is_on_them(self):
        for name, value in (
            ("organisation", 999_999),
            ("organisation", "x\x00"),
            ("organisation", "9" * 400),
            ("care_setting", 999_999),
            ("care_setting", "<b>"),
            ("language", "xx"),
            ("language", "a" * 10**6),
        ):
            with self.subTest(name, value=str(value)[:20]):
                response = self.save(**{name: value})
                self.assertEqual(response.status_code, 422)
        self.assertIsNone(self.stored().organisation)

    def test_settings_are_offered_in_the_readers_language(self):
        polish = Locale.objects.get_or_create(language_code="pl")[0]
        ward = self.care_setting.copy_for_translation(polish)
        ward.name, ward.slug = "Oddział", "oddzial"
        ward.save()
        self.save()
        response = self.open_in_polish()
        self.assertContains(response, f'<option value="{ward.pk}" selected>Oddział')
        self.assertNotContains(response, "Hospital ward")

    def test_a_setting_that_has_no_name_in_this_language_is_not_lost(self):
        polish = Locale.objects.get_or_create(language_code="pl")[0]
        CareSettingFactory(name="Szkoła", locale=polish)
        self.save()
        response = self.open_in_polish()
        self.assertContains(
            response, f'<option value="{self.care_setting.pk}" selected>'
        )

    def test_a_name_like_that_of_staff_is_held_and_the_rest_is_saved(self):
        UserFactory(display_name="Grace Moderator", is_superuser=True)
        response = self.save(display_name="Grace Moderator", language="")
        self.assertEqual(response.status_code, 303)
        stored = self.stored()
        self.assertEqual(
            (stored.display_name, stored.held_name), ("Priya", "Grace Moderator")
        )
        self.assertEqual(stored.organisation, self.organisation)
        response = self.client.get(reverse("profile"))
        self.assertContains(response, "Somebody looks at the name")

    def test_saving_again_keeps_a_name_that_is_held(self):
        User.objects.filter(pk=self.member.pk).update(held_name="Grace Moderator")
        self.save(display_name="Grace Moderator", language="")
        self.assertEqual(self.stored().held_name, "Grace Moderator")

    def test_the_box_beside_the_organisation_is_not_ticked_by_itself(self):
        self.assertNotRegex(self.client.get(reverse("profile")).text, TICKED)

    def test_ticking_the_box_shows_the_organisation_and_unticking_hides_it(self):
        self.save(show_organisation=SHOW_ORGANISATION.version)
        self.assertTrue(self.stored().shows_organisation)
        self.assertTrue(holds(self.member, SHOW_ORGANISATION))
        response = self.client.get(reverse("profile"))
        self.assertRegex(response.text, TICKED)
        self.assertContains(response, "<bdi>Open Gate Carers</bdi>")
        self.save()
        self.assertFalse(self.stored().shows_organisation)
        self.assertFalse(holds(self.member, SHOW_ORGANISATION))

    def test_there_has_to_be_an_organisation_to_show(self):
        response = self.save(
            organisation="", show_organisation=SHOW_ORGANISATION.version
        )
        self.assertEqual(response.status_code, 422)
        self.assertFalse(holds(self.member, SHOW_ORGANISATION))

    def test_words_that_were_changed_meanwhile_are_not_agreed_to(self):
        for version in (SHOW_ORGANISATION.version + 1, "on", "\x00", "9" * 400):
            with self.subTest(version):
                response = self.save(show_organisation=version)
                self.assertContains(
                    response, "We have changed these words", status_code=422
                )
                self.assertNotRegex(response.text, TICKED)
        self.assertFalse(holds(self.member, SHOW_ORGANISATION))


class BylineTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.organisation = Organisation.objects.create(name="Open Gate Carers")
        EmailDomain.objects.create(domain="nhs.example", is_nhs=True)
        EmailDomain.objects.create(domain="carers.example")

    def member(self, email="priya@ward.example", *, agrees=True, **fields):
        member = MemberFactory(email=email, organisation=self.organisation, **fields)
        if agrees:
            give(member, SHOW_ORGANISATION)
        return member

    def shown(self, member):
        byline = byline_of(User.objects.get(pk=member.pk))
        return byline.organisation, byline.check

    def test_only_the_name_is_seen_of_those_who_did_not_agree(self):
        member = self.member("priya@nhs.example", agrees=False)
        self.assertEqual(self.shown(member), ("", ""))
        self.assertEqual(byline_of(member).name, member.display_name)

    def test_those_who_agreed_are_seen_with_their_organisation(self):
        self.assertEqual(self.shown(self.member()), ("Open Gate Carers", ""))

    def test_listed_addresses_are_seen_as_checked(self):
        self.assertEqual(
            self.shown(self.member("priya@nhs.example")),
            ("Open Gate Carers", "NHS e-mail checked"),
        )
        self.assertEqual(
            self.shown(self.member("priya@Carers.example")),
            ("Open Gate Carers", "(e-mail checked)"),
        )

    def test_addresses_that_only_look_listed_are_not(self):
        for address in (
            "priya@not.nhs.example",
            "priya@nhs.example.evil.example",
            '"priya@nhs.example"@evil.example',
        ):
            with self.subTest(address):
                self.assertEqual(
                    self.shown(self.member(address)), ("Open Gate Carers", "")
                )

    def test_an_address_that_was_never_proven_is_not_checked(self):
        member = self.member("priya@nhs.example")
        member.emailaddress_set.update(verified=False)
        self.assertEqual(self.shown(member), ("Open Gate Carers", ""))

    def test_an_earlier_address_proves_nothing(self):
        member = self.member("priya@nhs.example")
        User.objects.filter(pk=member.pk).update(email="priya@elsewhere.example")
        self.assertEqual(self.shown(member), ("Open Gate Carers", ""))

    def test_agreeing_to_earlier_words_shows_nothing(self):
        member = self.member()
        member.consents.get().text.__class__.objects.update(version=0)
        self.assertEqual(self.shown(member), ("", ""))

    def test_one_query_for_many_and_none_where_nobody_shows_anything(self):
        silent = [self.member(f"s{n}@nhs.example", agrees=False) for n in range(3)]
        with self.assertNumQueries(0):
            bylines_of(silent)
        people = [self.member(f"p{n}@nhs.example") for n in range(3)] + silent
        with self.assertNumQueries(1):
            bylines_of(people)


class InitialsTests(SimpleTestCase):
    def test_first_letters_of_the_first_and_the_last_word(self):
        for name, initials in {
            "Priya Rao": "PR",
            "priya": "P",
            "Maria da Silva Santos": "MS",
            "Łukasz Żak": "ŁŻ",
            "Jean-Luc Picard": "JP",
            "Ward sister, Eden valley": "WS",
            "(Dr) anna": "DA",
            "2nd nurse": "2N",
        }.items():
            with self.subTest(name):
                self.assertEqual(initials_of(name), initials)

    def test_arabic_letters_do_not_join_up(self):
        self.assertEqual(initials_of("سارة أحمد"), "س\u200cأ")
        self.assertEqual(initials_of("سارة"), "س")

    def test_one_sign_is_enough_where_a_sign_is_a_word(self):
        self.assertEqual(initials_of("王小明"), "王")
        self.assertEqual(initials_of("김 철수"), "김")
        self.assertEqual(initials_of("やまだ たろう"), "や")

    def test_letters_keep_their_marks(self):
        self.assertEqual(initials_of("e\u0301lan"), "E\u0301")
        self.assertEqual(initials_of("प्रिया"), "प्रि")

    def test_letters_grow_only_where_that_leaves_one_of_them(self):
        self.assertEqual(initials_of("ßeta"), "ß")
        self.assertEqual(initials_of("გიორგი"), "გ")

    def test_pictures_stay_whole(self):
        nurse = "👩🏽\u200d⚕️"
        self.assertEqual(initials_of(nurse), nurse)
        self.assertEqual(initials_of("🦊 Fox"), "F")

    def test_a_name_without_letters_has_something_too(self):
        self.assertEqual(initials_of("!?"), "!")
        self.assertEqual(initials_of(""), "")

    def test_an_account_keeps_its_colour_and_each_colour_is_legible(self):
        self.assertEqual(hue_of(7), hue_of(7))
        self.assertEqual({hue_of(number) for number in range(20)}, set(HUES))
        # Their contrast with the ground is computed there.
        self.assertLessEqual(set(HUES), set(SECTIONS))
