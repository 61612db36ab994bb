"""What the editor sends when an editor is quick, or chooses the same thing twice."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.test.utils import WagtailPageTestCase
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from pages.models import StoryPage
from tests.factories import StoryPageFactory, ToolPageFactory, TopicFactory


class SavingTests(WagtailPageTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.story = StoryPageFactory(live=False)
        cls.topic = TopicFactory()
        cls.tool = ToolPageFactory()

    def setUp(self):
        self.login()

    def sent(self, *, topics=(), tools=(), outcomes=(), **action):
        """What the editor's form holds."""
        data = {
            "title": self.story.title,
            "slug": self.story.slug,
            "summary": "Short.",
            "date": self.story.date.isoformat(),
            "body": streamfield([("text", rich_text("<p>Text.</p>"))]),
            "pinned_pages": inline_formset([]),
            "page_topics": inline_formset([{"topic": topic.pk} for topic in topics]),
            "tools_used": inline_formset([{"tool": tool.pk} for tool in tools]),
            "outcomes": inline_formset(list(outcomes)),
            "comments": inline_formset([]),
            **action,
        }
        return nested_form_data(data)

    def save(self, **sent):
        address = reverse("wagtailadmin_pages:edit", args=[self.story.pk])
        return self.client.post(address, self.sent(**sent))

    def test_a_topic_chosen_twice_is_refused(self):
        response = self.save(topics=[self.topic, self.topic])
        self.assertContains(response, "could not be saved due to validation errors")
        self.assertEqual(self.story.page_topics.count(), 0)

    def test_a_tool_chosen_twice_is_refused(self):
        response = self.save(tools=[self.tool, self.tool])
        self.assertContains(response, "could not be saved due to validation errors")
        self.assertEqual(self.story.tools_used.count(), 0)

    def test_what_was_saved_by_itself_meanwhile_is_not_saved_twice(self):
        rows = {
            "topics": [self.topic],
            "tools": [self.tool],
            "outcomes": [{"measure": "days", "before": "3", "after": "2"}],
        }
        self.save(**rows)
        response = self.save(**rows, **{"action-submit": "1"})
        self.assertEqual(response.status_code, 302)
        for rows in (
            self.story.page_topics,
            self.story.tools_used,
            self.story.outcomes,
        ):
            self.assertEqual(rows.count(), 1)

    def test_rows_of_a_live_page_wait_for_its_publication(self):
        self.story.save_revision().publish()
        self.save(topics=[self.topic])
        self.assertEqual(self.story.page_topics.count(), 0)
        self.save(topics=[self.topic], **{"action-publish": "1"})
        self.assertEqual(self.story.page_topics.count(), 1)

    def test_a_date_that_was_left_alone_is_no_change(self):
        # Approving what was changed means that it must be approved again.
        form_class = StoryPage.get_edit_handler().get_form_class()
        form = form_class(
            self.sent(), instance=self.story, parent_page=self.story.get_parent()
        )
        self.assertNotIn("date", form.changed_data)

    def test_two_saves_of_one_page_take_turns(self):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            self.save(topics=[self.topic])
        statements = [query["sql"] for query in queries]
        turn = next(i for i, sql in enumerate(statements) if "FOR UPDATE" in sql)
        kept = next(
            i
            for i, sql in enumerate(statements)
            if 'INSERT INTO "pages_pagetopic' in sql
        )
        self.assertLess(turn, kept)
        self.assertIn('"wagtailcore_page"', statements[turn])
