"""Which pages come at the end of another."""

from django.test import TestCase
from wagtail.models import PageViewRestriction

from pages.models import PageTopic, PinnedPage, StoryTool
from pages.related import related_pages
from tests.factories import (
    EventPageFactory,
    StoryPageFactory,
    ToolPageFactory,
    TopicFactory,
    VideoPageFactory,
)


class RelatedPagesTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.topics = TopicFactory.create_batch(2)
        cls.story = StoryPageFactory(title="Nothing alike")
        for topic in cls.topics:
            PageTopic.objects.create(page=cls.story, topic=topic)

    def related(self, page=None):
        return [other.pk for other in related_pages(page or self.story)]

    def with_topics(self, number, page):
        for topic in self.topics[:number]:
            PageTopic.objects.create(page=page, topic=topic)
        return page

    def test_more_topics_in_common_come_first(self):
        one = self.with_topics(1, VideoPageFactory())
        two = self.with_topics(2, VideoPageFactory())
        StoryPageFactory()
        self.assertEqual(self.related(), [two.pk, one.pk])

    def test_a_tool_in_common_says_more_than_two_topics(self):
        tool = ToolPageFactory()
        both = self.with_topics(2, StoryPageFactory())
        same_tool = StoryPageFactory()
        for story in (self.story, same_tool):
            StoryTool.objects.create(story=story, tool=tool)
        self.assertEqual(self.related(), [same_tool.pk, both.pk])

    def test_what_the_page_shows_anyway_is_left_out(self):
        tool = self.with_topics(2, ToolPageFactory(title="Waste wheel"))
        StoryTool.objects.create(story=self.story, tool=tool)
        self.assertEqual(self.related(), [])
        self.assertEqual(self.related(tool), [])

    def test_tools_of_the_same_stories_are_related(self):
        tool = ToolPageFactory(title="Waste wheel")
        other = ToolPageFactory(title="Five whys")
        for used in (tool, other):
            StoryTool.objects.create(story=self.story, tool=used)
        self.assertEqual(self.related(tool), [other.pk])

    def test_words_that_titles_share_come_last(self):
        page = StoryPageFactory(title="Counting referrals in the clinic")
        alike = StoryPageFactory(title="A clinic that counted its referrals")
        topical = StoryPageFactory(title="Nothing in common")
        for about in (page, topical):
            PageTopic.objects.create(page=about, topic=self.topics[0])
        self.assertEqual(self.related(page), [topical.pk, self.story.pk, alike.pk])

    def test_pinned_pages_come_first_in_the_editors_order_of_any_type(self):
        self.with_topics(2, VideoPageFactory())
        first, second = EventPageFactory(), ToolPageFactory()
        for place, page in enumerate((first, second)):
            PinnedPage.objects.create(page=self.story, related=page, sort_order=place)
        self.assertEqual(self.related()[:2], [first.pk, second.pk])

    def test_events_come_only_where_they_are_pinned(self):
        self.with_topics(2, EventPageFactory())
        self.assertEqual(self.related(), [])

    def test_leaves_out_drafts_and_restricted_pages_even_pinned_ones(self):
        draft = self.with_topics(2, StoryPageFactory(live=False))
        private = self.with_topics(2, StoryPageFactory())
        PageViewRestriction.objects.create(page=private, restriction_type="login")
        for page in (draft, private):
            PinnedPage.objects.create(page=self.story, related=page)
        self.assertEqual(self.related(), [])

    def test_is_one_query_and_four_pages_at_most(self):
        for _number in range(6):
            self.with_topics(1, VideoPageFactory())
        with self.assertNumQueries(1):
            self.assertEqual(len(self.related()), 4)

    def test_are_shown_at_the_end_of_the_page(self):
        video = self.with_topics(1, VideoPageFactory(title="Watch this too"))
        response = self.client.get(self.story.url)
        self.assertContains(response, f'href="{video.url}">Watch this too</a>')
