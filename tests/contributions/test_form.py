"""The form: who gets it, what it takes, and that no text is ever lost."""

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageViewRestriction
from zeal import zeal_ignore

from accounts.models import CareSetting, Organisation
from contributions.models import Contribution
from contributions.services import MOST_IN_A_DAY
from pages.models import StoryPage
from tests.contributions.told import typed
from tests.factories import (
    MemberFactory,
    StoryIndexPageFactory,
    ToolPageFactory,
    UserFactory,
)
from tests.pictures import drawing, photograph, upload

PICTURE = {"description": "A board.", "consent": "nobody"}
NUMBER = {"measure": "minutes", "before": "20", "after": "9.5", "unit": "min"}


class FormTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.member = MemberFactory()
        cls.tool = ToolPageFactory(title="Daily huddle")
        StoryIndexPageFactory()
        cls.address = reverse("we_used_this", args=[cls.tool.pk])
        cls.list = reverse("my_contributions")

    def setUp(self):
        self.client.force_login(self.member)

    def send(self, **changes):
        return self.post(self.client, typed(**changes))

    def post(self, client, words, address=""):
        with zeal_ignore():
            # Each of Wagtail's tasks looks up again the page that is made.
            return client.post(address or self.address, words)

    def refusals(self, **changes):
        """The names of the boxes that are wrong."""
        response = self.send(**changes)
        self.assertEqual(response.status_code, 422)
        self.assertFalse(Contribution.objects.exists())
        return set(response.context["form"].errors)


class WhoTests(FormTestCase):
    def test_a_tool_leads_to_it_without_a_token(self):
        self.client.logout()
        response = self.client.get(self.tool.url)
        self.assertContains(response, f'href="{self.address}"')
        self.assertNotContains(response, "csrfmiddlewaretoken")

    def test_asks_those_signed_out_to_sign_in_and_come_back(self):
        self.client.logout()
        self.assertRedirects(
            self.client.get(self.address),
            f"{reverse('account_login')}?next={self.address}",
        )

    def test_is_never_stored(self):
        self.assertIn("no-store", self.client.get(self.address)["Cache-Control"])

    def test_is_only_there_for_tools_that_its_reader_may_see(self):
        secret, draft = ToolPageFactory(), ToolPageFactory(live=False)
        PageViewRestriction.objects.create(
            page=secret, restriction_type="password", password="words"
        )
        toolkit = self.tool.get_parent()
        for number in (secret.pk, draft.pk, toolkit.pk, 0, 10**30):
            address = f"/contributions/new/{number}/"
            for method in (self.client.get, self.client.post):
                self.assertEqual(method(address).status_code, 404, number)

    def test_says_so_where_an_address_is_not_proven(self):
        self.client.force_login(UserFactory())
        self.assertContains(self.client.get(self.address), "is not confirmed yet")
        response = self.send(text="All of it.")
        self.assertContains(response, "All of it.", status_code=403)
        self.assertFalse(Contribution.objects.exists())


