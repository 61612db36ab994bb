"""Who hears of new comments by mail, when, and what the mails say."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from unittest import mock

from django.core import mail
from django.db import connection, connections
from django.test import TestCase, TransactionTestCase, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import PageViewRestriction

from accounts.models import User
from accounts.services.consents import give, withdraw
from comments.models import Comment, Follow, Notice, PagePolicy
from comments.purposes import REPLY_MAIL
from comments.services import announcing
from comments.services.announcing import (
    announce,
    announce_what_is_left,
    write_digests,
    write_letters,
)
from comments.services.deciding import approve, hide, restore
from comments.services.following import follow
from comments.services.forgetting import forget_author
from comments.services.reporting import report_comment
from comments.services.writing import post_comment
from comments.tasks import announce_comment
from safeguards.models import OutboxMessage
from tests.factories import CommentFactory, MemberFactory, StoryPageFactory, member_of

Pace = Follow.Pace
State = Comment.State
WORDS = "My secret words."


def follower_of(page, thread=None, pace=Pace.AT_ONCE, **fields):
    member = MemberFactory(**fields)
    follow(member, page, thread, pace=pace)
    return member


def tomorrow():
    return timezone.now() + timedelta(days=1, minutes=10)


class AnnouncingTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory(title="Fewer falls")
        cls.thread = CommentFactory(page=cls.page, announced_at=timezone.now())
        # Published before, so that what they write appears at once.
        cls.writer = cls.thread.author
        cls.moderator = member_of("Comment moderators")

    def write(self, parent=None, author=None, body=WORDS, **fields):
        """Something new, announced."""
        comment = post_comment(
            page=self.page,
            author=author or self.writer,
            parent=parent,
            body=body,
            **fields,
        )
        announce_what_is_left()
        return comment

    def told(self):
        return [each.to[0] for each in mail.outbox]

    def only_mail(self):
        self.assertEqual(len(mail.outbox), 1)
        return mail.outbox[0]


class AtOnceTests(AnnouncingTestCase):
    def test_followers_of_a_page_hear_of_threads_and_replies(self):
        reader = follower_of(self.page)
        self.write()
        self.write(parent=self.thread, body="Another.")
        self.assertEqual(self.told(), [reader.email] * 2)

    def test_followers_of_a_thread_hear_of_its_replies_alone(self):
        reader = follower_of(self.page, self.thread)
        self.write()
        self.assertEqual(self.told(), [])
        self.write(parent=self.thread, body="Another.")
        self.assertEqual(self.told(), [reader.email])

    def test_the_mail_has_a_link_and_a_name_and_never_the_words(self):
        follower_of(self.page)
        comment = self.write()
        message = self.only_mail()
        self.assertEqual(message.subject, "New comment on “Fewer falls”")
        for text in (message.body, message.alternatives[0].content):
            self.assertIn(f"http://testserver/comments/{comment.pk}/", text)
            self.assertIn(self.writer.display_name, text)
            self.assertNotIn("secret", text)
            self.assertNotIn(self.writer.email, text)

    def test_a_name_that_is_not_shown_is_not_told(self):
        PagePolicy.objects.create(
            page_id=self.page.pk,
            mode=PagePolicy.Mode.OPEN,
            allows_hidden_names=True,
        )
        follower_of(self.page)
        self.write(hides_name=True)
        message = self.only_mail()
        text = message.subject + message.body + message.alternatives[0].content
        self.assertNotIn(self.writer.display_name, text)
        self.assertIn("A member who gave no name", text)

    def test_never_to_its_author(self):
        follow(self.writer, self.page, pace=Pace.AT_ONCE)
        self.write()
        self.assertEqual(self.told(), [])

    def test_what_was_said_before_somebody_followed_is_no_news(self):
        CommentFactory(page=self.page, published_at=timezone.now() - timedelta(hours=1))
        follower_of(self.page)
        announce_what_is_left()
        self.assertEqual(self.told(), [])

    def test_a_thread_wins_over_its_page(self):
        quiet = follower_of(self.page)
        follow(quiet, self.page, self.thread, pace=Pace.NEVER)
        daily = follower_of(self.page)
        follow(daily, self.page, self.thread, pace=Pace.DAILY)
        loud = follower_of(self.page, pace=Pace.DAILY)
        follow(loud, self.page, self.thread, pace=Pace.AT_ONCE)
        self.write(parent=self.thread)
        self.assertEqual(self.told(), [loud.email])
        write_digests(tomorrow())
        self.assertEqual(self.told(), [loud.email, daily.email])

    def test_in_the_language_of_whoever_reads_it(self):
        follower_of(self.page, language="pl")
        comment = self.write()
        message = self.only_mail()
        self.assertIn(f"/pl/comments/{comment.pk}/", message.body)
        self.assertIn("/pl/account/following/", message.body)
        self.assertIn('lang="pl"', message.alternatives[0].content)

    def test_not_to_those_whom_no_mail_should_reach(self):
        reader = follower_of(self.page)
        people = User.objects.filter(pk=reader.pk)
        for changes in (
            {"is_active": False},
            {"suspended_at": timezone.now()},
        ):
            with self.subTest(changes):
                people.update(**changes)
                self.write(body=str(changes))
                self.assertEqual(self.told(), [])
                people.update(is_active=True, suspended_at=None)
        reader.emailaddress_set.update(verified=False)
        self.write()
        self.assertEqual(self.told(), [])


class ReplyMailTests(AnnouncingTestCase):
    """Whoever is answered and follows gets one mail, not two."""

    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.replier = CommentFactory(page=cls.page, announced_at=timezone.now()).author
        give(cls.writer, REPLY_MAIL)

    def test_one_mail_about_one_comment(self):
        for pace in (Pace.AT_ONCE, Pace.DAILY):
            follow(self.writer, self.page, pace=pace)
            follow(self.writer, self.page, self.thread, pace=pace)
            with self.subTest(pace):
                mail.outbox.clear()
                self.write(parent=self.thread, author=self.replier, body=str(pace))
                write_digests(tomorrow())
                self.assertIn("Somebody replied", self.only_mail().subject)

    def test_never_on_a_thread_ends_mail_about_replies_too(self):
        follow(self.writer, self.page, self.thread, pace=Pace.NEVER)
        self.write(parent=self.thread, author=self.replier)
        self.assertEqual(self.told(), [])

    def test_who_did_not_agree_to_it_is_told_as_a_follower(self):
        withdraw(self.writer, REPLY_MAIL)
        follow(self.writer, self.page, pace=Pace.AT_ONCE)
        self.write(parent=self.thread, author=self.replier)
        self.assertIn("New comment", self.only_mail().subject)


class OnceTests(AnnouncingTestCase):
    """After it is public, exactly once, and not at all where it is public no longer."""

    def setUp(self):
        self.reader = follower_of(self.page)

    def test_what_waits_is_told_when_it_is_published(self):
        comment = self.write(author=MemberFactory())
        self.assertEqual(self.told(), [])
        approve(comment, moderator=self.moderator)
        announce_what_is_left()
        self.assertIn(self.reader.email, self.told())

    def test_once_however_often_it_is_shown_again(self):
        comment = self.write()
        for _again in range(2):
            hide(comment, moderator=self.moderator)
            restore(comment, moderator=self.moderator)
            announce_what_is_left()
            announce(comment.pk)
        self.assertEqual(self.told().count(self.reader.email), 1)

    def test_the_worker_does_it_once_it_is_saved(self):
        with self.captureOnCommitCallbacks(execute=True):
            comment = post_comment(page=self.page, author=self.writer, body=WORDS)
            self.assertFalse(DBTaskResult.objects.exists())
        task = DBTaskResult.objects.get(task_path=announce_comment.module_path)
        self.assertEqual(task.args_kwargs["args"], [comment.pk])
        announce_comment.func(comment.pk)
        announce_comment.func(comment.pk)
        self.assertEqual(self.told(), [self.reader.email])

    def test_what_a_dying_worker_left_is_found(self):
        CommentFactory(page=self.page)
        with (
            mock.patch.object(announcing, "send_letters", side_effect=OSError),
            self.assertRaises(OSError),
        ):
            announce_what_is_left()
        self.assertEqual(Notice.objects.count(), 1)
        announce_what_is_left()
        announce_what_is_left()
        self.assertEqual(self.told(), [self.reader.email])
        self.assertFalse(Notice.objects.exists())

    def test_nothing_where_it_went_before_it_was_announced(self):
        comment = post_comment(page=self.page, author=self.writer, body=WORDS)
        hide(comment, moderator=self.moderator)
        mail.outbox.clear()
        announce_what_is_left()
        self.assertEqual(self.told(), [])

    def test_nothing_where_it_went_before_its_mail_was_written(self):
        comment = post_comment(page=self.page, author=self.writer, body=WORDS)
        announce(comment.pk)
        report_comment(comment, reporter=MemberFactory(), reason="at_risk")
        mail.outbox.clear()
        write_letters()
        self.assertEqual(self.told(), [])
        self.assertFalse(Notice.objects.exists())

    def test_nothing_to_who_stopped_meanwhile(self):
        comment = post_comment(page=self.page, author=self.writer, body=WORDS)
        announce(comment.pk)
        follow(self.reader, self.page, pace=None)
        write_letters()
        self.assertEqual(self.told(), [])

    def test_comments_that_were_erased_with_their_writer(self):
        comment = post_comment(page=self.page, author=self.writer, body=WORDS)
        announce(comment.pk)
        forget_author(self.writer, keep_words=False)
        write_letters()
        self.assertEqual(self.told(), [])


class PageTests(AnnouncingTestCase):
    """No mail, and no title, of a page that a follower can't read."""

    def setUp(self):
        self.reader = follower_of(self.page)
        self.daily = follower_of(self.page, pace=Pace.DAILY)

    def assert_nobody_hears(self):
        announce_what_is_left()
        write_digests(tomorrow())
        # Writers may be told what became of theirs.
        self.assertFalse({self.reader.email, self.daily.email} & set(self.told()))
        self.assertFalse(Notice.objects.exists())
        self.assertFalse(Comment.objects.to_announce().exists())

    def test_restricted(self):
        for kind in ("groups", "password"):
            with self.subTest(kind):
                CommentFactory(page=self.page)
                closed = PageViewRestriction.objects.create(
                    page_id=self.page.pk, restriction_type=kind, password="long one"
                )
                self.assert_nobody_hears()
                closed.delete()

    def test_restricted_above_and_after_it_was_announced(self):
        announce(CommentFactory(page=self.page).pk)
        PageViewRestriction.objects.create(
            page_id=self.page.get_parent().pk, restriction_type="groups"
        )
        self.assert_nobody_hears()

    def test_open_to_a_group_of_the_follower(self):
        closed = PageViewRestriction.objects.create(
            page_id=self.page.pk, restriction_type="groups"
        )
        insider = member_of("Editors")
        closed.groups.set(insider.groups.all())
        follow(insider, self.page, pace=Pace.AT_ONCE)
        self.write()
        self.assertEqual(self.told(), [insider.email])

    def test_unpublished(self):
        CommentFactory(page=self.page)
        self.page.unpublish()
        self.assert_nobody_hears()

    def test_without_comments(self):
        CommentFactory(page=self.page)
        PagePolicy.objects.create(page_id=self.page.pk, mode=PagePolicy.Mode.OFF)
        self.assert_nobody_hears()

    def test_without_comments_above_it(self):
        CommentFactory(page=self.page)
        PagePolicy.objects.create(
            page_id=self.page.get_parent().pk, mode=PagePolicy.Mode.OFF
        )
        self.assert_nobody_hears()

    def test_deleted(self):
        announce(CommentFactory(page=self.page).pk)
        self.page.delete()
        self.assertFalse(Follow.objects.exists())
        self.assert_nobody_hears()

    def test_moved_it_is_followed_on(self):
        self.page.move(StoryPageFactory().get_parent().get_parent(), pos="last-child")
        self.page.refresh_from_db()
        self.write()
        self.assertEqual(self.told(), [self.reader.email])

    def test_a_copy_is_followed_by_nobody(self):
        copy = self.page.copy(update_attrs={"slug": "copy", "title": "Copy"})
        self.assertFalse(Follow.objects.on(copy).exists())
        announce(CommentFactory(page=copy).pk)
        self.assertFalse(Notice.objects.exists())

    def test_a_thread_that_was_moved_keeps_its_followers(self):
        reader = follower_of(self.page, self.thread)
        other = StoryPageFactory(title="Elsewhere")
        Comment.objects.filter(pk=self.thread.pk).update(page=other)
        self.thread.refresh_from_db()
        announce(CommentFactory(page=other, parent=self.thread).pk)
        write_letters()
        self.assertEqual(self.told(), [reader.email])
        self.assertIn("Elsewhere", self.only_mail().subject)

    def test_an_erased_follower_leaves_nothing(self):
        announce(CommentFactory(page=self.page).pk)
        forget_author(self.reader, keep_words=True)
        self.daily.delete()
        self.assertFalse(Follow.objects.exists())
        self.assertFalse(Notice.objects.exists())


