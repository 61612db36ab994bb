"""What the queue costs: as many questions to the database for 200 comments as for 20."""

from time import process_time

from django.db import connection
from django.test.utils import CaptureQueriesContext

from comments.models import CommentDecision
from comments.services.states import log
from safeguards.personal_details import find_details, patterns_in_use
from tests.comments.test_queue import QueueTestCase, address
from tests.factories import CommentFactory, MemberFactory, StoryPageFactory

MOST_QUERIES = 15
# One page of 200 comments as people write them; generous, for busy machines.
MOST_SECONDS = 2
# Of the length that comments have.
TEXT = (
    "We tried this on ward 12 in October 2025, with twelve people and ten minutes. "
    "See https://example.org/one. Mr Jones, NHS number 943 476 5919, rang from "
    "07700 900123 about his appointment on 12 May. "
) * 4


class BudgetTests(QueueTestCase):
    def fill(self, number):
        """Comments that wait, with all that a row can have around it."""
        pages = [StoryPageFactory() for _number in range(5)]
        for count in range(number):
            page = pages[count % 5]
            thread = CommentFactory(page=page)
            reply = CommentFactory(page=page, parent=thread)
            comment = self.waiting(
                page=page,
                parent=thread,
                answers=reply,
                author=MemberFactory(),
                body=f"{count} {TEXT}",
                held_for=["details", "first"],
                published_at=thread.published_at,
            )
            self.report(comment, reporter=thread.author, note="Look at it")
            log(comment, CommentDecision.Action.HELD, codes=["details"])

    def queries(self, name="waiting", **query):
        with CaptureQueriesContext(connection) as captured:
            response = self.client.get(address(name), query)
        assert response.status_code == 200
        return len(captured), len(response.context["rows"])

    def test_costs_the_same_for_twenty_and_for_two_hundred(self):
        self.fill(20)
        # The first request of a process also fills caches.
        self.queries(show=200)
        few, rows = self.queries(show=200)
        assert rows == 20
        self.fill(180)
        many, rows = self.queries(show=200)
        assert rows == 200
        assert many == few
        assert many <= MOST_QUERIES
        for name in ("reported", "details"):
            with self.subTest(name):
                many, rows = self.queries(name, show=200)
                assert (rows, many <= MOST_QUERIES) == (200, True)

    def test_details_in_two_hundred_texts_are_found_in_no_time(self):
        patterns = patterns_in_use()
        began = process_time()
        with self.assertNumQueries(0):
            for number in range(200):
                assert len(find_details(f"{number} {TEXT}", patterns)) >= 8
        assert process_time() - began < MOST_SECONDS