class TakingTests(FormTestCase):
    def test_two_boxes_are_enough(self):
        response = self.send()
        self.assertRedirects(response, self.list, status_code=303)
        told = Contribution.objects.get()
        self.assertContains(self.client.get(self.list), told.reference)
        self.assertEqual(told.sender, self.member)
        self.assertEqual(told.shown_as, "")

    def test_takes_everything(self):
        setting = CareSetting.objects.create(
            locale=self.tool.locale, name="Ward", slug="ward"
        )
        Organisation.objects.create(name="North Hospital")
        self.assertContains(self.client.get(self.address), "North Hospital")
        self.send(
            care_setting=setting.pk,
            organisation="North Hospital",
            place="Ward 4",
            picture=photograph(),
            description="A board.",
            consent="agreed",
            consent_record="Forms in the office",
            name_shown="role",
            shown_as="a ward sister",
            **NUMBER,
        )
        told = Contribution.objects.get()
        self.assertEqual(told.care_setting, setting)
        self.assertEqual(str(told.after), "9.50")
        self.assertTrue(told.picture.shows_people)
        self.assertEqual(told.shown_as, "a ward sister")

    def test_a_double_submit_makes_one_row(self):
        words = typed()
        for _click in range(3):
            self.post(self.client, words)
        self.assertEqual(Contribution.objects.count(), 1)

    def test_a_name_is_kept_only_where_it_may_be_shown(self):
        self.send(name_shown="none", shown_as="Sister Example")
        self.assertEqual(Contribution.objects.get().shown_as, "")

    def test_takes_any_script_and_drops_what_cannot_be_stored(self):
        self.send(title="أقصر 👍🏽", text="a\x00b\r\nc\u202e")
        told = Contribution.objects.get()
        self.assertEqual(told.title, "أقصر 👍🏽")
        self.assertEqual(told.text, "ab\nc")

    def test_a_form_without_its_number_is_taken(self):
        words = typed()
        del words["submission"]
        self.post(self.client, words)
        self.assertEqual(Contribution.objects.count(), 1)

    def test_markup_is_shown_as_text(self):
        markup = "<script>alert(1)</script>"
        self.send(title=markup, text=markup)
        response = self.client.get(self.list)
        self.assertNotContains(response, markup)
        self.assertContains(response, "&lt;script&gt;")


class RefusingTests(FormTestCase):
    def test_names_the_boxes_that_must_be_filled_in_and_keeps_the_rest(self):
        response = self.send(title="", place="Ward 4")
        self.assertContains(response, "Say in one line", status_code=422)
        self.assertContains(response, "We stood up.", status_code=422)
        self.assertContains(response, "Ward 4", status_code=422)
        self.assertEqual(
            self.refusals(title=" \u200b ", text="\x00"), {"title", "text"}
        )

    def test_an_empty_post_is_a_form_with_mistakes(self):
        response = self.client.post(self.address)
        self.assertEqual(response.status_code, 422)

    def test_refuses_what_is_too_long_and_keeps_it(self):
        response = self.send(text="a" * 1_000_000)
        self.assertEqual(response.status_code, 422)
        self.assertContains(response, "a" * 1_000_000, status_code=422)
        self.assertEqual(
            self.refusals(title="t" * 101, place="p" * 121), {"title", "place"}
        )

    def test_half_a_number_asks_for_the_rest(self):
        self.assertEqual(self.refusals(measure="minutes"), {"before", "after"})
        self.assertEqual(self.refusals(unit="min"), {"measure", "before", "after"})
        self.assertEqual(self.refusals(before="0", after="5"), {"measure"})

    def test_a_number_from_or_to_nothing_is_one(self):
        self.send(measure="falls", before="4", after="0")
        self.assertEqual(Contribution.objects.get().after, 0)

    def test_refuses_what_is_no_number_kindly(self):
        for value in ("ten", "NaN", "Infinity", "1e400", "1.234", "9" * 40, "\x00"):
            with self.subTest(value):
                self.assertEqual(
                    self.refusals(**{**NUMBER, "before": value}), {"before"}
                )

    def test_choices_that_were_never_offered(self):
        other = CareSetting.objects.create(
            locale=self.tool.locale, name="Ward", slug="ward"
        )
        self.assertEqual(
            self.refusals(
                care_setting=other.pk + 1, name_shown="boss", consent="perhaps"
            ),
            {"care_setting", "name_shown", "consent"},
        )
        self.assertEqual(self.refusals(care_setting="\x00' OR 1=1"), {"care_setting"})

    def test_a_team_or_role_needs_its_name(self):
        self.assertEqual(self.refusals(name_shown="team"), {"shown_as"})

    def test_a_picture_needs_words_and_consent(self):
        self.assertEqual(
            self.refusals(picture=photograph()), {"picture", "description", "consent"}
        )
        self.assertEqual(
            self.refusals(picture=drawing(), description="A board", consent="agreed"),
            {"picture", "consent_record"},
        )

    def test_words_without_a_picture_ask_for_nothing(self):
        self.send(**PICTURE)
        self.assertIsNone(Contribution.objects.get().picture)

    def test_refuses_what_is_no_picture_beside_the_picture(self):
        for file in (upload(b""), upload(b"%PDF-1.7"), upload(b"\0" * 11_000_000)):
            self.assertEqual(self.refusals(picture=file, **PICTURE), {"picture"})

    def test_a_picture_that_was_fine_is_asked_for_again(self):
        response = self.send(title="", picture=photograph(), **PICTURE)
        self.assertContains(response, "choose the picture once more", status_code=422)

    def test_too_much_in_a_day_is_refused_with_the_text_kept(self):
        for _number in range(MOST_IN_A_DAY):
            self.send()
        response = self.send(text="One more.")
        self.assertContains(response, "One more.", status_code=429)
        self.assertEqual(Contribution.objects.count(), MOST_IN_A_DAY)


