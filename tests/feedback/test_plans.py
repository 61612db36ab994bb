"""Every query of the inbox uses an index at 100,000 messages, and there are as many as for 20."""

import json

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from feedback.models import FeedbackItem, FeedbackKind, FeedbackTag
from feedback.viewsets.inbox import FOLDERS
from tests.factories import (
    StoryPageFactory,
    TeamFactory,
    ToolPageFactory,
    member_of,
    without_indexing,
)
from tests.feedback.crowds import send

MOST_QUERIES = 20
TABLE = "feedback_feedbackitem"


class CrowdTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        with without_indexing():
            cls.tool = ToolPageFactory()
            cls.pages = [cls.tool, *StoryPageFactory.create_batch(39)]
            team = TeamFactory()
            cls.pages[-1].content_owner = team
            cls.pages[-1].save()
        cls.people = [member_of("Editors") for _number in range(20)]
        team.members.add(cls.people[0])
        cls.kinds = list(FeedbackKind.objects.all())
        cls.tag = FeedbackTag.objects.create(name="Easy read", slug="easy-read")

    def setUp(self):
        self.client.force_login(self.people[0])

    @classmethod
    def fill(cls, count):
        send(count, pages=cls.pages, people=cls.people, kinds=cls.kinds, tag=cls.tag)

    def asks(self, name, *args, **query):
        """What a list asks of the database, and what it shows."""
        address = reverse(f"feedback_inbox:{name}", args=args)
        # What is kept from one request to the next is asked for before.
        self.client.get(address, query)
        with CaptureQueriesContext(connection) as queries:
            response = self.client.get(address, query)
        assert response.status_code == 200, query
        asked = [query["sql"] for query in queries.captured_queries]
        return asked, response.context["rows"]


class BudgetTests(CrowdTestCase):
    def test_costs_as_many_queries_for_two_thousand_as_for_twenty(self):
        lists = [
            ("new", {"show": 50}),
            ("done", {"show": 200}),
            ("all", {"show": 200}),
            ("all", {"show": 200, "q": "ward", "address": "on", "sort": "due"}),
            ("all", {"show": 200, "section": self.tool.get_parent().pk}),
        ]
        self.fill(40)
        few = [len(self.asks(name, **query)[0]) for name, query in lists]
        FeedbackItem.objects.all().delete()
        self.fill(4000)
        for (name, query), number in zip(lists, few, strict=True):
            with self.subTest(name, **query):
                asked, rows = self.asks(name, **query)
                assert len(rows) >= 50
                assert len(asked) == number <= MOST_QUERIES

    def test_the_menu_costs_one_query_on_every_page(self):
        self.fill(40)
        address = reverse("wagtailadmin_explore_root")
        self.client.get(address)
        with CaptureQueriesContext(connection) as queries:
            self.client.get(address)
        asked = [query["sql"] for query in queries.captured_queries]
        assert sum(TABLE in sql for sql in asked) == 1


class PlanTests(CrowdTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.fill(100_000)

    def find_by_index(self, name, *args, **query):
        """Nothing that a list asks of the database reads all messages."""
        asked, rows = self.asks(name, *args, **query)
        asked = [sql for sql in asked if TABLE in sql]
        assert asked
        for sql in asked:
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}")
                plan = cursor.fetchone()[0]
            plan = json.loads(plan) if isinstance(plan, str) else plan
            read = [
                node["Node Type"]
                for node in _nodes(plan)
                if node.get("Relation Name") == TABLE
            ]
            assert read, sql
            assert "Seq Scan" not in read, sql
        return rows

    def test_tabs(self):
        for folder in FOLDERS:
            with self.subTest(folder.name):
                assert len(self.find_by_index(folder.name)) == 20

    def test_the_last_page_and_the_longest(self):
        assert len(self.find_by_index("all", p=50)) == 20
        assert len(self.find_by_index("all", show=200, p=5)) == 200

    def test_order(self):
        for name, sort in [
            ("all", "oldest"),
            ("done", "oldest"),
            ("all", "due"),
            ("new", "due"),
            ("waiting", "due"),
        ]:
            with self.subTest(name, sort=sort):
                assert len(self.find_by_index(name, sort=sort)) == 20

    def test_filters(self):
        item = FeedbackItem.objects.in_state("new").with_address().first()
        for query in [
            {"kind": self.kinds[0].pk},
            {"page": item.page.title},
            {"section": item.page_id},
            {"section": self.tool.get_parent().pk},
            {"owner": "me"},
            {"owner": self.people[1].pk},
            {"owner": "nobody"},
            {"owner": "teams"},
            {"due": "overdue"},
            {"due": "week"},
            {"tag": self.tag.pk},
            {"source": "document"},
            {"language": "pl"},
            {"risk": "on"},
            {"details": "on"},
            {"address": "on"},
            {"since": "2026-01-01", "until": "2026-01-31"},
            {"state": "open"},
            {"risk": "on", "state": "open", "sort": "due"},
            {"language": "pl", "details": "on", "kind": self.kinds[0].pk},
        ]:
            with self.subTest(**query):
                self.find_by_index("all", **query)

    def test_search(self):
        item = FeedbackItem.objects.in_state("new").with_address().first()
        for words, found in [
            ("template", 20),
            ("tem", 20),
            ("ward 399", 20),
            ("the", 20),
            ("case 99999", 1),
            ("nowhere", 0),
            (item.reference, 1),
            (item.email, 1),
        ]:
            with self.subTest(words):
                assert len(self.find_by_index("all", q=words)) == found

    def test_more_of_one_sender(self):
        item = FeedbackItem.objects.in_state("new").with_address().first()
        assert len(self.find_by_index("same_sender", item.pk)) == 1
        FeedbackItem.objects.filter(pk=item.pk).update(user=self.people[1])
        assert len(self.find_by_index("sender", self.people[1].pk)) == 1


def _nodes(plan):
    """Each step of a plan, those below it included."""
    if isinstance(plan, list):
        for part in plan:
            yield from _nodes(part)
    elif isinstance(plan, dict):
        yield plan
        for part in plan.values():
            yield from _nodes(part)
