"""Who hears by mail that somebody replied, and who does not."""

from datetime import timedelta

from django.core import mail
from django.test import TestCase
from django.utils import timezone
from wagtail.models import PageViewRestriction

from accounts.models import User
from accounts.services.consents import give, withdraw
from comments.models import Comment, PagePolicy
from comments.purposes import REPLY_MAIL
from comments.services.announcing import announce_what_is_left
from comments.services.deciding import approve, hide, restore
from comments.services.writing import post_comment
from tests.factories import CommentFactory, MemberFactory, StoryPageFactory, member_of


class ReplyMailTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory(title="Fewer falls")
        cls.writer = MemberFactory(display_name="Priya", email="priya@ward.example")
        cls.thread = CommentFactory(page=cls.page, author=cls.writer)
        # Published before, so what they write appears at once.
        cls.replier = CommentFactory(page=cls.page).author
        cls.moderator = member_of("Comment moderators")
        give(cls.writer, REPLY_MAIL)

    def reply(self, author=None, parent=None, body="My secret words."):
        reply = post_comment(
            page=self.page,
            author=author or self.replier,
            parent=parent or self.thread,
            body=body,
        )
        announce_what_is_left()
        return reply

    def told(self):
        """Whom the mails about replies went to."""
        announce_what_is_left()
        return [each.to[0] for each in mail.outbox if "replied" in each.subject]

    def test_a_reply_is_told_with_a_link_and_without_its_words(self):
        reply = self.reply()
        (message,) = mail.outbox
        self.assertEqual(message.to, ["priya@ward.example"])
        self.assertEqual(
            message.subject, "Somebody replied to your comment on “Fewer falls”"
        )
        self.assertIn(f"/comments/{reply.pk}/", message.body)
        self.assertIn("/account/mail/", message.body)
        for text in (message.body, message.alternatives[0].content):
            self.assertNotIn("secret words", text)
            self.assertNotIn(self.replier.display_name, text)

    def test_mail_programs_find_their_own_way_to_end_it(self):
        self.reply()
        headers = mail.outbox[0].extra_headers
        self.assertEqual(headers["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click")
        address = headers["List-Unsubscribe"].strip("<>")
        self.client.post(address, {"List-Unsubscribe": "One-Click"})
        self.reply(body="Something else.")
        self.assertEqual(len(mail.outbox), 1)

    def test_nobody_is_told_who_did_not_ask_for_it(self):
        withdraw(self.writer, REPLY_MAIL)
        self.reply()
        self.assertEqual(mail.outbox, [])

    def test_a_reply_that_waits_is_told_when_it_is_published(self):
        reply = self.reply(author=MemberFactory())
        self.assertEqual(self.told(), [])
        approve(reply, moderator=self.moderator)
        self.assertEqual(self.told(), ["priya@ward.example"])

    def test_a_reply_is_told_once_however_often_it_is_shown_again(self):
        reply = self.reply()
        hide(reply, moderator=self.moderator)
        restore(reply, moderator=self.moderator)
        self.assertEqual(self.told(), ["priya@ward.example"])

    def test_the_same_reply_sent_twice_is_told_once(self):
        self.reply()
        self.reply()
        self.assertEqual(self.told(), ["priya@ward.example"])

    def test_ones_own_replies_are_no_news(self):
        self.reply(author=self.writer)
        self.assertEqual(self.told(), [])

    def test_whoever_is_answered_in_a_thread_hears_of_it_too(self):
        give(self.replier, REPLY_MAIL)
        first = self.reply()
        mail.outbox.clear()
        third = CommentFactory(page=self.page).author
        self.reply(author=third, parent=first, body="I answer the answer.")
        self.assertCountEqual(self.told(), ["priya@ward.example", self.replier.email])

    def test_one_mail_where_the_thread_and_the_reply_are_of_one_person(self):
        own = self.reply(author=self.writer)
        self.reply(parent=own, body="To both.")
        self.assertEqual(self.told(), ["priya@ward.example"])

    def test_a_new_thread_tells_nobody(self):
        post_comment(page=self.page, author=self.replier, body="A new thread.")
        self.assertEqual(self.told(), [])

    def test_not_under_a_comment_that_is_no_longer_public(self):
        Comment.objects.filter(pk=self.thread.pk).update(state=Comment.State.HIDDEN)
        other = CommentFactory(page=self.page, parent=self.thread)
        self.reply(parent=other)
        self.assertEqual(self.told(), [])

    def test_not_to_those_who_cannot_sign_in(self):
        for changes in (
            {"is_active": False},
            {"suspended_at": timezone.now()},
            {
                "suspended_at": timezone.now(),
                "suspended_until": timezone.now() + timedelta(days=1),
            },
        ):
            with self.subTest(changes):
                people = User.objects.filter(pk=self.writer.pk)
                people.update(**changes)
                self.reply(body=str(changes))
                self.assertEqual(self.told(), [])
                people.update(is_active=True, suspended_at=None, suspended_until=None)

    def test_not_to_an_address_that_was_never_proven(self):
        self.writer.emailaddress_set.update(verified=False)
        self.reply()
        self.assertEqual(self.told(), [])

    def test_not_to_somebody_who_was_erased(self):
        self.writer.delete()
        self.reply()
        self.assertEqual(mail.outbox, [])

    def test_not_to_those_who_may_no_longer_read_the_page(self):
        PageViewRestriction.objects.create(
            page_id=self.page.pk, restriction_type="groups"
        )
        self.reply()
        self.assertEqual(self.told(), [])

    def test_not_where_comments_are_no_longer_shown(self):
        reply = self.reply(author=MemberFactory())
        PagePolicy.objects.create(page_id=self.page.pk, mode=PagePolicy.Mode.OFF)
        approve(reply, moderator=self.moderator)
        self.assertEqual(self.told(), [])

    def test_in_the_language_of_whoever_reads_it(self):
        User.objects.filter(pk=self.writer.pk).update(language="pl")
        self.reply()
        self.assertIn("/pl/account/mail/", mail.outbox[0].body)


class UnreadablePageTests(TestCase):
    """What is decided about a comment is told without naming a page that was closed meanwhile."""

    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory(title="Fewer falls")
        cls.comment = CommentFactory(page=cls.page, state=Comment.State.WAITING)
        cls.moderator = member_of("Comment moderators")

    def published_mail(self):
        approve(self.comment, moderator=self.moderator)
        (message,) = mail.outbox
        return message

    def test_a_page_that_can_be_read_is_named(self):
        message = self.published_mail()
        self.assertIn("Fewer falls", message.subject)
        self.assertIn(f"#comment-{self.comment.pk}", message.body)

    def test_a_page_that_was_closed_is_not(self):
        PageViewRestriction.objects.create(
            page_id=self.page.pk, restriction_type="groups"
        )
        message = self.published_mail()
        self.assertEqual(message.subject, "Your comment is published")
        self.assertNotIn("Fewer falls", message.body)
        self.assertNotIn(self.page.slug, message.body)

    def test_a_page_that_became_a_draft_is_not(self):
        self.page.unpublish()
        self.comment.page.refresh_from_db()
        message = self.published_mail()
        self.assertNotIn("Fewer falls", message.subject + message.body)
        self.assertNotIn(self.page.slug, message.body)
