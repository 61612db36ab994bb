"""The home page shows what readers may see, and the newest of it."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests.factories import (
    EventPageFactory,
    StoryPageFactory,
    ToolPageFactory,
    VideoPageFactory,
    home_page,
)


class HomePageTests(TestCase):
    def context(self):
        return self.client.get("/").context

    def test_stands_before_anything_was_published(self):
        response = self.client.get("/")
        self.assertContains(response, "Learn what works")
        self.assertEqual(response.context["doors"], [])

    def test_doors_count_what_readers_may_see(self):
        ToolPageFactory.create_batch(2)
        ToolPageFactory(live=False)
        StoryPageFactory()
        PageViewRestriction.objects.create(
            page=StoryPageFactory(), restriction_type="login"
        )
        VideoPageFactory()
        self.assertEqual([door["count"] for door in self.context()["doors"]], [2, 1, 1])

    def test_shows_the_story_an_editor_chose(self):
        chosen = StoryPageFactory(first_published_at=timezone.now() - timedelta(days=9))
        StoryPageFactory()
        home = home_page()
        home.featured_story = chosen
        home.save()
        self.assertEqual(self.context()["story"], chosen)

    def test_falls_back_to_the_newest_when_readers_may_not_see_the_choice(self):
        newest = StoryPageFactory()
        home = home_page()
        home.featured_story = StoryPageFactory(live=False)
        home.save()
        self.assertEqual(self.context()["story"], newest)

    def test_announces_the_next_event(self):
        EventPageFactory(starts_at=timezone.now() - timedelta(days=1))
        EventPageFactory(starts_at=timezone.now() + timedelta(days=9))
        soonest = EventPageFactory(starts_at=timezone.now() + timedelta(days=2))
        self.assertEqual(self.context()["next_event"], soonest)

    def test_what_is_new_leaves_out_drafts(self):
        StoryPageFactory(live=False)
        tool = ToolPageFactory()
        self.assertEqual(list(self.context()["newest"]), [tool])