class NeverLostTests(FormTestCase):
    def test_a_sign_in_that_ended_gives_the_text_back(self):
        self.client.logout()
        response = self.send(text="Typed for an hour.", name_shown="team")
        self.assertContains(response, "Typed for an hour.", status_code=403)
        self.assertContains(response, "You are signed out", status_code=403)
        self.assertFalse(Contribution.objects.exists())

    def test_a_form_from_before_the_sign_in_is_sent_with_one_more_press(self):
        client = self.client_class(enforce_csrf_checks=True)
        client.force_login(self.member)
        words = typed(text="Typed for an hour.")
        response = client.post(self.address, {**words, "csrfmiddlewaretoken": "a" * 64})
        self.assertContains(response, "press Send once more", status_code=403)
        self.assertContains(response, "Typed for an hour.", status_code=403)
        self.assertFalse(Contribution.objects.exists())
        token = response.cookies["csrftoken"].value
        response = self.post(client, {**words, "csrfmiddlewaretoken": token})
        self.assertEqual(response.status_code, 303)
        self.assertEqual(Contribution.objects.count(), 1)

    def test_what_is_given_back_was_not_read(self):
        self.client.logout()
        markup = "<script>alert(1)</script>"
        response = self.client.post(
            self.address,
            typed(text=markup, care_setting="nonsense", picture=upload(b"no picture")),
        )
        self.assertEqual(response.status_code, 403)
        self.assertNotContains(response, markup, status_code=403)
        self.assertContains(response, "&lt;script&gt;", status_code=403)


class MineTests(FormTestCase):
    def test_shows_where_each_stands(self):
        self.send()
        self.assertContains(self.client.get(self.list), "With the editors")
        StoryPage.objects.get().get_latest_revision().publish()
        response = self.client.get(self.list)
        self.assertContains(response, StoryPage.objects.get().url)

    def test_shows_the_answer(self):
        self.send()
        Contribution.objects.update(
            answer="Thank you, <b>but</b> no.", turned_down_at="2026-01-01T00:00Z"
        )
        self.assertContains(self.client.get(self.list), "&lt;b&gt;but&lt;/b&gt;")

    def test_names_no_tool_that_its_reader_may_no_longer_see(self):
        self.send()
        PageViewRestriction.objects.create(
            page=self.tool, restriction_type="password", password="words"
        )
        self.assertNotContains(self.client.get(self.list), "Daily huddle")

    def test_shows_nothing_of_others(self):
        self.send(title="Mine alone")
        self.client.force_login(MemberFactory())
        self.assertNotContains(self.client.get(self.list), "Mine alone")

    def test_costs_as_many_queries_for_many_as_for_few(self):
        self.send_some(2)
        few = self.count_queries()
        self.send_some(6)
        self.assertEqual(self.count_queries(), few)

    def send_some(self, number):
        """So many, each of another tool, and every one of them published."""
        for _each in range(number):
            tool = ToolPageFactory()
            address = reverse("we_used_this", args=[tool.pk])
            self.post(self.client, typed(), address)
        for story in StoryPage.objects.all():
            story.get_latest_revision().publish()

    def count_queries(self):
        self.client.get(self.list)
        with CaptureQueriesContext(connection) as queries:
            self.client.get(self.list)
        return len(queries)

    def test_asks_to_sign_in(self):
        self.client.logout()
        self.assertRedirects(
            self.client.get(self.list), f"{reverse('account_login')}?next={self.list}"
        )