class DailyTests(AnnouncingTestCase):
    def setUp(self):
        self.reader = follower_of(self.page, pace=Pace.DAILY)

    def test_one_mail_a_day_about_everything(self):
        other = StoryPageFactory(title="Shorter waits")
        follow(self.reader, other, pace=Pace.DAILY)
        first = self.write()
        second = self.write(parent=self.thread, body="Another.")
        elsewhere = CommentFactory(page=other)
        announce_what_is_left()
        self.assertEqual(self.told(), [])
        write_digests(tomorrow())
        message = self.only_mail()
        self.assertIn("3 new comments", message.subject)
        for text in (message.body, message.alternatives[0].content):
            for expected in ("Fewer falls", "Shorter waits"):
                self.assertEqual(text.count(expected), 1)
            for comment in (first, second, elsewhere):
                self.assertIn(f"http://testserver/comments/{comment.pk}/", text)
                self.assertIn(comment.author.display_name, text)
            self.assertNotIn("secret", text)
            self.assertNotIn(elsewhere.body, text)

    def test_a_page_that_was_closed_is_left_out_of_it(self):
        closed = StoryPageFactory(title="For a few")
        follow(self.reader, closed, pace=Pace.DAILY)
        announce(CommentFactory(page=closed).pk)
        self.write()
        PageViewRestriction.objects.create(page_id=closed.pk, restriction_type="groups")
        write_digests(tomorrow())
        self.assertNotIn("For a few", self.only_mail().body)

    def test_only_one_a_day_however_often_the_job_runs(self):
        def at(day, hour, minute=0):
            moment = datetime(2027, 3, day, hour, minute)
            return timezone.make_aware(moment, timezone.get_default_timezone())

        for number, made in enumerate((at(1, 5), at(1, 7), at(1, 23), at(2, 5, 59))):
            comment = CommentFactory(page=self.page, announced_at=made)
            Notice.objects.create(
                user=self.reader, comment=comment, kind="daily", made_at=made
            )
            self.assertEqual(Notice.objects.count(), number + 1)
        sent = []
        for moment in (
            at(1, 6, 2),
            at(1, 6, 10),
            at(1, 20),
            at(2, 5),
            at(2, 6, 6),
            at(2, 7),
        ):
            write_digests(moment)
            sent.append(len(mail.outbox))
        self.assertEqual(sent, [0, 1, 1, 1, 2, 2])
        self.assertIn("3 new comments", mail.outbox[1].subject)

    def test_a_long_day_is_cut_short(self):
        for comment in CommentFactory.create_batch(45, page=self.page):
            announce(comment.pk)
        write_digests(tomorrow())
        message = self.only_mail()
        self.assertIn("45 new comments", message.subject)
        self.assertEqual(message.body.count("/comments/"), 40)
        self.assertIn("5 more comments", message.body)

    def test_nothing_new_sends_nothing(self):
        write_digests(tomorrow())
        self.assertEqual(self.told(), [])

    def test_a_hidden_threads_beginner_is_not_named(self):
        self.write(parent=self.thread, author=MemberFactory(is_trusted=True))
        beginner = MemberFactory(display_name="Zebedee")
        Comment.objects.filter(pk=self.thread.pk).update(
            author=beginner, state="hidden"
        )
        write_digests(tomorrow())
        self.assertNotIn("Zebedee", self.only_mail().body)


