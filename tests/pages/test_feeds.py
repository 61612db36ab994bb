"""Feeds, read by a feed reader's own parser."""

from datetime import timedelta

import feedparser
from django.conf import settings
from django.test import TestCase
from django.utils import timezone
from wagtail.models import PageViewRestriction

from pages.models import PageTopic
from tests.factories import (
    EventPageFactory,
    StoryPageFactory,
    ToolPageFactory,
    TopicFactory,
    VideoPageFactory,
)


class FeedTests(TestCase):
    def read(self, address):
        response = self.client.get(address)
        self.assertEqual(response.status_code, 200)
        feed = feedparser.parse(
            response.content,
            response_headers={"content-type": response["Content-Type"]},
        )
        self.assertFalse(feed.bozo, feed.get("bozo_exception"))
        self.assertEqual(feed.version, "atom10")
        return feed

    def titles(self, address):
        return [entry.title for entry in self.read(address).entries]

    def test_tells_what_a_feed_reader_needs(self):
        story = StoryPageFactory(summary="Tea & toast, 5 > 3.")
        feed = self.read("/feeds/stories/")
        (entry,) = feed.entries
        self.assertEqual(entry.link, f"{settings.PUBLIC_URL}{story.url}")
        self.assertEqual(entry.id, entry.link)
        self.assertEqual(entry.summary, "Tea & toast, 5 > 3.")
        self.assertTrue(entry.published_parsed)
        self.assertEqual(feed.feed.language, "en-gb")
        self.assertEqual(feed.feed.id, f"{settings.PUBLIC_URL}/feeds/stories/")
        self.assertIn(feed.feed.id, [link.href for link in feed.feed.links])

    def test_each_section_has_its_own(self):
        tool, story = ToolPageFactory(), StoryPageFactory()
        video, event = VideoPageFactory(), EventPageFactory()
        self.assertEqual(
            set(self.titles("/feeds/toolkits/")),
            {tool.title, tool.get_parent().title},
        )
        self.assertEqual(self.titles("/feeds/stories/"), [story.title])
        self.assertEqual(self.titles("/feeds/videos/"), [video.title])
        self.assertEqual(self.titles("/feeds/events/"), [event.title])
        self.assertEqual(len(self.titles("/feeds/")), 5)

    def test_a_topic_has_its_own(self):
        topic = TopicFactory()
        story = StoryPageFactory()
        StoryPageFactory()
        PageTopic.objects.create(page=story, topic=topic)
        feed = self.read(f"/feeds/topic/{topic.slug}/")
        (entry,) = feed.entries
        self.assertEqual(entry.title, story.title)
        self.assertEqual([tag.term for tag in entry.tags], [topic.name])

    def test_newest_first_and_twenty_at_most(self):
        now = timezone.now()
        for days in range(22):
            StoryPageFactory(
                title=f"Story {days}", first_published_at=now - timedelta(days=days)
            )
        self.assertEqual(
            self.titles("/feeds/stories/"), [f"Story {days}" for days in range(20)]
        )

    def test_leaves_out_drafts_and_restricted_pages(self):
        StoryPageFactory(live=False)
        private = StoryPageFactory()
        PageViewRestriction.objects.create(page=private, restriction_type="login")
        self.assertEqual(self.titles("/feeds/stories/"), [])

    def test_what_was_pasted_from_slides_breaks_none(self):
        topic = TopicFactory(name="Safer\x0bcare", slug="safer-care")
        story = StoryPageFactory(title="One\x0btitle\x01", summary="In\x0cshort.")
        PageTopic.objects.create(page=story, topic=topic)
        for address in ("/feeds/", "/feeds/stories/", "/feeds/topic/safer-care/"):
            with self.subTest(address):
                (entry,) = self.read(address).entries
                self.assertEqual(entry.title, "One title")
                self.assertEqual(entry.summary, "In short.")

    def test_what_is_no_section_or_topic_has_none(self):
        for address in (
            "/feeds/nothing/",
            "/feeds/topic/nothing/",
            "/feeds/topic/%00/",
        ):
            with self.subTest(address):
                self.assertEqual(self.client.get(address).status_code, 404)

    def test_costs_the_same_for_few_and_for_many(self):
        topic = TopicFactory()
        StoryPageFactory()
        ToolPageFactory()
        self.client.get("/feeds/")
        for _round in range(2):
            for factory in (StoryPageFactory, ToolPageFactory):
                for page in factory.create_batch(3):
                    PageTopic.objects.create(page=page, topic=topic)
            with self.assertNumQueries(9):
                self.client.get("/feeds/")
