"""How many queries a discussion costs: the same for nobody's words and for 50,000 comments."""

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Organisation
from accounts.purposes import SHOW_ORGANISATION
from accounts.services.consents import give
from comments.models import Comment, PagePolicy
from tests.comments.crowds import answer, speak
from tests.factories import CommentFactory, MemberFactory, StoryPageFactory

# What a page with comments may cost more than the same page without.
MORE = 4


class DiscussionBudgetTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory()
        organisation = Organisation.objects.create(name="Open Gate Carers")
        cls.authors = MemberFactory.create_batch(20, organisation=organisation)
        cls.reader, *_others = cls.authors
        for author in cls.authors:
            give(author, SHOW_ORGANISATION)

    def cost(self, address):
        # Content types and the like are kept for the life of the process.
        self.client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert self.client.get(address).status_code == 200
        self.asked = [query["sql"] for query in queries.captured_queries]
        return len(queries)

    def costs(self):
        """Of the page: without comments, with none yet, with 20, with 50,000, and with one's own that waits."""
        policy = PagePolicy.objects.create(page_id=self.page.pk, mode="off")
        yield self.cost(self.page.url)
        policy.delete()
        yield self.cost(self.page.url)
        speak([self.page], self.authors, 10)
        answer([self.page], self.authors, 1)
        assert Comment.objects.count() == 20
        yield self.cost(self.page.url)
        speak([self.page], self.authors, 24_990)
        answer([self.page], self.authors, 1)
        # Every thread had one reply more, the first ten have two.
        assert Comment.objects.count() > 50_000
        yield self.cost(self.page.url)
        CommentFactory(page=self.page, author=self.reader, state="waiting")
        yield self.cost(self.page.url)

    def assert_costs_the_same(self):
        alone, none, few, many, waiting = self.costs()
        assert none == few == many, (none, few, many)
        asked = "\n".join(sql[:90] + " … " + sql[-90:] for sql in self.asked)
        assert waiting <= alone + MORE, asked

    def test_signed_out(self):
        self.assert_costs_the_same()
        self.assertContains(
            self.client.get(self.page.url),
            f"{Comment.objects.published().count():,} comments",
        )

    def test_signed_in(self):
        self.client.force_login(self.reader)
        self.assert_costs_the_same()

    def test_every_part_costs_the_same_and_a_long_thread_no_more(self):
        speak([self.page], self.authors, 100)
        answer([self.page], self.authors, 5_000, threads=1)
        thread = Comment.objects.threads().first()
        number = self.page.pk
        parts = {
            reverse("comments_part", args=[number, 2]),
            reverse("comments_part", args=[number, 5]),
            reverse("comments_part_in_order", args=[number, "newest", 1]),
            reverse("comments_part_in_order", args=[number, "helpful", 3]),
        }
        assert len({self.cost(part) for part in parts}) == 1
        threads = {
            reverse("comment_thread", args=[thread.pk]),
            reverse("comment_thread_part", args=[thread.pk, 98]),
            reverse("comment_thread", args=[Comment.objects.threads().last().pk]),
        }
        assert len({self.cost(part) for part in threads}) == 1
