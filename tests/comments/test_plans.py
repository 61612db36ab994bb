"""Every query for a page's comments uses an index at 100,000 comments."""

import json
from contextlib import contextmanager

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import RequestFactory, TestCase
from django.test.utils import CaptureQueriesContext

from comments.addresses import address_of
from comments.models import Comment, Order
from comments.sections import Section, ThreadSection
from tests.comments.crowds import answer, speak
from tests.factories import MemberFactory, StoryPageFactory


class PlanTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page, *others = StoryPageFactory.create_batch(5)
        cls.people = MemberFactory.create_batch(20)
        cls.pages = [cls.page, *others]
        speak([cls.page], cls.people, 45_000)
        answer([cls.page], cls.people, 5_000, threads=1)
        speak(others, cls.people, 10_000)
        answer(others, cls.people, 1, threads=10_000)
        assert Comment.objects.count() >= 100_000
        threads = Comment.objects.filter(page_id=cls.page.pk).threads()
        cls.long, cls.last = threads.first(), threads.last()

    def request(self, user):
        request = RequestFactory().get(self.page.url)
        request.user = user or AnonymousUser()
        return request

    @contextmanager
    def finds_by_index(self):
        """Nothing that is asked of the database meanwhile reads all comments."""
        with CaptureQueriesContext(connection) as queries:
            yield
        asked = [
            query["sql"]
            for query in queries.captured_queries
            if '"comments_comment"' in query["sql"]
        ]
        assert asked
        for sql in asked:
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}")
                plan = cursor.fetchone()[0]
            nodes = list(_nodes(json.loads(plan) if isinstance(plan, str) else plan))
            read = [
                node["Node Type"]
                for node in nodes
                if node.get("Relation Name") == "comments_comment"
            ]
            assert read, sql
            assert "Seq Scan" not in read, sql

    def test_part_of_the_discussion_in_each_order(self):
        for order in Order:
            for number in (1, 2, 2_000):
                for user in (None, self.people[0]):
                    with self.subTest(order, number=number, user=user):
                        section = Section(self.request(user), self.page, number, order)
                        with self.finds_by_index():
                            assert len(section.threads) == 20

    def test_counts(self):
        section = Section(self.request(None), self.page)
        with self.finds_by_index():
            assert section.count > section.parts.count > 44_000

    def test_thread_of_5000_replies(self):
        for number in (1, 98):
            section = ThreadSection(
                self.request(self.people[0]), self.page, self.long, number
            )
            with self.finds_by_index():
                assert len(section.thread.shown_replies) == 50

    def test_where_a_comment_stands(self):
        replies = Comment.objects.replies_to(self.long)
        for comment in (self.long, self.last, replies[3], replies[4_000]):
            comment.page = self.page
            with self.finds_by_index():
                assert address_of(comment).endswith(f"#comment-{comment.pk}")


def _nodes(plan):
    """Each step of a plan, those below it included."""
    if isinstance(plan, list):
        for part in plan:
            yield from _nodes(part)
    elif isinstance(plan, dict):
        yield plan
        for part in plan.values():
            yield from _nodes(part)
