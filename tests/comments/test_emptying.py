"""What nobody may see is not kept for ever: words go, what was decided stays."""

from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import TestCase, override_settings
from django.utils import timezone

from comments.models import Comment, CommentDecision, CommentReport, RejectionReason
from comments.services import deciding, threads
from comments.services.forgetting import delete_old_words
from safeguards.timed_jobs import all_jobs
from tests.factories import CommentFactory, StoryPageFactory, member_of

State = Comment.State
Action = CommentDecision.Action

UNSEEN = (State.RETURNED, State.REJECTED, State.HIDDEN, State.MERGED)
DAYS = settings.COMMENT_WORDS_KEPT_DAYS


def days_ago(days, hours=0):
    return timezone.now() - timedelta(days=days, hours=hours)


class DeletingOldWordsTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory()
        cls.moderator = member_of("Comment moderators")

    def comment(self, state, decided_at=None, **fields):
        return CommentFactory(
            page=self.page, state=state, decided_at=decided_at, **fields
        )

    def words_of(self, comment):
        comment.refresh_from_db()
        return comment.body, comment.original_body

    def test_what_nobody_may_see_loses_its_words_after_thirty_days(self):
        assert DAYS == 30
        for state in UNSEEN:
            old = self.comment(state, days_ago(30, hours=1), original_body="Before")
            newer = self.comment(state, days_ago(29, hours=23))
            delete_old_words()
            with self.subTest(state):
                assert self.words_of(old) == ("", "")
                assert self.words_of(newer)[0]
                assert old.state == state
                assert old.emptied_at is not None
                (decision,) = CommentDecision.objects.filter(comment_id=old.pk)
                assert decision.action == Action.EMPTIED
                assert decision.moderator_id is None

    def test_what_waits_is_never_deleted_and_what_is_public_neither(self):
        for state in (State.WAITING, State.PUBLISHED):
            comment = self.comment(
                state,
                days_ago(4000),
                created_at=days_ago(4000),
                waiting_since=days_ago(4000),
            )
            delete_old_words()
            with self.subTest(state):
                assert self.words_of(comment)[0]
                assert comment.emptied_at is None

    def test_a_decision_that_is_undone_in_time_keeps_the_words(self):
        comment = self.comment(State.HIDDEN, days_ago(29))
        comment = deciding.restore(comment, moderator=self.moderator)
        comment = deciding.hide(comment, moderator=self.moderator)
        delete_old_words()
        assert self.words_of(comment)[0]

    def test_notes_of_readers_about_it_go_too(self):
        comment = self.comment(State.HIDDEN, days_ago(31))
        CommentReport.objects.create(
            comment=comment, reason="details", note="It says she lives at 3 Elm."
        )
        delete_old_words()
        assert CommentReport.objects.get().note == ""

    def test_what_a_comment_said_before_goes_and_what_it_says_stays(self):
        for state in (State.WAITING, State.PUBLISHED):
            old = self.comment(state, body="Now", original_body="Before")
            newer = self.comment(state, body="Now", original_body="Before")
            for comment, when in [(old, days_ago(31)), (newer, days_ago(29))]:
                CommentDecision.objects.create(
                    comment_id=comment.pk,
                    action=Action.DETAILS_REMOVED,
                    decided_at=when,
                )
            delete_old_words()
            with self.subTest(state):
                assert self.words_of(old) == ("Now", "")
                assert old.emptied_at is None
                assert self.words_of(newer) == ("Now", "Before")
                assert deciding.opposite_of(old) is None

    def test_once_is_enough(self):
        self.comment(State.REJECTED, days_ago(31))
        delete_old_words()
        before = list(Comment.objects.values())
        delete_old_words()
        assert list(Comment.objects.values()) == before
        assert CommentDecision.objects.count() == 1

    def test_a_thread_keeps_its_place_and_its_replies(self):
        thread = self.comment(State.HIDDEN, days_ago(31))
        reply = self.comment(State.PUBLISHED, parent=thread)
        delete_old_words()
        assert self.words_of(reply)[0]
        thread.refresh_from_db()
        assert list(thread.replies.all()) == [reply]

    def test_replies_of_a_merged_comment_can_still_be_put_back_before(self):
        kept = self.comment(State.PUBLISHED)
        merged = threads.merge(
            self.comment(State.PUBLISHED), into=kept, moderator=self.moderator
        )
        delete_old_words()
        assert deciding.opposite_of(merged) == Action.UNMERGED

    @override_settings(COMMENT_WORDS_KEPT_DAYS=3)
    def test_how_long_is_for_those_who_run_the_site_to_say(self):
        comment = self.comment(State.REJECTED, days_ago(4))
        delete_old_words()
        assert self.words_of(comment) == ("", "")

    def test_is_done_daily(self):
        (job,) = [
            job for job in all_jobs() if job.name == "delete old words of comments"
        ]
        assert job.every == timedelta(days=1)

    def test_the_log_has_no_words(self):
        reason = RejectionReason.objects.first()
        comment = self.comment(State.WAITING, body="Something private")
        deciding.reject(comment, moderator=self.moderator, reason=reason)
        Comment.objects.update(decided_at=days_ago(31))
        delete_old_words()
        assert "private" not in str(list(CommentDecision.objects.values()))

    def test_the_database_keeps_empty_comments_from_readers(self):
        comment = self.comment(State.REJECTED, days_ago(31))
        delete_old_words()
        with self.assertRaises(IntegrityError), transaction.atomic():
            Comment.objects.filter(pk=comment.pk).update(
                state=State.PUBLISHED, published_at=timezone.now()
            )
