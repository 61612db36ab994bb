"""What moderators decide beyond yes and no, and how they take it back."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import TestCase
from django.utils import timezone

from accounts.models import AccountEvent
from comments.models import Comment, CommentDecision, RejectionReason
from comments.services import deciding, threads
from comments.services.states import AlreadyDecided, WordsAreGone
from tests.factories import CommentFactory, MemberFactory, StoryPageFactory, member_of

State = Comment.State
Action = CommentDecision.Action
Hold = Comment.Hold


def log_of(comment):
    return list(CommentDecision.objects.filter(comment_id=comment.pk).order_by("pk"))


class DecidingTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.moderator = member_of("Comment moderators", display_name="Morag")
        cls.reason = RejectionReason.objects.first()
        cls.page = StoryPageFactory(title="Fewer falls")

    def comment(self, state=State.WAITING, body="Words of mine", **fields):
        return CommentFactory(page=self.page, state=state, body=body, **fields)

    def decide(self, service, comment, **details):
        return service(comment, moderator=self.moderator, **details)

    def assert_mailed(self, comment, *expected):
        (message,) = mail.outbox
        mail.outbox.clear()
        assert message.to == [comment.author.email]
        text = f"{message.subject}\n{message.body}"
        assert "Morag" not in text
        assert "Words" not in text
        for words in expected:
            assert words in text


class TrustingTests(DecidingTestCase):
    def test_approves_and_publishes_all_else_at_once_from_now_on(self):
        comment = self.decide(deciding.approve_and_trust, self.comment())
        comment.author.refresh_from_db()
        assert comment.is_public
        assert comment.author.is_trusted
        assert log_of(comment)[0].codes == ["trusted"]
        assert AccountEvent.objects.filter(
            action=AccountEvent.Action.TRUSTED, actor_id=self.moderator.pk
        ).exists()
        self.assert_mailed(comment, "is published")

    def test_undoing_takes_the_trust_back_too(self):
        comment = self.decide(deciding.approve_and_trust, self.comment())
        comment = self.decide(deciding.undo, comment)
        comment.author.refresh_from_db()
        assert comment.state == State.WAITING
        assert not comment.author.is_trusted

    def test_undoing_leaves_trust_that_was_there_before(self):
        author = MemberFactory(is_trusted=True)
        comment = self.decide(deciding.approve_and_trust, self.comment(author=author))
        self.decide(deciding.undo, comment)
        author.refresh_from_db()
        assert author.is_trusted

    def test_undoing_puts_back_on_watch_whoever_was(self):
        author = MemberFactory(is_watched=True)
        comment = self.decide(deciding.approve_and_trust, self.comment(author=author))
        author.refresh_from_db()
        assert (author.is_trusted, author.is_watched) == (True, False)
        self.decide(deciding.undo, comment)
        author.refresh_from_db()
        assert (author.is_trusted, author.is_watched) == (False, True)

    def test_trusts_nobody_where_the_comment_was_decided_about(self):
        comment = self.comment(State.REJECTED)
        with pytest.raises(AlreadyDecided):
            self.decide(deciding.approve_and_trust, comment)
        comment.author.refresh_from_db()
        assert not comment.author.is_trusted

    def test_refuses_who_may_moderate_but_not_trust(self):
        comment = self.comment(author=member_of("Publishers"))
        with pytest.raises(PermissionDenied):
            self.decide(deciding.approve_and_trust, comment)
        comment.refresh_from_db()
        assert comment.state == State.WAITING

    def test_a_writer_who_is_gone_needs_no_trust(self):
        comment = self.decide(deciding.approve_and_trust, self.comment(author=None))
        assert comment.is_public


class AskingToChangeTests(DecidingTestCase):
    def test_sends_it_back_with_the_reason(self):
        comment = self.decide(
            deciding.ask_to_change, self.comment(), reason=self.reason
        )
        assert comment.state == State.RETURNED
        (decision,) = log_of(comment)
        assert decision.action == Action.RETURNED
        assert decision.reason_id == self.reason.pk
        assert decision.moderator_id == self.moderator.pk
        assert decision.waited is not None
        self.assert_mailed(comment, "Fewer falls", self.reason.message)

    def test_who_is_asked_again_may_send_it_again(self):
        comment = self.comment(resent_at=timezone.now())
        comment = self.decide(deciding.ask_to_change, comment, reason=self.reason)
        assert comment.resent_at is None

    def test_only_what_waits(self):
        for state in set(State) - {State.WAITING}:
            with self.subTest(state), pytest.raises(AlreadyDecided):
                self.decide(
                    deciding.ask_to_change, self.comment(state), reason=self.reason
                )

    def test_only_what_the_moderator_saw(self):
        comment = self.comment()
        Comment.objects.update(version=2, body="Other words")
        with pytest.raises(AlreadyDecided):
            self.decide(deciding.ask_to_change, comment, reason=self.reason, seen=1)


class TakingDetailsOutTests(DecidingTestCase):
    body = "Words: call me on 07700 900123 or at ann@ward.example, any day."

    def test_puts_a_word_in_the_place_of_each_detail(self):
        comment = self.decide(
            deciding.take_details_out, self.comment(State.PUBLISHED, self.body)
        )
        comment.refresh_from_db()
        assert comment.body == (
            "Words: call me on [phone number removed] "
            "or at [e-mail address removed], any day."
        )
        assert comment.original_body == self.body
        assert comment.is_public
        self.assert_mailed(comment, "was changed", "The place is marked")

    def test_logs_kinds_and_places_and_never_what_stood_there(self):
        comment = self.decide(
            deciding.take_details_out, self.comment(State.PUBLISHED, self.body)
        )
        (decision,) = log_of(comment)
        assert decision.action == Action.DETAILS_REMOVED
        phone, email = decision.codes
        assert phone.startswith("phone:")
        assert email.startswith("email:")
        start, end = map(int, phone.split(":")[1].split("-"))
        assert self.body[start:end] == "07700 900123"
        everything = str(list(CommentDecision.objects.values()))
        assert "07700" not in everything
        assert "ann@" not in everything

    def test_what_waits_goes_on_waiting_for_its_other_reasons(self):
        comment = self.comment(body=self.body, held_for=[Hold.FIRST, Hold.DETAILS])
        comment = self.decide(deciding.take_details_out, comment)
        assert comment.state == State.WAITING
        assert comment.held_for == [Hold.FIRST]

    def test_takes_out_what_a_moderator_marked(self):
        comment = self.comment(body="The judge in bed 4 on Elm fell.")
        comment = self.decide(
            deciding.take_details_out, comment, spans=[(13, 18), (4, 9)]
        )
        assert comment.body == "The [details removed] in [details removed] on Elm fell."
        assert log_of(comment)[0].codes == ["marked:4-9", "marked:13-18"]

    def test_marks_that_overlap_are_one(self):
        comment = self.comment(body="abcdefghij")
        comment = self.decide(
            deciding.take_details_out, comment, spans=[(4, 7), (2, 5), (7, 8)]
        )
        assert comment.body == "ab[details removed]ij"
        assert log_of(comment)[0].codes == ["marked:2-8"]

    def test_refuses_marks_that_are_not_in_the_text(self):
        for spans in ([], [(0, 99)], [(-1, 3)], [(3, 3)], [(5, 2)]):
            comment = self.comment(body="Short words")
            with self.subTest(spans), pytest.raises(deciding.NothingToTakeOut):
                self.decide(deciding.take_details_out, comment, spans=spans)
            comment.refresh_from_db()
            assert (comment.body, comment.original_body) == ("Short words", "")

    def test_says_so_where_nothing_is_found(self):
        with pytest.raises(deciding.NothingToTakeOut) as refused:
            self.decide(deciding.take_details_out, self.comment())
        assert "Mark them first" in str(refused.value)

    def test_once_more_keeps_what_was_written_first(self):
        comment = self.decide(deciding.take_details_out, self.comment(body=self.body))
        comment = self.decide(deciding.take_details_out, comment, spans=[(0, 5)])
        assert comment.original_body == self.body
        comment = self.decide(deciding.undo, comment)
        assert (comment.body, comment.original_body) == (self.body, "")

    def test_putting_back_shows_all_as_it_was(self):
        comment = self.comment(body=self.body, held_for=[Hold.DETAILS])
        comment = self.decide(deciding.take_details_out, comment)
        mail.outbox.clear()
        comment = self.decide(deciding.put_details_back, comment)
        comment.refresh_from_db()
        assert (comment.body, comment.original_body) == (self.body, "")
        assert comment.held_for == [Hold.DETAILS]
        assert log_of(comment)[-1].action == Action.DETAILS_RESTORED
        self.assert_mailed(comment, "has put it back")

    def test_puts_nothing_back_over_what_its_writer_changed(self):
        comment = self.decide(
            deciding.take_details_out, self.comment(State.PUBLISHED, self.body)
        )
        CommentDecision.objects.create(comment_id=comment.pk, action=Action.EDITED)
        with pytest.raises(deciding.NothingToPutBack):
            self.decide(deciding.put_details_back, comment)
        with pytest.raises(deciding.NothingToPutBack):
            self.decide(deciding.put_details_back, self.comment())

    def test_not_where_nobody_would_read_it(self):
        for state in set(State) - {State.WAITING, State.PUBLISHED}:
            comment = self.comment(state, self.body)
            with self.subTest(state), pytest.raises(AlreadyDecided):
                self.decide(deciding.take_details_out, comment)


class UndoingTests(DecidingTestCase):
    def undone(self, comment, seen=None):
        return self.decide(deciding.undo, comment, seen=seen)

    def test_what_was_decided_waits_again(self):
        decisions = [
            (deciding.approve, {}),
            (deciding.reject, {"reason": self.reason}),
            (deciding.ask_to_change, {"reason": self.reason}),
        ]
        for service, details in decisions:
            with self.subTest(service.__name__):
                comment = self.decide(service, self.comment(), **details)
                mail.outbox.clear()
                assert deciding.opposite_of(comment) == Action.WAITING_AGAIN
                comment = self.undone(comment)
                assert comment.state == State.WAITING
                assert comment.held_for
                assert log_of(comment)[-1].action == Action.WAITING_AGAIN
                assert log_of(comment)[-1].moderator_id == self.moderator.pk
                self.assert_mailed(comment, "is looked at again")

    def test_hiding_and_showing_undo_each_other(self):
        comment = self.decide(deciding.hide, self.comment(State.PUBLISHED))
        assert deciding.opposite_of(comment) == Action.RESTORED
        comment = self.undone(comment)
        assert comment.is_public
        assert deciding.opposite_of(comment) == Action.HIDDEN
        assert self.undone(comment).state == State.HIDDEN

    def test_threads_and_details_are_undone_too(self):
        other = StoryPageFactory()
        kept = self.comment(State.PUBLISHED)
        body = "Call 07700 900123."
        for service, details, opposite in [
            (threads.lock, {}, Action.UNLOCKED),
            (threads.move_thread, {"to_page": other}, Action.MOVED),
            (threads.merge, {"into": kept}, Action.UNMERGED),
            (deciding.take_details_out, {}, Action.DETAILS_RESTORED),
        ]:
            with self.subTest(service.__name__):
                before = self.comment(State.PUBLISHED, body)
                comment = self.decide(service, before, **details)
                assert deciding.opposite_of(comment) == opposite
                after = self.undone(comment)
                for name in ("state", "page_id", "body", "is_locked", "merged_into"):
                    assert getattr(after, name) == getattr(before, name)

    def test_undoes_what_was_decided_last(self):
        comment = self.decide(deciding.approve, self.comment())
        comment = self.decide(threads.lock, comment)
        comment = self.undone(comment)
        assert comment.is_public
        assert not comment.is_locked

    def test_a_report_since_is_no_decision(self):
        comment = self.decide(deciding.approve, self.comment())
        CommentDecision.objects.create(comment_id=comment.pk, action=Action.REPORTED)
        assert deciding.opposite_of(comment) == Action.WAITING_AGAIN

    def test_nothing_to_undo(self):
        for action in (None, Action.EDITED, Action.REMOVED, Action.WAITING_AGAIN):
            comment = self.comment(State.PUBLISHED)
            if action:
                CommentDecision.objects.create(comment_id=comment.pk, action=action)
            assert deciding.opposite_of(comment) is None
            with self.subTest(action), pytest.raises(deciding.NothingToUndo):
                self.undone(comment)

    def test_only_what_the_moderator_saw(self):
        comment = self.decide(deciding.approve, self.comment())
        with pytest.raises(AlreadyDecided):
            self.undone(comment, seen=comment.version - 1)
        assert self.undone(comment, seen=comment.version).state == State.WAITING

    def test_no_words_no_way_back(self):
        gone = {"body": "", "emptied_at": timezone.now()}
        refused = self.decide(deciding.reject, self.comment(), reason=self.reason)
        hidden = self.decide(deciding.hide, self.comment(State.PUBLISHED))
        kept = self.comment(State.PUBLISHED)
        merged = self.decide(threads.merge, self.comment(), into=kept)
        for comment, service in [
            (refused, deciding.put_back),
            (refused, deciding.restore),
            (hidden, deciding.restore),
            (merged, threads.unmerge),
        ]:
            Comment.objects.filter(pk=comment.pk).update(**gone)
            comment.refresh_from_db()
            with self.subTest(service.__name__), pytest.raises(WordsAreGone):
                self.decide(service, comment)
            assert deciding.opposite_of(comment) is None

    def test_many_are_asked_about_with_one_query(self):
        comments = [self.decide(deciding.approve, self.comment()) for _ in range(5)]
        with self.assertNumQueries(1):
            found = deciding.opposites_of(comments)
        assert set(found) == {comment.pk for comment in comments}

    def test_only_moderators(self):
        comment = self.decide(deciding.approve, self.comment())
        for person in (member_of("Editors"), comment.author):
            for service in (
                deciding.undo,
                deciding.put_back,
                deciding.put_details_back,
                deciding.take_details_out,
                deciding.approve_and_trust,
            ):
                with self.subTest(service.__name__), pytest.raises(PermissionDenied):
                    service(comment, moderator=person)
            with pytest.raises(PermissionDenied):
                deciding.ask_to_change(comment, moderator=person, reason=self.reason)

    def test_how_long_a_writer_waited_is_counted_anew(self):
        comment = self.comment()
        Comment.objects.update(waiting_since=timezone.now() - timedelta(hours=5))
        comment = self.decide(deciding.approve, comment)
        comment = self.decide(deciding.put_back, comment)
        comment = self.decide(deciding.approve, comment)
        first, _again, second = log_of(comment)
        assert first.waited >= timedelta(hours=5)
        assert second.waited < timedelta(minutes=1)
