"""How many queries a page may cost a signed-out reader: the same with few rows and with many."""

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Page
from zeal import zeal_ignore

from comments.models import Comment
from pages.models import Menu, MenuItem, PageTopic, StoryTool, ToolTemplate
from tests.factories import (
    CommentFactory,
    DocumentFactory,
    EventPageFactory,
    ImageFactory,
    StoryPageFactory,
    ToolkitPageFactory,
    ToolPageFactory,
    TopicFactory,
    UserFactory,
    VideoPageFactory,
    home_page,
)

HOME, LISTING, READING = 20, 12, 16


class QueryBudgetTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.topics = TopicFactory.create_batch(2)
        cls.tool = ToolPageFactory(listing_image=ImageFactory())
        cls.story = StoryPageFactory(listing_image=ImageFactory())
        cls.video = VideoPageFactory(listing_image=ImageFactory())
        cls.event = EventPageFactory(listing_image=ImageFactory())
        menu = Menu.objects.create(placement="header", locale=Locale.get_default())
        for page in (cls.tool, cls.story, cls.video, cls.event):
            MenuItem.objects.create(
                menu=menu, page=Page.objects.get(pk=page.get_parent().pk)
            )
        cls.budgets = {
            home_page().url: HOME,
            "/toolkits/": LISTING,
            "/stories/": LISTING,
            "/videos/": LISTING,
            "/events/": LISTING,
            cls.tool.get_parent().url: READING,
            cls.tool.url: READING,
            cls.story.url: READING,
            cls.video.url: READING,
            cls.event.url: READING,
        }

    def add_rows(self, number):
        """So many more of everything, each with a picture of its own, and of comments on each page."""
        authors = UserFactory.create_batch(number)
        for author in authors:
            story = StoryPageFactory(listing_image=ImageFactory())
            tool = ToolPageFactory(
                parent=self.tool.get_parent(), listing_image=ImageFactory()
            )
            VideoPageFactory(listing_image=ImageFactory())
            EventPageFactory(listing_image=ImageFactory())
            ToolkitPageFactory(listing_image=ImageFactory())
            ToolTemplate.objects.create(tool=self.tool, document=DocumentFactory())
            StoryTool.objects.create(story=self.story, tool=tool)
            StoryTool.objects.create(story=story, tool=self.tool)
            for topic in self.topics:
                PageTopic.objects.create(page=story, topic=topic)
                PageTopic.objects.create(page=tool, topic=topic)
            for page in (self.tool, self.story, self.video, self.event):
                thread = CommentFactory(
                    page=page, author=author, state=Comment.State.PUBLISHED
                )
                CommentFactory(
                    page=page,
                    author=author,
                    parent=thread,
                    state=Comment.State.PUBLISHED,
                )

    def queries_of(self, address):
        with zeal_ignore():
            # The first visit makes the pictures in the sizes that the page needs.
            self.assertEqual(self.client.get(address).status_code, 200)
        with CaptureQueriesContext(connection) as queries:
            self.client.get(address)
        return queries.captured_queries

    def test_stays_within_its_budget_with_5_and_with_50_rows(self):
        for number in (5, 45):
            self.add_rows(number)
            for address, budget in self.budgets.items():
                with self.subTest(address, rows=number):
                    queries = self.queries_of(address)
                    self.assertLessEqual(len(queries), budget, _listed(queries))


def _listed(queries):
    return "\n".join(
        query["sql"][:110] + " … " + query["sql"][-200:] for query in queries
    )
