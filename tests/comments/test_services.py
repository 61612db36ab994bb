"""The rules of writing and deciding, whatever any page or form shows."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connections
from django.test import TestCase, TransactionTestCase
from django.utils import timezone

from comments.models import (
    MAX_COMMENT_LENGTH,
    Comment,
    CommentDecision,
    PagePolicy,
    RejectionReason,
)
from comments.services import deciding, forgetting, writing
from comments.services.states import AlreadyDecided
from tests.factories import (
    CommentFactory,
    MemberFactory,
    StoryPageFactory,
    UserFactory,
    member_of,
)

State = Comment.State
Action = CommentDecision.Action


def actions_on(comment):
    decisions = CommentDecision.objects.filter(comment_id=comment.pk)
    return [decision.action for decision in decisions.order_by("pk")]


class PostingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory()
        cls.member = MemberFactory()

    def post(self, body="A good idea.", **kwargs):
        return writing.post_comment(
            **{"page": self.page, "author": self.member, "body": body, **kwargs}
        )

    def test_first_comment_waits(self):
        comment = self.post()
        assert comment.state == State.WAITING
        assert actions_on(comment) == [Action.HELD]

    def test_waits_until_one_was_approved_not_merely_written(self):
        self.post("One.")
        assert self.post("Two.").state == State.WAITING

    def test_later_comments_appear_at_once(self):
        CommentFactory(page=self.page, author=self.member)
        comment = self.post()
        assert comment.state == State.PUBLISHED
        assert actions_on(comment) == [Action.PUBLISHED_AT_ONCE]

    def test_first_comment_of_a_trusted_member_appears_at_once(self):
        # What the caller holds may be older than the trust.
        member = MemberFactory(is_trusted=True)
        member.is_trusted = False
        comment = writing.post_comment(
            page=self.page, author=member, body="A good idea."
        )
        assert comment.state == State.PUBLISHED
        assert actions_on(comment) == [Action.PUBLISHED_AT_ONCE]

    def test_hidden_comment_vouches_for_nobody(self):
        CommentFactory(page=self.page, author=self.member, state=State.HIDDEN)
        assert self.post().state == State.WAITING

    def test_same_form_twice_is_one_comment(self):
        submission = uuid4()
        first = self.post(submission=submission)
        # Long after, too: a browser that reloads the form after a restart.
        Comment.objects.update(created_at=timezone.now() - timedelta(days=2))
        assert self.post(submission=submission) == first
        assert Comment.objects.count() == 1

    def test_form_kept_by_the_browser_with_other_words_is_another_comment(self):
        submission = uuid4()
        first = self.post("One.", submission=submission)
        second = self.post("Two.", submission=submission)
        assert first != second
        assert Comment.objects.count() == 2

    def test_foreign_submission_makes_ones_own_comment(self):
        foreign = CommentFactory(page=self.page, body="A good idea.")
        comment = self.post(submission=foreign.submission)
        assert comment != foreign
        assert comment.author == self.member

    def test_same_words_within_minutes_are_one_comment(self):
        first = self.post("Same  words. ")
        assert self.post("Same  words.") == first

    def test_same_words_later_are_another_comment(self):
        first = self.post()
        Comment.objects.update(created_at=timezone.now() - timedelta(hours=1))
        assert self.post() != first

    def test_same_words_elsewhere_are_another_comment(self):
        first = self.post()
        assert self.post(page=StoryPageFactory()) != first

    def test_same_words_after_a_refusal_are_another_comment(self):
        first = self.post()
        Comment.objects.update(state=State.REJECTED)
        assert self.post() != first

    def test_refuses_who_is_not_signed_in(self):
        with pytest.raises(PermissionDenied):
            self.post(author=AnonymousUser())

    def test_refuses_who_is_suspended(self):
        self.member.is_active = False
        self.member.save()
        with pytest.raises(PermissionDenied):
            self.post()

    def test_refuses_who_was_suspended_meanwhile(self):
        type(self.member).objects.update(is_active=False)
        with pytest.raises(PermissionDenied):
            self.post()

    def test_refuses_an_unproven_address(self):
        EmailAddress.objects.update(verified=False)
        with pytest.raises(PermissionDenied):
            self.post()

    def test_refuses_on_a_draft(self):
        with pytest.raises(PermissionDenied):
            self.post(page=StoryPageFactory(live=False))

    def test_refuses_where_closed_and_where_off(self):
        for mode in (PagePolicy.Mode.CLOSED, PagePolicy.Mode.OFF):
            PagePolicy.objects.update_or_create(
                page_id=self.page.pk, defaults={"mode": mode}
            )
            with self.subTest(mode), pytest.raises(PermissionDenied):
                self.post()

    def test_refuses_empty_and_too_long(self):
        for body in ("", " \n\t ", "\u200b\u200b", "\x00", "x" * 3001):
            with self.subTest(body[:9]), pytest.raises(writing.CannotBeStored):
                self.post(body)
        assert not Comment.objects.exists()

    def test_takes_what_people_type(self):
        for body in (
            "x" * MAX_COMMENT_LENGTH,
            "🎉" * MAX_COMMENT_LENGTH,
            "فكرة جيدة",
            "a\x00b",
            "<b>bold</b>",
            "l" * 2000,
        ):
            with self.subTest(body[:9]):
                comment = self.post(body)
                comment.refresh_from_db()
                assert comment.body == body.replace("\x00", "")


class ReplyTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory()
        cls.thread = CommentFactory(page=cls.page)
        cls.member = MemberFactory()

    def reply(self, parent, body="I agree."):
        return writing.post_comment(
            page=self.page, author=self.member, body=body, parent=parent
        )

    def test_reply_stands_in_the_thread(self):
        assert self.reply(self.thread).parent == self.thread

    def test_reply_to_a_reply_joins_the_thread(self):
        reply = CommentFactory(page=self.page, parent=self.thread)
        assert self.reply(reply).parent == self.thread

    def test_refuses_a_parent_on_another_page(self):
        with pytest.raises(writing.CannotReply):
            self.reply(CommentFactory())

    def test_refuses_a_parent_that_is_not_public(self):
        for state in (State.WAITING, State.REJECTED, State.HIDDEN, State.REMOVED):
            parent = CommentFactory(page=self.page, state=state)
            with self.subTest(state), pytest.raises(writing.CannotReply):
                self.reply(parent)


class DecidingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.moderator = member_of(
            "Comment moderators", display_name="Morag the Moderator"
        )
        cls.reason = RejectionReason.objects.first()
        cls.page = StoryPageFactory(title="Fewer falls")

    def comment(self, state=State.WAITING, **kwargs):
        return CommentFactory(
            page=self.page, state=state, body="Words of mine", **kwargs
        )

    def decide(self, service, comment, **kwargs):
        return service(comment, moderator=self.moderator, **kwargs)

    def assert_mailed(self, comment, *expected):
        assert len(mail.outbox) == 1
        message = mail.outbox[0]
        assert message.to == [comment.author.email]
        text = f"{message.subject}\n{message.body}"
        assert "Words of mine" not in text
        assert "Morag" not in text
        for words in expected:
            assert words in text

    def test_approving_publishes_and_tells(self):
        comment = self.decide(deciding.approve, self.comment())
        assert comment.state == State.PUBLISHED
        assert actions_on(comment) == [Action.APPROVED]
        self.assert_mailed(comment, "Fewer falls", f"/#comment-{comment.pk}")

    def test_rejecting_tells_the_reason(self):
        comment = self.decide(deciding.reject, self.comment(), reason=self.reason)
        assert comment.state == State.REJECTED
        decision = CommentDecision.objects.get(comment_id=comment.pk)
        assert decision.reason_id == self.reason.pk
        assert decision.moderator_id == self.moderator.pk
        self.assert_mailed(comment, self.reason.message)

    def test_hiding_and_showing_again(self):
        comment = self.decide(deciding.hide, self.comment(State.PUBLISHED))
        assert comment.state == State.HIDDEN
        self.assert_mailed(comment, "no longer shown")
        mail.outbox.clear()
        comment = self.decide(deciding.restore, comment)
        assert comment.state == State.PUBLISHED
        self.assert_mailed(comment, "shown again")
        assert actions_on(comment) == [Action.HIDDEN, Action.RESTORED]

    def test_a_writer_is_told_in_the_language_they_chose(self):
        comment = self.comment(author=MemberFactory(language="ar"))
        self.decide(deciding.approve, comment)
        self.assertIn('lang="ar"', mail.outbox[0].alternatives[0].content)

    def test_a_refusal_can_be_undone(self):
        comment = self.decide(deciding.restore, self.comment(State.REJECTED))
        assert comment.state == State.PUBLISHED
        assert comment.published_at
        self.assert_mailed(comment, "is published")

    def test_the_second_decision_is_told_and_changes_nothing(self):
        comment = self.comment()
        stale = Comment.objects.get(pk=comment.pk)
        self.decide(deciding.approve, comment)
        mail.outbox.clear()
        with pytest.raises(AlreadyDecided) as caught:
            self.decide(deciding.reject, stale, reason=self.reason)
        assert caught.value.comment.state == State.PUBLISHED
        assert not mail.outbox
        assert actions_on(comment) == [Action.APPROVED]

    def test_each_decision_needs_its_state(self):
        wrong = [
            (deciding.approve, State.PUBLISHED, {}),
            (deciding.approve, State.REMOVED, {}),
            (deciding.reject, State.HIDDEN, {"reason": self.reason}),
            (deciding.hide, State.WAITING, {}),
            (deciding.restore, State.WAITING, {}),
            (deciding.restore, State.REMOVED, {}),
        ]
        for service, state, kwargs in wrong:
            with (
                self.subTest(service.__name__, state=state),
                pytest.raises(AlreadyDecided),
            ):
                self.decide(service, self.comment(state), **kwargs)

    def test_only_moderators_decide(self):
        comment = self.comment()
        for groups in ([], ["Editors"], ["Publishers"]):
            person = member_of(*groups)
            for service in (deciding.approve, deciding.hide, deciding.restore):
                with self.subTest(groups), pytest.raises(PermissionDenied):
                    service(comment, moderator=person)
            with pytest.raises(PermissionDenied):
                deciding.reject(comment, moderator=person, reason=self.reason)

    def test_nobody_is_mailed_when_the_writer_is_gone(self):
        self.decide(deciding.approve, self.comment(author=None))
        inactive = MemberFactory(is_active=False)
        self.decide(deciding.approve, self.comment(author=inactive))
        assert not mail.outbox


class RemovingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory()
        cls.member = MemberFactory()

    def test_removes_the_words(self):
        for state in (State.WAITING, State.PUBLISHED):
            comment = CommentFactory(page=self.page, author=self.member, state=state)
            writing.remove_own(comment, author=self.member)
            comment.refresh_from_db()
            assert (comment.state, comment.body) == (State.REMOVED, "")
            assert actions_on(comment) == [Action.REMOVED]

    def test_refuses_what_others_wrote(self):
        comment = CommentFactory(page=self.page)
        with pytest.raises(PermissionDenied):
            writing.remove_own(comment, author=self.member)

    def test_what_a_moderator_hid_stays_as_it_was(self):
        comment = CommentFactory(page=self.page, author=self.member, state=State.HIDDEN)
        with pytest.raises(PermissionDenied):
            writing.remove_own(comment, author=self.member)


class ForgettingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory()
        cls.member = MemberFactory()
        cls.alone = CommentFactory(page=cls.page, author=cls.member)
        cls.answered = CommentFactory(page=cls.page, author=cls.member)
        cls.answer = CommentFactory(
            page=cls.page, parent=cls.answered, state=State.WAITING
        )
        cls.own_thread = CommentFactory(page=cls.page, author=cls.member)
        CommentFactory(page=cls.page, author=cls.member, parent=cls.own_thread)
        cls.foreign = CommentFactory(page=cls.page)
        CommentFactory(page=cls.page, author=cls.member, parent=cls.foreign)

    def test_keeps_the_words_without_the_name(self):
        forgetting.forget_author(self.member, keep_words=True)
        assert not Comment.objects.filter(author=self.member).exists()
        assert Comment.objects.count() == 7
        self.alone.refresh_from_db()
        assert self.alone.body

    def test_takes_the_words_away_and_loses_no_reply(self):
        forgetting.forget_author(self.member, keep_words=False)
        left = {self.answered, self.answer, self.foreign}
        assert set(Comment.objects.all()) == left
        self.answered.refresh_from_db()
        assert self.answered.author is None
        assert (self.answered.state, self.answered.body) == (State.REMOVED, "")

    def test_an_account_deleted_outright_leaves_its_comments(self):
        self.member.delete()
        assert Comment.objects.count() == 7


class RaceTests(TransactionTestCase):
    # Keeps what the migrations made: this class alone would otherwise empty the tables.
    serialized_rollback = True

    def setUp(self):
        self.page = StoryPageFactory()
        self.member = MemberFactory()

    def in_parallel(self, function, times):
        def alone(_number):
            try:
                return function()
            finally:
                connections.close_all()

        with ThreadPoolExecutor(max_workers=8) as pool:
            return list(pool.map(alone, range(times)))

    def test_parallel_posts_make_one_comment(self):
        submission = uuid4()

        def post():
            return writing.post_comment(
                page=self.page,
                author=self.member,
                body="Once only.",
                submission=submission,
            )

        assert len(set(self.in_parallel(post, 16))) == 1
        assert Comment.objects.count() == 1
        assert CommentDecision.objects.count() == 1

    def test_parallel_posts_from_several_tabs_make_one_comment(self):
        def post():
            return writing.post_comment(
                page=self.page, author=self.member, body="Once only."
            )

        assert len(set(self.in_parallel(post, 16))) == 1

    def test_two_moderators_at_once_decide_once(self):
        comment = CommentFactory(page=self.page, state=State.WAITING)
        moderator = UserFactory(is_superuser=True)

        def approve():
            try:
                deciding.approve(comment, moderator=moderator)
            except AlreadyDecided:
                return "told"
            return "decided"

        results = self.in_parallel(approve, 8)
        assert sorted(results) == ["decided", *["told"] * 7]
        assert len(mail.outbox) == 1
