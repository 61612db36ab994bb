"""Whole threads: locked, moved, merged, and each of it taken back."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection, connections, transaction
from django.test import TestCase, TransactionTestCase
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from comments.models import (
    Comment,
    CommentDecision,
    CommentDraft,
    Follow,
    HelpfulMark,
    PagePolicy,
)
from comments.services import deciding, threads, writing
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


def log_of(comment):
    return list(CommentDecision.objects.filter(comment_id=comment.pk).order_by("pk"))


def numbers(comments):
    return {comment.pk for comment in comments}


class ThreadsTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.moderator = member_of("Comment moderators", display_name="Morag")
        cls.page = StoryPageFactory(title="Fewer falls")
        cls.thread = CommentFactory(page=cls.page)

    def do(self, service, comment, **details):
        return service(comment, moderator=self.moderator, **details)

    def reply(self, thread=None, **fields):
        thread = thread or self.thread
        return CommentFactory(page=thread.page, parent=thread, **fields)

    def assert_refuses(self, refusal, service, comment, **details):
        before = list(Comment.objects.order_by("pk").values())
        with pytest.raises(refusal) as refused:
            self.do(service, comment, **details)
        assert list(Comment.objects.order_by("pk").values()) == before
        assert not mail.outbox
        return str(refused.value)


class LockingTests(ThreadsTestCase):
    def test_nobody_replies_in_a_locked_thread(self):
        reply = self.reply()
        thread = self.do(threads.lock, self.thread)
        assert thread.is_locked
        for parent in (thread, reply):
            with pytest.raises(writing.CannotReply):
                writing.post_comment(
                    page=self.page, author=MemberFactory(), body="Late", parent=parent
                )

    def test_its_comments_stay_and_others_begin_threads(self):
        reply = self.reply()
        self.do(threads.lock, self.thread)
        reply.refresh_from_db()
        assert reply.is_public
        writing.post_comment(page=self.page, author=MemberFactory(), body="Another")

    def test_opened_again_it_takes_replies(self):
        self.do(threads.lock, self.thread)
        thread = self.do(threads.unlock, self.thread)
        writing.post_comment(
            page=self.page, author=MemberFactory(), body="In time", parent=thread
        )
        assert [each.action for each in log_of(thread)] == [
            Action.LOCKED,
            Action.UNLOCKED,
        ]
        assert log_of(thread)[0].moderator_id == self.moderator.pk

    def test_twice_is_told(self):
        self.assert_refuses(AlreadyDecided, threads.unlock, self.thread)
        self.do(threads.lock, self.thread)
        self.assert_refuses(AlreadyDecided, threads.lock, self.thread)

    def test_only_whole_threads(self):
        said = self.assert_refuses(threads.NotAThread, threads.lock, self.reply())
        assert "reply" in said

    def test_only_what_the_moderator_saw(self):
        self.assert_refuses(AlreadyDecided, threads.lock, self.thread, seen=7)


class MovingTests(ThreadsTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.other = StoryPageFactory(title="Shorter waits")

    def move(self, to_page=None, thread=None, **details):
        return self.do(
            threads.move_thread,
            thread or self.thread,
            to_page=to_page or self.other,
            **details,
        )

    def test_takes_all_replies_along_whatever_their_state(self):
        replies = [self.reply(state=state) for state in State]
        stays = CommentFactory(page=self.page)
        thread = self.move()
        assert thread.page_id == self.other.pk
        moved = Comment.objects.filter(page=self.other)
        assert numbers(moved) == numbers([thread, *replies])
        assert numbers(Comment.objects.filter(page=self.page)) == {stays.pk}
        for reply in replies:
            before = reply.state
            reply.refresh_from_db()
            assert reply.state == before

    def test_takes_followers_and_begun_replies_along(self):
        follow = Follow.objects.create(
            user=UserFactory(), page=self.page, thread=self.thread, pace="daily"
        )
        of_page = Follow.objects.create(
            user=UserFactory(), page=self.page, pace="daily"
        )
        drafts = [
            CommentDraft.objects.create(
                browser="b", page=self.page, parent=parent, body="Begun"
            )
            for parent in (self.thread, self.reply(), None)
        ]
        self.move()
        follow.refresh_from_db()
        of_page.refresh_from_db()
        assert follow.page_id == self.other.pk
        assert of_page.page_id == self.page.pk
        for draft, page in zip(
            drafts, [self.other, self.other, self.page], strict=True
        ):
            draft.refresh_from_db()
            assert draft.page_id == page.pk

    def test_tells_who_began_it_where_it_stands(self):
        thread = self.move()
        (message,) = mail.outbox
        assert message.to == [thread.author.email]
        assert "Shorter waits" in message.subject
        assert f"comment-{thread.pk}" in message.body
        assert thread.body not in message.body
        assert "Morag" not in message.body

    def test_logs_from_where_to_where(self):
        thread = self.move()
        (decision,) = log_of(thread)
        assert decision.action == Action.MOVED
        assert decision.other_id == self.page.pk
        assert decision.codes == [f"to:{self.other.pk}"]

    def test_undoing_moves_it_back_with_what_was_added(self):
        self.reply()
        thread = self.move()
        late = self.reply(thread)
        thread = self.do(deciding.undo, thread)
        late.refresh_from_db()
        assert (thread.page_id, late.page_id) == (self.page.pk, self.page.pk)
        assert not Comment.objects.filter(page=self.other).exists()

    def test_only_to_a_page_that_shows_comments(self):
        off = StoryPageFactory()
        PagePolicy.objects.create(page_id=off.pk, mode=PagePolicy.Mode.OFF)
        draft = StoryPageFactory(live=False)
        gone = StoryPageFactory()
        Page.objects.filter(pk=gone.pk).delete()
        root = Page.get_first_root_node()
        for page in (off, draft, gone, root, self.page):
            with self.subTest(page.title):
                said = self.assert_refuses(
                    threads.CannotMoveThere,
                    threads.move_thread,
                    self.thread,
                    to_page=page,
                )
                assert "Choose another page" in said

    def test_a_closed_page_takes_what_is_moved(self):
        PagePolicy.objects.create(page_id=self.other.pk, mode=PagePolicy.Mode.CLOSED)
        assert self.move().page_id == self.other.pk

    def test_stays_among_its_readers(self):
        restricted = StoryPageFactory()
        PageViewRestriction.objects.create(
            page=restricted, restriction_type=PageViewRestriction.LOGIN
        )
        inside = CommentFactory(page=restricted)
        for thread, page in [(inside, self.other), (self.thread, restricted)]:
            said = self.assert_refuses(
                threads.OtherReaders, threads.move_thread, thread, to_page=page
            )
            assert "among its readers" in said

    def test_only_whole_threads_that_are_not_merged(self):
        self.assert_refuses(
            threads.NotAThread, threads.move_thread, self.reply(), to_page=self.other
        )
        self.assert_refuses(
            AlreadyDecided,
            threads.move_thread,
            CommentFactory(page=self.page, state=State.MERGED),
            to_page=self.other,
        )

    def test_costs_the_same_however_many_replies(self):
        self.move(thread=CommentFactory(page=self.page))
        small = CommentFactory(page=self.page)
        big = CommentFactory(page=self.page)
        self.reply(small)
        for _ in range(12):
            self.reply(big)
        with CaptureQueriesContext(connection) as few:
            self.move(thread=small)
        with self.assertNumQueries(len(few)):
            self.move(thread=big)


class MergingTests(ThreadsTestCase):
    def merge(self, comment, into=None, **details):
        return self.do(threads.merge, comment, into=into or self.thread, **details)

    def duplicate(self, **fields):
        return CommentFactory(page=self.page, **fields)

    def test_the_one_goes_and_its_replies_stand_with_the_other(self):
        comment = self.duplicate()
        replies = [self.reply(comment, state=state) for state in State]
        own = self.reply()
        comment = self.merge(comment)
        assert comment.state == State.MERGED
        assert comment.merged_into_id == self.thread.pk
        assert numbers(self.thread.replies.all()) == numbers([own, *replies])
        (decision,) = log_of(comment)
        assert decision.action == Action.MERGED
        assert decision.other_id == self.thread.pk
        for reply in replies:
            assert f"reply:{reply.pk}" in decision.codes

    def test_tells_the_writer(self):
        comment = self.merge(self.duplicate())
        (message,) = mail.outbox
        assert message.to == [comment.author.email]
        assert "merged with another" in message.subject
        assert "Morag" not in message.body

    def test_into_a_reply_means_into_its_thread(self):
        comment, reply = self.duplicate(), self.reply()
        moved = self.reply(comment)
        comment = self.merge(comment, into=reply)
        moved.refresh_from_db()
        assert comment.merged_into_id == reply.pk
        assert moved.parent_id == self.thread.pk

    def test_a_reply_merges_with_another_and_with_the_thread_it_stands_in(self):
        one, other = self.reply(), self.reply()
        assert self.merge(one, into=other).merged_into_id == other.pk
        third = self.reply()
        assert self.merge(third, into=self.thread).merged_into_id == self.thread.pk

    def test_marks_are_not_added_up(self):
        comment = self.duplicate(helpful_count=1)
        HelpfulMark.objects.create(comment=comment, user=UserFactory())
        self.merge(comment)
        self.thread.refresh_from_db()
        comment.refresh_from_db()
        assert (self.thread.helpful_count, comment.helpful_count) == (0, 1)

    def test_followers_follow_the_other_once(self):
        comment = self.duplicate()
        both, one = UserFactory(), UserFactory()
        for user, thread in [(both, comment), (both, self.thread), (one, comment)]:
            Follow.objects.create(
                user=user, page=self.page, thread=thread, pace="at_once"
            )
        comment = self.merge(comment)
        followed = Follow.objects.filter(thread=self.thread)
        assert {each.user_id for each in followed} == {both.pk, one.pk}
        self.do(threads.unmerge, comment)
        assert {each.user_id for each in followed.all()} == {both.pk}
        assert Follow.objects.filter(thread=comment).count() == 2

    def test_taking_apart_puts_each_reply_back(self):
        comment = self.duplicate()
        replies = [self.reply(comment) for _ in range(3)]
        own = self.reply()
        comment = self.merge(comment)
        late = self.reply()
        mail.outbox.clear()
        comment = self.do(threads.unmerge, comment)
        assert comment.is_public
        assert comment.merged_into_id is None
        assert numbers(comment.replies.all()) == numbers(replies)
        assert numbers(self.thread.replies.all()) == numbers([own, late])
        assert log_of(comment)[-1].action == Action.UNMERGED
        assert log_of(comment)[-1].other_id == self.thread.pk
        (message,) = mail.outbox
        assert "shown again" in message.subject

    def test_what_waited_waits_again(self):
        comment = self.merge(self.duplicate(state=State.WAITING))
        assert self.do(threads.unmerge, comment).state == State.WAITING

    def test_merged_on_and_taken_apart_all_is_where_it_was(self):
        first, second = self.duplicate(), self.duplicate()
        reply = self.reply(first)
        first = self.merge(first, into=second)
        second = self.merge(second)
        reply.refresh_from_db()
        assert reply.parent_id == self.thread.pk
        second = self.do(threads.unmerge, second)
        first = self.do(threads.unmerge, first)
        reply.refresh_from_db()
        assert reply.parent_id == first.pk

    def test_replies_come_back_from_where_the_kept_thread_went(self):
        comment = self.duplicate()
        reply = self.reply(comment)
        comment = self.merge(comment)
        self.do(threads.move_thread, self.thread, to_page=StoryPageFactory())
        self.do(threads.unmerge, comment)
        reply.refresh_from_db()
        assert (reply.parent_id, reply.page_id) == (comment.pk, self.page.pk)

    def test_refuses_what_does_not_fit(self):
        comment = self.duplicate()
        for into in (
            comment,
            CommentFactory(),
            self.duplicate(state=State.WAITING),
            self.duplicate(state=State.HIDDEN),
            self.reply(comment),
        ):
            with self.subTest(into.state):
                said = self.assert_refuses(
                    threads.CannotMerge, threads.merge, comment, into=into
                )
                assert "Choose another" in said

    def test_only_what_waits_or_is_public(self):
        for state in set(State) - {State.WAITING, State.PUBLISHED}:
            with self.subTest(state):
                self.assert_refuses(
                    AlreadyDecided,
                    threads.merge,
                    self.duplicate(state=state),
                    into=self.thread,
                )

    def test_what_was_not_merged_is_not_taken_apart(self):
        self.assert_refuses(AlreadyDecided, threads.unmerge, self.thread)

    def test_only_what_the_moderator_saw(self):
        comment = self.duplicate()
        self.assert_refuses(
            AlreadyDecided, threads.merge, comment, into=self.thread, seen=7
        )


class OnlyModeratorsTests(ThreadsTestCase):
    def test_nobody_else_touches_threads(self):
        other = StoryPageFactory()
        duplicate = CommentFactory(page=self.page)
        merged = CommentFactory(page=self.page, state=State.MERGED)
        for person in (member_of("Publishers"), member_of(), self.thread.author):
            for service, comment, details in [
                (threads.lock, self.thread, {}),
                (threads.unlock, self.thread, {}),
                (threads.move_thread, self.thread, {"to_page": other}),
                (threads.merge, duplicate, {"into": self.thread}),
                (threads.unmerge, merged, {}),
            ]:
                with self.subTest(service.__name__), pytest.raises(PermissionDenied):
                    service(comment, moderator=person, **details)
        assert not CommentDecision.objects.exists()


class AtTheSameMomentTests(TransactionTestCase):
    serialized_rollback = True

    def setUp(self):
        self.moderator = member_of("Comment moderators")
        self.page = StoryPageFactory()
        self.other = StoryPageFactory()
        self.one = CommentFactory(page=self.page)
        self.two = CommentFactory(page=self.page)
        for thread in (self.one, self.two):
            CommentFactory(page=self.page, parent=thread)

    def together(self, *calls):
        """Do all of it at once; what each came to: what it returned, or its refusal."""

        def run(call):
            service, args, kwargs = call
            try:
                return service(*args, **kwargs)
            except (
                AlreadyDecided,
                threads.CannotMerge,
                threads.CannotMoveThere,
                writing.CannotReply,
            ) as refused:
                return refused
            finally:
                connections.close_all()

        with ThreadPoolExecutor(len(calls)) as pool:
            return list(pool.map(run, calls))

    def decide(self, service, comment, **details):
        return service, [comment], {"moderator": self.moderator, **details}

    def test_two_that_are_merged_with_each_other(self):
        for _ in range(5):
            done = self.together(
                self.decide(threads.merge, self.one, into=self.two),
                self.decide(threads.merge, self.two, into=self.one),
            )
            merged = [each for each in done if isinstance(each, Comment)]
            assert len(merged) == 1
            threads.unmerge(merged[0], moderator=self.moderator)
        assert self.one.replies.count() == self.two.replies.count() == 1

    def test_merging_moving_and_locking_wait_for_one_another(self):
        for _ in range(5):
            self.together(
                self.decide(threads.merge, self.one, into=self.two),
                self.decide(threads.move_thread, self.two, to_page=self.other),
                self.decide(threads.move_thread, self.one, to_page=self.other),
                self.decide(threads.lock, self.two),
                self.decide(threads.unlock, self.two),
            )
            self.assert_sound()
            for thread in (self.one, self.two):
                Comment.objects.filter(pk=thread.pk).update(
                    page=self.page, state=State.PUBLISHED, merged_into=None
                )
                thread.replies.update(page=self.page)

    def test_no_reply_is_left_behind(self):
        members = [MemberFactory() for _ in range(4)]
        self.together(
            *[
                (
                    writing.post_comment,
                    [],
                    {
                        "page": self.page,
                        "author": member,
                        "body": f"Reply {member.pk}",
                        "parent": self.one,
                    },
                )
                for member in members
            ],
            self.decide(threads.move_thread, self.one, to_page=self.other),
        )
        self.assert_sound()

    def test_whoever_has_a_thread_never_waits_for_who_publishes_a_reply_in_it(self):
        question = CommentFactory(page=self.page, is_question=True)
        answer = CommentFactory(
            page=self.page,
            parent=question,
            badge=Comment.Badge.STAFF,
            state=State.WAITING,
        )
        with ThreadPoolExecutor(1) as pool:
            with transaction.atomic():
                Comment.objects.select_for_update().get(pk=question.pk)
                approving = pool.submit(
                    self.together, self.decide(deciding.approve, answer)
                )
                with pytest.raises(TimeoutError):
                    approving.result(timeout=1)
                # Would fail, if the one who waits for the thread had the reply already.
                Comment.objects.select_for_update(nowait=True).get(pk=answer.pk)
            (published,) = approving.result(timeout=10)
        question.refresh_from_db()
        assert published.is_public
        assert question.answered_at

    def test_a_reply_that_is_older_than_its_thread_holds_nobody_up(self):
        reply = self.one.replies.get()
        threads.merge(self.one, into=self.two, moderator=self.moderator)
        newer = CommentFactory(page=self.page)
        threads.merge(self.two, into=newer, moderator=self.moderator)
        reply.refresh_from_db()
        assert reply.parent_id == newer.pk > reply.pk
        for number in range(4):
            self.together(
                self.decide(threads.move_thread, newer, to_page=self.other),
                (
                    writing.post_comment,
                    [],
                    {
                        "page": self.page,
                        "author": MemberFactory(),
                        "body": f"Reply {number}",
                        "parent": reply,
                    },
                ),
            )
            self.assert_sound()
            Comment.objects.filter(page_id=self.other.pk).update(page=self.page)

    def assert_sound(self):
        for reply in Comment.objects.filter(parent__isnull=False):
            assert reply.page_id == reply.parent.page_id
