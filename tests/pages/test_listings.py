"""Lists have an address for each of their parts."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone
from wagtail.models import PageViewRestriction

from pages.models import EventPage
from tests.factories import (
    EventIndexPageFactory,
    EventPageFactory,
    StoryIndexPageFactory,
    StoryPageFactory,
)


class StoryListTests(TestCase):
    def test_shows_twelve_and_leads_to_the_rest_by_path(self):
        StoryPageFactory.create_batch(13)
        first = self.client.get("/stories/")
        self.assertEqual(len(first.context["listing"]), 12)
        self.assertContains(first, 'href="/stories/page/2/"')
        second = self.client.get("/stories/page/2/")
        self.assertEqual(len(second.context["listing"]), 1)

    def test_the_first_part_has_one_address(self):
        StoryPageFactory()
        self.assertRedirects(self.client.get("/stories/page/1/"), "/stories/")

    def test_parts_that_are_not_there_are_not_found(self):
        StoryPageFactory()
        for number in ("0", "2", "99999999999999999999"):
            with self.subTest(number):
                response = self.client.get(f"/stories/page/{number}/")
                self.assertEqual(response.status_code, 404)

    def test_an_empty_section_says_so(self):
        StoryIndexPageFactory()
        self.assertContains(self.client.get("/stories/"), "There are no stories yet")

    def test_newest_first(self):
        today = timezone.localdate()
        older = StoryPageFactory(date=today - timedelta(days=3))
        newer = StoryPageFactory(date=today)
        self.assertEqual(
            list(self.client.get("/stories/").context["listing"]), [newer, older]
        )

    def test_leaves_out_drafts_and_restricted_stories(self):
        StoryPageFactory(live=False)
        private, public = StoryPageFactory(), StoryPageFactory()
        PageViewRestriction.objects.create(page=private, restriction_type="login")
        self.assertEqual(
            list(self.client.get("/stories/").context["listing"]), [public]
        )


class EventListTests(TestCase):
    def setUp(self):
        now = timezone.now()
        self.far, self.soon, self.past, self.long_past = (
            EventPageFactory(starts_at=now + timedelta(days=days))
            for days in (30, 2, -2, -30)
        )

    def test_next_event_first_then_the_last_one_that_is_over(self):
        listed = self.client.get("/events/").context["listing"]
        self.assertEqual(list(listed), [self.soon, self.far, self.past, self.long_past])

    def test_upcoming_excludes_events_that_have_ended(self):
        self.assertEqual(list(EventPage.objects.upcoming()), [self.soon, self.far])

    def test_past_events_say_so(self):
        self.assertContains(self.client.get("/events/"), "This event is over", 2)


class EmptyEventListTests(TestCase):
    def test_says_so(self):
        EventIndexPageFactory()
        self.assertContains(self.client.get("/events/"), "There are no events yet")