@override_settings(EMAIL_BACKEND="safeguards.outbox.OutboxEmailBackend")
class CostTests(AnnouncingTestCase):
    """As many queries for twenty followers as for one."""

    def cost(self, function):
        with CaptureQueriesContext(connection) as queries:
            function()
        return len(queries)

    def test_announcing_and_writing(self):
        costs = []
        for count in (1, 20):
            for _number in range(count):
                follower_of(self.page)
            comment = CommentFactory(page=self.page)
            costs.append(
                (
                    self.cost(lambda pk=comment.pk: announce(pk)),
                    self.cost(write_letters),
                )
            )
        self.assertEqual(costs[0], costs[1])
        self.assertEqual(OutboxMessage.objects.count(), 1 + 21)

    def test_daily_mail(self):
        pages = [self.page, StoryPageFactory(), StoryPageFactory()]
        costs = []
        for count in (1, 20):
            for _number in range(count):
                reader = follower_of(self.page, pace=Pace.DAILY)
                for page in pages[1:]:
                    follow(reader, page, pace=Pace.DAILY)
            for page in pages:
                announce(CommentFactory(page=page).pk)
            costs.append(self.cost(lambda: write_digests(tomorrow())))
        self.assertEqual(costs[0], costs[1])
        self.assertEqual(OutboxMessage.objects.count(), 1 + 21)

    def test_many_followers_are_written_to_in_batches(self):
        with mock.patch.object(announcing, "BATCH", 3):
            for _number in range(7):
                follower_of(self.page)
            self.write()
        self.assertEqual(OutboxMessage.objects.count(), 7)
        self.assertFalse(Notice.objects.exists())


