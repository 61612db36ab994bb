"""What becomes of comments when pages and people change: docs/adr/0027."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction

from accounts.bylines import FORMER_MEMBER
from comments.models import (
    Comment,
    CommentDecision,
    CommentReport,
    Follow,
    HelpfulMark,
    PagePolicy,
)
from comments.permissions import can_comment
from comments.registration import export, summary
from comments.services import deciding, threads
from comments.services.forgetting import forget_author
from comments.services.writing import post_comment
from tests.factories import (
    CommentFactory,
    MemberFactory,
    StoryIndexPageFactory,
    StoryPageFactory,
    UserFactory,
    member_of,
)

State = Comment.State
Action = CommentDecision.Action
Mode = PagePolicy.Mode


class LifecycleTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.section = StoryIndexPageFactory(title="Stories of ours")
        cls.page = StoryPageFactory(parent=cls.section, title="Fewer falls")
        cls.comment = CommentFactory(page=cls.page, body="The lids were the trouble.")
        cls.reply = CommentFactory(page=cls.page, parent=cls.comment, body="Indeed.")
        cls.member = MemberFactory()

    def setUp(self):
        self.page = Page.objects.get(pk=self.page.pk).specific

    def set_policy(self, page, mode):
        return PagePolicy.objects.create(page_id=page.pk, mode=mode)

    def addresses(self):
        return [
            reverse("comment", args=[self.comment.pk]),
            reverse("comment", args=[self.reply.pk]),
            reverse("comment_thread", args=[self.comment.pk]),
            reverse("comments_part", args=[self.page.pk, 1]),
        ]


class MovedPageTests(LifecycleTestCase):
    def test_comments_stay_and_the_rules_of_the_new_place_hold(self):
        closed = StoryIndexPageFactory(slug="closed")
        self.set_policy(closed, Mode.CLOSED)
        assert can_comment(self.member, self.page)
        self.page.move(closed, pos="last-child")
        page = Page.objects.get(pk=self.page.pk).specific
        self.assertContains(self.client.get(page.url), self.comment.body)
        assert not can_comment(self.member, page)

    def test_its_own_rule_goes_with_it(self):
        elsewhere = StoryIndexPageFactory(slug="elsewhere")
        self.set_policy(self.page, Mode.CLOSED)
        self.page.move(elsewhere, pos="last-child")
        page = Page.objects.get(pk=self.page.pk).specific
        assert not can_comment(self.member, page)

    def test_a_link_to_a_comment_leads_to_the_new_address(self):
        self.page.move(StoryIndexPageFactory(slug="elsewhere"), pos="last-child")
        response = self.client.get(reverse("comment", args=[self.comment.pk]))
        assert response.url == f"/elsewhere/{self.page.slug}/#comment-{self.comment.pk}"


class CopiedPageTests(LifecycleTestCase):
    def setUp(self):
        super().setUp()
        self.set_policy(self.page, Mode.CLOSED)
        Follow.objects.create(user=self.member, page=self.page, pace="daily")

    def assert_begins_anew(self, copy):
        assert copy.pk != self.page.pk
        assert not Comment.objects.filter(page_id=copy.pk).exists()
        assert not PagePolicy.objects.filter(page_id=copy.pk).exists()
        assert not Follow.objects.filter(page_id=copy.pk).exists()
        assert Comment.objects.filter(page_id=self.page.pk).count() == 2

    def test_a_copy_has_no_comments_no_rule_and_no_followers(self):
        self.assert_begins_anew(self.page.copy(update_attrs={"slug": "copy"}))

    def test_a_copied_section_neither(self):
        section = Page.objects.get(pk=self.section.pk).specific
        copy = section.copy(recursive=True, update_attrs={"slug": "copies"})
        self.assert_begins_anew(copy.get_children().get())

    def test_an_alias_neither(self):
        self.assert_begins_anew(self.page.create_alias(update_slug="alias"))

    def test_a_translation_has_its_own_discussion(self):
        polish = Locale.objects.get_or_create(language_code="pl")[0]
        copy = self.page.copy_for_translation(polish, copy_parents=True, alias=False)
        self.assert_begins_anew(copy)

    def test_what_is_written_under_a_copy_stays_there(self):
        copy = self.page.copy(update_attrs={"slug": "copy"})
        post_comment(page=copy, author=self.member, body="Here")
        assert Comment.objects.filter(page_id=self.page.pk).count() == 2


class PageThatNobodyMaySeeTests(LifecycleTestCase):
    def unpublish(self):
        self.page.unpublish()

    def expire(self):
        self.page.expire_at = timezone.now() - timedelta(minutes=1)
        self.page.save_revision().publish()
        Page.objects.filter(pk=self.page.pk).update(expire_at=self.page.expire_at)
        call_command("publish_scheduled")

    def restrict(self):
        PageViewRestriction.objects.create(
            page=self.page, restriction_type=PageViewRestriction.PASSWORD, password="x"
        )

    def restrict_the_section(self):
        PageViewRestriction.objects.create(
            page=self.section,
            restriction_type=PageViewRestriction.PASSWORD,
            password="x",
        )

    def ways(self):
        return [self.unpublish, self.expire, self.restrict, self.restrict_the_section]

    def in_each_way(self):
        for way in self.ways():
            with self.subTest(way.__name__):
                Page.objects.filter(pk=self.page.pk).update(
                    live=True, expired=False, expire_at=None
                )
                PageViewRestriction.objects.all().delete()
                self.page = Page.objects.get(pk=self.page.pk).specific
                way()
                self.page = Page.objects.get(pk=self.page.pk).specific
                mail.outbox.clear()
                yield

    def test_its_comments_are_kept_and_shown_nowhere(self):
        for _ in self.in_each_way():
            for user in (None, self.comment.author):
                if user:
                    self.client.force_login(user)
                else:
                    self.client.logout()
                for address in [*self.addresses(), self.page.url or self.page.url_path]:
                    response = self.client.get(address, follow=True)
                    self.assertNotContains(
                        response, "The lids", status_code=response.status_code
                    )
            assert Comment.objects.filter(page_id=self.page.pk).count() == 2

    def test_its_writer_still_has_the_words_but_no_title(self):
        for _ in self.in_each_way():
            (comment,) = summary(self.comment.author)["context"]["comments"]
            assert comment.body
            assert comment.page_title is None
            assert export(self.comment.author)["comments"][0]["page"] is None

    def test_mails_about_it_name_no_page(self):
        moderator = member_of("Comment moderators")
        for _ in self.in_each_way():
            comment = CommentFactory(page=self.page)
            deciding.hide(comment, moderator=moderator)
            (message,) = mail.outbox
            assert "Fewer falls" not in f"{message.subject}{message.body}"
            assert self.page.slug not in message.body

    def test_nobody_writes_under_a_page_that_is_not_published(self):
        for way in (self.unpublish, self.expire):
            with self.subTest(way.__name__):
                Page.objects.filter(pk=self.page.pk).update(live=True)
                self.page = Page.objects.get(pk=self.page.pk).specific
                way()
                page = Page.objects.get(pk=self.page.pk).specific
                with pytest.raises(PermissionDenied):
                    post_comment(page=page, author=self.member, body="Hello")

    def test_search_and_feeds_know_no_comments(self):
        for address in ("/search/?q=lids", "/sitemap.xml"):
            self.assertNotContains(self.client.get(address), "lids were")

    def test_published_again_it_has_its_comments(self):
        self.page.unpublish()
        self.page.save_revision().publish()
        self.assertContains(self.client.get(self.page.url), "The lids")


class RevertedPageTests(LifecycleTestCase):
    def test_an_older_version_opens_no_closed_discussion(self):
        older = self.page.save_revision()
        self.page.title = "Far fewer falls"
        self.page.save_revision().publish()
        self.set_policy(self.page, Mode.CLOSED)
        older.publish()
        page = Page.objects.get(pk=self.page.pk).specific
        assert page.title == "Fewer falls"
        assert not can_comment(self.member, page)
        assert PagePolicy.objects.get(page_id=page.pk).mode == Mode.CLOSED
        assert Comment.objects.filter(page_id=page.pk).count() == 2


class DeletedPageTests(LifecycleTestCase):
    def setUp(self):
        super().setUp()
        self.client.force_login(UserFactory(is_superuser=True))
        self.address = reverse("wagtailadmin_pages:delete", args=[self.page.pk])

    def test_whoever_deletes_it_reads_what_goes_with_it(self):
        CommentFactory(page=self.page, author=self.comment.author, state=State.WAITING)
        CommentFactory(page=self.page, state=State.REMOVED, body="")
        response = self.client.get(self.address)
        self.assertContains(response, "3 comments by 2 members will be deleted too")
        self.assertContains(response, "unpublish the page instead")
        assert Comment.objects.count() == 4

    def test_reads_so_for_a_section_too(self):
        address = reverse("wagtailadmin_pages:delete", args=[self.section.pk])
        self.assertContains(self.client.get(address), "2 comments by 2 members")

    def test_reads_so_when_several_are_deleted(self):
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
        quiet = StoryPageFactory(parent=self.section)
        response = self.client.get(address, {"id": [self.page.pk, quiet.pk]})
        self.assertContains(response, "2 comments by 2 members will be deleted too")
        response = self.client.get(address, {"id": quiet.pk})
        self.assertNotContains(response, "will be deleted too")

    def test_where_nobody_wrote_nothing_is_said(self):
        page = StoryPageFactory(parent=self.section)
        address = reverse("wagtailadmin_pages:delete", args=[page.pk])
        self.assertNotContains(self.client.get(address), "will be deleted too")
        self.client.post(address)
        assert not mail.outbox

    def test_the_log_keeps_which_went(self):
        numbers = {self.comment.pk, self.reply.pk}
        self.client.post(self.address)
        assert not Comment.objects.exists()
        gone = CommentDecision.objects.filter(action=Action.DELETED)
        assert {decision.comment_id for decision in gone} == numbers
        assert {decision.other_id for decision in gone} == {self.page.pk}

    def test_each_writer_is_told_once(self):
        CommentFactory(page=self.page, author=self.comment.author)
        CommentFactory(page=self.page, state=State.REJECTED, emptied_at=timezone.now())
        CommentFactory(page=self.page, author=None)
        self.client.post(self.address)
        told = {message.to[0]: message for message in mail.outbox}
        assert set(told) == {self.comment.author.email, self.reply.author.email}
        assert len(mail.outbox) == 2
        message = told[self.comment.author.email]
        assert "Fewer falls" in message.subject
        assert "2 comments" in message.body
        assert "The lids" not in message.body

    def test_a_section_takes_all_with_it(self):
        other = CommentFactory(page=StoryPageFactory(parent=self.section))
        Page.objects.get(pk=self.section.pk).delete()
        assert not Comment.objects.exists()
        assert CommentDecision.objects.filter(action=Action.DELETED).count() == 3
        assert other.author.email in {message.to[0] for message in mail.outbox}

    def test_what_was_merged_with_a_comment_there_stays(self):
        moderator = member_of("Comment moderators")
        kept = CommentFactory(page=self.page)
        merged = threads.merge(
            CommentFactory(page=self.page), into=kept, moderator=moderator
        )
        elsewhere = StoryPageFactory(parent=self.section)
        Comment.objects.filter(pk=merged.pk).update(page=elsewhere)
        self.client.post(self.address)
        merged.refresh_from_db()
        assert merged.merged_into_id is None
        self.client.logout()
        address = reverse("comment", args=[merged.pk])
        assert self.client.get(address).status_code == 404
        merged = threads.unmerge(merged, moderator=moderator)
        assert merged.is_public


class ErasedMemberTests(LifecycleTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.moderator = member_of("Comment moderators")
        cls.erased = MemberFactory()
        cls.own = {
            state: CommentFactory(
                page=cls.page,
                author=cls.erased,
                state=state,
                body="" if state == State.REMOVED else "My words",
                original_body="" if state == State.REMOVED else "My address",
                is_question=True,
            )
            for state in State
        }
        cls.nameless = CommentFactory(page=cls.page, author=cls.erased, hides_name=True)
        cls.answered = CommentFactory(page=cls.page, author=cls.erased)
        cls.foreign = CommentFactory(page=cls.page, parent=cls.answered)
        cls.marked = CommentFactory(page=cls.page, helpful_count=2)
        for user in (cls.erased, UserFactory()):
            HelpfulMark.objects.create(comment=cls.marked, user=user)
        cls.report = CommentReport.objects.create(
            comment=cls.marked, reporter=cls.erased, reason="unkind", note="I am"
        )

    def forget(self, keep_words):
        forget_author(self.erased, keep_words=keep_words)
        for name in ("nameless", "answered", "foreign", "marked", "report"):
            row = getattr(self, name)
            if type(row).objects.filter(pk=row.pk).exists():
                row.refresh_from_db()

    def assert_traceless(self):
        assert not Comment.objects.filter(author=self.erased).exists()
        assert not Comment.objects.exclude(original_body="").exists()
        assert self.marked.helpful_count == self.marked.helpful_marks.count() == 1
        assert (self.report.reporter_id, self.report.note) == (None, "")

    def test_words_that_stay_have_no_name(self):
        self.forget(keep_words=True)
        self.assert_traceless()
        for state, comment in self.own.items():
            comment = Comment.objects.get(pk=comment.pk)
            with self.subTest(state):
                assert comment.state == state
                assert comment.is_question
                assert comment.byline == FORMER_MEMBER
        assert self.foreign.parent == self.answered
        response = self.client.get(self.page.url)
        self.assertNotContains(response, self.erased.display_name)

    def test_who_gave_no_name_has_none_afterwards(self):
        before = self.nameless.byline.name
        self.forget(keep_words=True)
        assert Comment.objects.get(pk=self.nameless.pk).byline.name == before

    def test_words_that_go_leave_places_only_where_others_replied(self):
        self.forget(keep_words=False)
        self.assert_traceless()
        left = Comment.objects.filter(page=self.page)
        theirs = {comment.pk for comment in [*self.own.values(), self.nameless]}
        assert not left.filter(pk__in=theirs).exists()
        assert (self.answered.state, self.answered.body) == (State.REMOVED, "")
        assert self.foreign.parent == self.answered

    def test_replies_that_came_by_merging_outlive_the_comment_they_came_to(self):
        duplicate = CommentFactory(page=self.page)
        reply = CommentFactory(page=self.page, parent=duplicate)
        kept = CommentFactory(page=self.page, author=self.erased)
        threads.merge(duplicate, into=kept, moderator=self.moderator)
        self.forget(keep_words=False)
        reply.refresh_from_db()
        kept.refresh_from_db()
        assert (kept.state, kept.body) == (State.REMOVED, "")
        assert reply.is_public
        threads.unmerge(duplicate, moderator=self.moderator)
        reply.refresh_from_db()
        assert reply.parent_id == duplicate.pk

    def test_a_merged_comment_goes_without_the_one_that_was_kept(self):
        kept = CommentFactory(page=self.page)
        merged = CommentFactory(page=self.page, author=self.erased)
        threads.merge(merged, into=kept, moderator=self.moderator)
        self.forget(keep_words=False)
        assert not Comment.objects.filter(pk=merged.pk).exists()
        kept.refresh_from_db()
        assert kept.is_public

    def test_the_log_outlives_both(self):
        deciding.hide(self.answered, moderator=self.moderator)
        before = CommentDecision.objects.count()
        self.forget(keep_words=False)
        assert CommentDecision.objects.count() > before
