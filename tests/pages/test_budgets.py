"""How many queries a page may cost a reader: the same with few rows and with many."""

from secrets import token_hex

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Page
from zeal import zeal_ignore

from accounts.models import Organisation
from accounts.purposes import SHOW_ORGANISATION
from accounts.services.consents import give
from comments.models import Comment
from library.models import CLICDocument
from pages.models import Menu, MenuItem, PageTopic, StoryTool, ToolTemplate
from tests.factories import (
    CommentFactory,
    EventPageFactory,
    ImageFactory,
    InformationPageFactory,
    MemberFactory,
    StoryPageFactory,
    ToolkitPageFactory,
    ToolPageFactory,
    TopicFactory,
    TopicIndexPageFactory,
    VideoPageFactory,
    home_page,
    member_of,
    without_indexing,
)

HOME, LISTING, READING, TOPIC = 20, 12, 16, 14
# So many more for somebody who is signed in, whoever they are.
SIGNED_IN = 4


class QueryBudgetTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.organisation = Organisation.objects.create(name="Open Gate Carers")
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
        TopicIndexPageFactory()
        toolkit = cls.tool.get_parent()
        for page in (toolkit, cls.tool, cls.story, cls.video, cls.event):
            PageTopic.objects.create(page=page, topic=cls.topics[0])
        PageTopic.objects.create(page=InformationPageFactory(), topic=cls.topics[0])
        cls.budgets = {
            f"/topics/{cls.topics[0].slug}/": TOPIC,
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
        with without_indexing():
            stories, tools = zip(
                *(self.add_pages() for _each in range(number)), strict=True
            )
        documents = CLICDocument.objects.bulk_create(
            CLICDocument(title="Sheet", slug=token_hex(8), file="documents/sheet.txt")
            for _each in range(number)
        )
        ToolTemplate.objects.bulk_create(
            ToolTemplate(tool=self.tool, document=document) for document in documents
        )
        StoryTool.objects.bulk_create(
            StoryTool(story=story, tool=tool)
            for story, tool in [
                *((self.story, tool) for tool in tools),
                *((story, self.tool) for story in stories),
            ]
        )
        PageTopic.objects.bulk_create(
            PageTopic(page=page, topic=topic)
            for page in (*stories, *tools)
            for topic in self.topics
        )
        self.add_comments(number)

    def add_pages(self):
        """A page of each type; the story and the tool."""
        for factory in (VideoPageFactory, EventPageFactory, ToolkitPageFactory):
            factory(listing_image=self.add_picture())
        tool = ToolPageFactory(
            parent=self.tool.get_parent(), listing_image=self.add_picture()
        )
        return StoryPageFactory(listing_image=self.add_picture()), tool

    def add_picture(self):
        """A row of its own for the one file on disk."""
        return ImageFactory(file=self.tool.listing_image.file.name)

    def add_comments(self, number):
        """So many threads, each with a reply and each of somebody else, on each page that has comments."""
        authors = MemberFactory.create_batch(number, organisation=self.organisation)
        for author in authors:
            give(author, SHOW_ORGANISATION)
        commented = (self.tool, self.story, self.video, self.event)
        threads = Comment.objects.bulk_create(
            CommentFactory.build(page=page, author=author)
            for page in commented
            for author in authors
        )
        Comment.objects.bulk_create(
            CommentFactory.build(page=thread.page, author=thread.author, parent=thread)
            for thread in threads
        )

    def queries_of(self, address):
        with zeal_ignore():
            # The first visit makes the pictures in the sizes that the page needs.
            self.assertEqual(self.client.get(address).status_code, 200)
        with CaptureQueriesContext(connection) as queries:
            self.client.get(address)
        return queries.captured_queries

    def test_stays_within_its_budget_and_costs_the_same_with_5_and_with_50_rows(self):
        self.add_rows(5)
        few = {address: self.queries_of(address) for address in self.budgets}
        self.add_rows(45)
        for address, budget in self.budgets.items():
            with self.subTest(address):
                many = self.queries_of(address)
                self.assertLessEqual(len(many), budget, _listed(many))
                self.assertEqual(len(few[address]), len(many), _listed(many))

    def test_signing_in_costs_at_most_four_queries_more(self):
        self.add_rows(5)
        addresses = [*self.budgets, "/search/?q=story", "/feedback/"]
        signed_out = {address: self.queries_of(address) for address in addresses}
        for name, reader in {
            "member": MemberFactory(organisation=self.organisation),
            "editor": member_of("Editors"),
            "publisher": member_of("Publishers"),
        }.items():
            self.client.force_login(reader)
            for page in (self.tool, self.story):
                CommentFactory(page=page, author=reader, state="waiting")
                CommentFactory(page=page, author=reader)
            for address in addresses:
                with self.subTest(name, address=address):
                    more = self.queries_of(address)
                    known = [query["sql"] for query in signed_out[address]]
                    extra = [query for query in more if query["sql"] not in known]
                    self.assertLessEqual(
                        len(more) - len(known), SIGNED_IN, _listed(extra)
                    )


def _listed(queries):
    return "\n".join(
        query["sql"][:110] + " … " + query["sql"][-200:] for query in queries
    )