class RaceTests(TransactionTestCase):
    # Keeps what the migrations made: this class alone would otherwise empty the tables.
    serialized_rollback = True

    def setUp(self):
        self.page = StoryPageFactory()
        self.readers = [follower_of(self.page) for _number in range(5)]
        self.daily = [follower_of(self.page, pace=Pace.DAILY) for _number in range(5)]

    def in_parallel(self, functions):
        def alone(function):
            try:
                return function()
            finally:
                connections.close_all()

        with ThreadPoolExecutor(max_workers=8) as pool:
            list(pool.map(alone, functions))

    def test_workers_and_the_job_at_once_tell_everyone_once(self):
        comment = CommentFactory(page=self.page)
        work = [lambda: announce_comment.func(comment.pk)] * 6
        self.in_parallel([*work, announce_what_is_left, announce_what_is_left])
        write_letters()
        told = sorted(each.to[0] for each in mail.outbox)
        self.assertEqual(told, sorted(each.email for each in self.readers))

    def test_two_jobs_at_once_write_one_daily_mail_to_each(self):
        announce(CommentFactory(page=self.page).pk)
        mail.outbox.clear()
        self.in_parallel([lambda: write_digests(tomorrow())] * 4)
        told = sorted(each.to[0] for each in mail.outbox)
        self.assertEqual(told, sorted(each.email for each in self.daily))
