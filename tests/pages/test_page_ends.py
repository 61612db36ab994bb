"""What ends a page: its dates, who looks after it, ways to share it."""

from datetime import timedelta
from urllib.parse import quote

import html5lib
from django.conf import settings
from django.test import TestCase
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests.factories import StoryIndexPageFactory, StoryPageFactory, TeamFactory


class FactsTests(TestCase):
    def test_tell_the_dates_and_who_looks_after_the_page(self):
        today = timezone.localdate()
        story = StoryPageFactory(
            content_owner=TeamFactory(name="Stores team"),
            reviewed_on=today,
            review_date=today + timedelta(days=400),
        )
        response = self.client.get(story.url)
        for said in ("Published", "Last reviewed", "Next review", "Stores team"):
            with self.subTest(said):
                self.assertContains(response, said)
        self.assertNotContains(response, "was due for review")

    def test_a_page_past_its_review_says_so(self):
        yesterday = timezone.localdate() - timedelta(days=1)
        story = StoryPageFactory(review_date=yesterday)
        self.assertContains(
            self.client.get(story.url),
            f"This page was due for review in {yesterday:%B %Y}.",
        )

    def test_a_page_to_be_reviewed_today_is_not_late(self):
        story = StoryPageFactory(review_date=timezone.localdate())
        self.assertNotContains(self.client.get(story.url), "was due for review")

    def test_a_list_has_none(self):
        section = StoryIndexPageFactory()
        self.assertNotContains(self.client.get(section.url), "About this page")


class SharingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.story = StoryPageFactory(title="Tea & “toast”")
        cls.address = f"{settings.PUBLIC_URL}{cls.story.url}"

    def test_is_by_plain_links(self):
        response = self.client.get(self.story.url)
        for part in (self.address, "Tea & “toast”"):
            self.assertContains(response, quote(part, safe=""), count=2)
        self.assertContains(response, f'href="/share/{self.story.pk}/"')
        self.assertNotContains(response, '<script src="https://')

    def test_the_code_is_a_drawing_without_styles_or_scripts(self):
        response = self.client.get(f"/share/{self.story.pk}/qr.svg")
        self.assertEqual(response["Content-Type"], "image/svg+xml")
        drawing = html5lib.parse(response.content, namespaceHTMLElements=False)
        self.assertIsNotNone(drawing.find(".//{http://www.w3.org/2000/svg}path"))
        self.assertNotContains(response, "style=")

    def test_a_page_that_may_not_be_read_is_not_shared(self):
        draft, private = StoryPageFactory(live=False), StoryPageFactory()
        PageViewRestriction.objects.create(page=private, restriction_type="login")
        for page in (draft, private):
            for address in (f"/share/{page.pk}/", f"/share/{page.pk}/qr.svg"):
                with self.subTest(address):
                    self.assertEqual(self.client.get(address).status_code, 404)
        self.assertEqual(self.client.get("/share/999999999999/").status_code, 404)

    def test_only_reading_is_allowed(self):
        self.assertEqual(self.client.post(f"/share/{self.story.pk}/").status_code, 405)
