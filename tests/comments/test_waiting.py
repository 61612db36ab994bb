"""Writers know how long most of them wait."""

from datetime import timedelta

from django.core.cache import caches
from django.db import connection
from django.template import Context, Template
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from comments.models import Comment, CommentDecision, CommentSettings
from comments.services import deciding
from comments.services.waiting import forget_promise, promise, time_promised
from tests.factories import CommentFactory, member_of

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def decide(*waits, ago=HOUR):
    """Decisions after waits of so long."""
    forget_promise()
    for waited in waits:
        CommentDecision.objects.create(
            comment_id=1,
            action=CommentDecision.Action.APPROVED,
            waited=waited,
            decided_at=timezone.now() - ago,
        )


class PromiseTests(TestCase):
    def setUp(self):
        caches["process"].clear()

    def test_the_setting_speaks_below_ten_decisions(self):
        assert promise() == "Most are answered within 2 days."
        decide(*[HOUR] * 9)
        assert promise() == "Most are answered within 2 days."
        decide(HOUR)
        assert promise() == "Most are answered within an hour."

    def test_nine_of_ten_waited_no_longer(self):
        decide(*[HOUR * number for number in range(1, 11)], *[HOUR / 2] * 10)
        assert time_promised() == 8 * HOUR
        decide(*[100 * DAY] * 2)
        assert time_promised() == 10 * HOUR

    def test_what_was_decided_long_ago_or_without_a_wait_is_left_out(self):
        decide(*[HOUR] * 10, ago=31 * DAY)
        decide(*[None] * 10)
        assert time_promised() == 48 * HOUR

    def test_words_are_round(self):
        for hours, words in (
            (0, "an hour"),
            (0.2, "an hour"),
            (1.1, "2 hours"),
            (4.5, "6 hours"),
            (11, "12 hours"),
            (13, "a day"),
            (24, "a day"),
            (24.5, "2 days"),
            (72, "3 days"),
            (14 * 24, "14 days"),
            (14 * 24 + 1, "3 weeks"),
            (100 * 24, "15 weeks"),
        ):
            with self.subTest(hours):
                caches["process"].set("comments.time_promised", HOUR * hours)
                assert promise() == f"Most are answered within {words}."

    def test_kept_for_a_while(self):
        time_promised()
        CommentDecision.objects.bulk_create(
            CommentDecision(comment_id=1, action="approved", waited=HOUR)
            for _number in range(10)
        )
        assert promise() == "Most are answered within 2 days."
        with translation.override("pl"):
            assert promise()
        forget_promise()
        assert promise() == "Most are answered within an hour."

    def test_asks_the_log_once(self):
        decide(*[HOUR] * 10)
        with CaptureQueriesContext(connection) as queries:
            time_promised()
            time_promised()
        asked = [each for each in queries if "comments_commentdecision" in each["sql"]]
        assert len(asked) == 1

    def test_a_new_setting_holds_at_once(self):
        promise()
        CommentSettings.objects.create(promised_hours=6)
        assert promise() == "Most are answered within 6 hours."

    def test_real_decisions_are_counted(self):
        moderator = member_of("Comment moderators")
        for _number in range(10):
            waiting = CommentFactory(
                state=Comment.State.WAITING, waiting_since=timezone.now() - 5 * HOUR
            )
            deciding.approve(waiting, moderator=moderator)
        forget_promise()
        assert promise() == "Most are answered within 6 hours."

    def test_templates_ask_by_a_tag(self):
        template = Template("{% load comment_tags %}{% comment_promise %}")
        assert template.render(Context()) == "Most are answered within 2 days."
