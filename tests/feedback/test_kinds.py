"""Publishers keep the kinds of feedback and the words around the form."""

from django.core.exceptions import ValidationError
from django.test import TestCase
from django.urls import reverse
from wagtail.models import Locale, Site

from feedback.models import FeedbackKind, FeedbackSettings
from tests.factories import member_of

Use = FeedbackKind.Use


class KindsInTheAdminTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.kind = FeedbackKind.objects.get(name="An idea")
        cls.publisher = member_of("Publishers")

    def address(self, name, *args):
        viewset = FeedbackKind.snippet_viewset
        return reverse(viewset.get_url_name(name), args=args)

    def typed(self, **changes):
        return {
            "name": "An idea",
            "sort_order": 2,
            "is_active": "on",
            "used_for": "",
            "days_to_answer": 10,
            "mailbox": "ideas@clic.example",
            **changes,
        }

    def edit(self, **changes):
        return self.client.post(
            self.address("edit", self.kind.pk), self.typed(**changes)
        )

    def test_the_list_shows_what_each_is_for(self):
        self.client.force_login(self.publisher)
        response = self.client.get(self.address("list"))
        self.assertContains(response, "Something is wrong")
        self.assertContains(response, "Ask for this in another format")

    def test_publishers_change_them(self):
        self.client.force_login(self.publisher)
        self.assertEqual(self.edit().status_code, 302)
        self.kind.refresh_from_db()
        self.assertEqual(self.kind.days_to_answer, 10)
        self.assertEqual(self.kind.mailbox, "ideas@clic.example")

    def test_mistakes_are_told(self):
        self.client.force_login(self.publisher)
        for changes in [
            {"days_to_answer": 61},
            {"days_to_answer": -1},
            {"mailbox": "nobody"},
            {"name": ""},
            {"used_for": Use.WRONG},
        ]:
            with self.subTest(changes):
                response = self.edit(**changes)
                self.assertEqual(response.status_code, 200)
                self.assertTrue(response.context["form"].errors)

    def test_a_new_one_is_checked_in_the_same_way(self):
        self.client.force_login(self.publisher)
        for used_for, status in [(Use.WRONG, 200), ("", 302)]:
            typed = self.typed(name="A new one", used_for=used_for)
            response = self.client.post(self.address("add"), typed)
            self.assertEqual(response.status_code, status)
        self.assertTrue(FeedbackKind.objects.filter(name="A new one").exists())

    def test_others_are_refused(self):
        for groups in ([], ["Editors"], ["Comment moderators"]):
            self.client.force_login(member_of(*groups))
            self.assertEqual(self.edit().status_code, 302)
        self.kind.refresh_from_db()
        self.assertEqual(self.kind.days_to_answer, 5)

    def test_two_cannot_be_chosen_by_the_same_link(self):
        self.kind.used_for = Use.WRONG
        with self.assertRaises(ValidationError):
            self.kind.full_clean()


class KindForUseTests(TestCase):
    def test_is_none_where_nobody_offers_one(self):
        FeedbackKind.objects.all().delete()
        found = FeedbackKind.objects.for_use(Use.WRONG, Locale.get_default())
        self.assertIsNone(found)

    def test_is_the_sites_own_where_that_of_a_language_is_switched_off(self):
        polish = Locale.objects.create(language_code="pl")
        FeedbackKind.objects.create(
            name="Błąd", used_for=Use.WRONG, locale=polish, is_active=False
        )
        found = FeedbackKind.objects.for_use(Use.WRONG, polish)
        self.assertEqual(found.name, "Something is wrong")


class WordsAroundTheFormTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.url = reverse("feedback")

    def test_are_the_sites_own_until_editors_write_others(self):
        self.assertContains(self.client.get(self.url), "A person reads every message")
        FeedbackSettings.objects.create(
            site=Site.objects.get(), introduction="Write <us>!"
        )
        response = self.client.get(self.url)
        self.assertContains(response, "Write &lt;us&gt;!")
        self.assertNotContains(response, "A person reads every message")

    def test_publishers_write_them(self):
        self.client.force_login(member_of("Publishers"))
        site = Site.objects.get()
        address = reverse(
            "wagtailsettings:edit", args=["feedback", "feedbacksettings", site.pk]
        )
        self.assertContains(self.client.get(address), "Who is told")
        words = {
            "introduction": "Hello.",
            "what_happens_next": "We read it at ten.",
            "mailbox": "all@clic.example",
        }
        self.assertEqual(self.client.post(address, words).status_code, 302)
        self.assertEqual(FeedbackSettings.current().next_line, "We read it at ten.")
