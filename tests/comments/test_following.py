"""Choosing how to hear of a discussion, and stopping it, signed in or from the mail itself."""

import re
from unittest import mock

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from accounts.registry import registered
from comments import unfollowing
from comments.models import Comment, Follow, PagePolicy
from comments.services import following
from comments.services.announcing import announce_what_is_left, write_digests
from comments.services.following import TooManyFollowed, follow
from tests.comments.test_announcing import tomorrow
from tests.factories import CommentFactory, MemberFactory, StoryPageFactory

Pace = Follow.Pace


class FollowingTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory(title="Fewer falls")
        cls.thread = CommentFactory(page=cls.page, announced_at=timezone.now())
        cls.member = MemberFactory()

    def paces(self, user=None):
        follows = Follow.objects.of(user or self.member)
        return {(each.page_id, each.thread_id): each.pace for each in follows}


class ChoosingTests(FollowingTestCase):
    def test_one_choice_for_each_discussion(self):
        for pace in (Pace.AT_ONCE, Pace.DAILY):
            follow(self.member, self.page, pace=pace)
            follow(self.member, self.page, self.thread, pace=pace)
        self.assertEqual(
            self.paces(),
            {
                (self.page.pk, None): Pace.DAILY,
                (self.page.pk, self.thread.pk): Pace.DAILY,
            },
        )

    def test_never_on_a_page_leaves_nothing_and_on_a_thread_stays(self):
        follow(self.member, self.page, pace=Pace.AT_ONCE)
        follow(self.member, self.page, pace=Pace.NEVER)
        follow(self.member, self.page, self.thread, pace=Pace.NEVER)
        self.assertEqual(self.paces(), {(self.page.pk, self.thread.pk): Pace.NEVER})
        follow(self.member, self.page, self.thread, pace=None)
        self.assertEqual(self.paces(), {})

    def test_what_was_said_while_one_wanted_to_hear_nothing_is_no_news(self):
        follow(self.member, self.page, self.thread, pace=Pace.NEVER)
        CommentFactory(page=self.page, parent=self.thread)
        follow(self.member, self.page, self.thread, pace=Pace.AT_ONCE)
        announce_what_is_left()
        self.assertEqual(mail.outbox, [])

    def test_only_where_a_mail_could_be_written(self):
        unproven = MemberFactory()
        unproven.emailaddress_set.update(verified=False)
        closed = StoryPageFactory()
        PageViewRestriction.objects.create(page=closed, restriction_type="groups")
        silent = StoryPageFactory()
        PagePolicy.objects.create(page_id=silent.pk, mode=PagePolicy.Mode.OFF)
        for member, page in (
            (MemberFactory(suspended_at=timezone.now()), self.page),
            (unproven, self.page),
            (self.member, closed),
            (self.member, silent),
            (self.member, StoryPageFactory(live=False)),
        ):
            with pytest.raises(PermissionDenied):
                follow(member, page, pace=Pace.DAILY)
        assert not Follow.objects.exists()

    def test_only_threads_of_the_page(self):
        reply = CommentFactory(page=self.page, parent=self.thread)
        for thread in (CommentFactory(), reply):
            with pytest.raises(PermissionDenied):
                follow(self.member, self.page, thread, pace=Pace.DAILY)

    def test_there_is_an_end(self):
        with mock.patch.object(following, "MOST_FOLLOWED", 1):
            follow(self.member, self.page, pace=Pace.DAILY)
            with pytest.raises(TooManyFollowed):
                follow(self.member, self.page, self.thread, pace=Pace.DAILY)
            # Hearing nothing is always possible.
            follow(self.member, self.page, self.thread, pace=Pace.NEVER)
            follow(self.member, self.page, pace=Pace.AT_ONCE)

    def test_a_copy_of_ones_data_has_it(self):
        follow(self.member, self.page, pace=Pace.DAILY)
        (comments,) = [each for each in registered() if each.key == "comments"]
        (told,) = comments.export(self.member)["followed"]
        self.assertEqual((told["page"], told["pace"]), ("Fewer falls", "daily"))


class PageTests(FollowingTestCase):
    def setUp(self):
        self.client.force_login(self.member)
        self.address = reverse("follow_page", args=[self.page.pk])
        self.thread_address = reverse("follow_thread", args=[self.thread.pk])

    def test_the_line_under_the_comments_keeps_the_choice(self):
        self.assertContains(
            self.client.get(self.page.url), '<option value="never" selected>'
        )
        response = self.client.post(self.address, {"pace": "daily"}, follow=True)
        self.assertContains(response, "We tell you once a day")
        self.assertContains(response, '<option value="daily" selected>')
        self.assertEqual(self.paces(), {(self.page.pk, None): Pace.DAILY})

    def test_signed_out_readers_see_neither_line_nor_link(self):
        page = Client().get(self.page.url)
        self.assertNotContains(page, self.address)
        self.assertNotContains(page, self.thread_address)

    def test_a_thread_is_followed_from_its_own_page(self):
        self.assertContains(self.client.get(self.page.url), self.thread_address)
        response = self.client.get(self.thread_address)
        self.assertContains(response, self.thread.body)
        self.client.post(self.thread_address, {"pace": "never"})
        self.assertEqual(self.paces(), {(self.page.pk, self.thread.pk): Pace.NEVER})
        self.client.post(self.thread_address, {"pace": "page"})
        self.assertEqual(self.paces(), {})

    def test_needs_a_sign_in_and_a_token(self):
        for address in (self.address, self.thread_address, reverse("following")):
            self.assertEqual(Client().post(address, {"pace": "daily"}).status_code, 302)
        client = Client(enforce_csrf_checks=True)
        client.force_login(self.member)
        self.assertEqual(client.post(self.address, {"pace": "daily"}).status_code, 403)
        self.assertEqual(self.paces(), {})

    def test_opening_it_follows_nothing(self):
        for address in (self.address, self.thread_address):
            self.client.get(address, {"pace": "daily"})
        self.assertEqual(self.paces(), {})

    def test_bad_input_is_told_kindly(self):
        for data in (
            {},
            {"pace": "hourly"},
            {"pace": ""},
            {"pace": "a\x00b"},
            {"pace": "x" * 10**6},
        ):
            with self.subTest(str(data)[:20]):
                response = self.client.post(self.address, data)
                self.assertContains(response, "There is a problem", status_code=422)
        self.assertEqual(self.paces(), {})

    def test_a_page_behind_a_password_says_why_not(self):
        locked = PageViewRestriction.objects.create(
            page=self.page, restriction_type="password", password="a long one"
        )
        session = self.client.session
        session[PageViewRestriction.passed_view_restrictions_session_key] = [locked.pk]
        session.save()
        response = self.client.post(self.address, {"pace": "daily"})
        self.assertContains(response, "it asks for a password", status_code=422)
        self.assertEqual(self.paces(), {})

    def test_too_many_are_told_kindly(self):
        with mock.patch.object(following, "MOST_FOLLOWED", 0):
            response = self.client.post(self.address, {"pace": "daily"})
        self.assertContains(response, "the most we can keep", status_code=422)

    def test_what_cannot_be_read_is_not_found(self):
        waiting = CommentFactory(page=self.page, state=Comment.State.WAITING)
        reply = CommentFactory(page=self.page, parent=self.thread)
        addresses = [
            reverse("follow_thread", args=[number])
            for number in (waiting.pk, reply.pk, 0, 10**12, 10**30)
        ]
        PageViewRestriction.objects.create(page=self.page, restriction_type="groups")
        addresses += [self.address, self.thread_address]
        for address in addresses:
            self.assertEqual(self.client.get(address).status_code, 404)
            self.assertEqual(
                self.client.post(address, {"pace": "daily"}).status_code, 404
            )
        self.assertEqual(self.paces(), {})


class ListTests(FollowingTestCase):
    def setUp(self):
        self.client.force_login(self.member)
        follow(self.member, self.page, pace=Pace.DAILY)
        follow(self.member, self.page, self.thread, pace=Pace.AT_ONCE)
        self.list = reverse("following")

    def change(self, row, pace, client=None):
        address = reverse("change_following", args=[row.pk])
        return (client or self.client).post(address, {"pace": pace}, follow=True)

    def test_shows_what_is_followed(self):
        follow(MemberFactory(), StoryPageFactory(title="Of others"), pace=Pace.DAILY)
        response = self.client.get(self.list)
        self.assertContains(response, "Fewer falls", 4)
        self.assertContains(response, self.thread.author.display_name)
        self.assertNotContains(response, self.thread.body)
        self.assertNotContains(response, "Of others")

    def test_my_account_leads_there(self):
        self.assertContains(self.client.get(reverse("account")), self.list)
        self.assertContains(Client().get(self.list, follow=True), "Sign in")

    def test_changes_and_stops(self):
        row = Follow.objects.get(thread=None)
        self.assertContains(self.change(row, "at_once"), "has been saved")
        row.refresh_from_db()
        self.assertEqual(row.pace, Pace.AT_ONCE)
        self.change(row, "never")
        self.assertFalse(Follow.objects.filter(pk=row.pk).exists())

    def test_a_closed_page_has_no_title_and_can_be_let_go(self):
        PageViewRestriction.objects.create(page=self.page, restriction_type="groups")
        response = self.client.get(self.list)
        self.assertNotContains(response, "Fewer falls")
        self.assertNotContains(response, self.page.slug)
        self.assertContains(response, "A page that is not shown at present", 2)
        row = Follow.objects.get(thread=None)
        self.assertContains(self.change(row, "at_once"), "We can’t write to you")
        self.change(row, "never")
        self.assertFalse(Follow.objects.filter(pk=row.pk).exists())

    def test_a_name_that_is_not_shown_is_not_shown_here(self):
        Comment.objects.update(hides_name=True)
        response = self.client.get(self.list)
        self.assertNotContains(response, self.thread.author.display_name)

    def test_nobody_changes_what_others_follow(self):
        row = Follow.objects.first()
        client = Client()
        client.force_login(MemberFactory())
        self.assertEqual(self.change(row, "never", client).status_code, 404)
        self.assertTrue(Follow.objects.filter(pk=row.pk).exists())

    def test_bad_input_changes_nothing(self):
        row = Follow.objects.get(thread=None)
        for pace in ("", "hourly", "page", "a\x00b"):
            self.assertContains(self.change(row, pace), "Nothing was changed")
        self.assertEqual(
            self.client.get(reverse("change_following", args=[row.pk])).status_code, 405
        )

    def test_costs_the_same_however_many(self):
        self.client.get(self.list)
        with CaptureQueriesContext(connection) as few:
            self.client.get(self.list)
        for _number in range(5):
            thread = CommentFactory()
            follow(self.member, thread.page, thread, pace=Pace.DAILY)
        with self.assertNumQueries(len(few)):
            self.client.get(self.list)


class StoppingTests(FollowingTestCase):
    """The links in mails, opened by whoever holds the mail, or by the program that scans it."""

    def setUp(self):
        # Neither a session nor a token.
        self.client = Client(enforce_csrf_checks=True)

    def link_in_mail(self, thread=None, pace=Pace.AT_ONCE):
        follow(self.member, self.page, thread, pace=pace)
        CommentFactory(page=self.page, parent=self.thread)
        announce_what_is_left()
        write_digests(tomorrow())
        (message,) = mail.outbox
        headers = message.extra_headers
        self.assertEqual(headers["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click")
        link = headers["List-Unsubscribe"].strip("<>")
        self.assertIn(link, message.body)
        self.assertTrue(link.startswith("http://testserver/"))
        return link

    def one_click(self, link):
        return self.client.post(link, {"List-Unsubscribe": "One-Click"})

    def test_opening_it_changes_nothing(self):
        link = self.link_in_mail()
        before = self.paces()
        for _scanner in range(3):
            response = self.client.get(link)
            self.client.head(link)
        self.assertContains(response, "Stop these mails")
        self.assertContains(response, "Fewer falls")
        self.assertNotContains(response, self.member.email)
        self.assertNotContains(response, self.member.display_name)
        self.assertEqual(self.paces(), before)

    def test_one_click_ends_what_the_mail_is_about(self):
        link = self.link_in_mail()
        other = StoryPageFactory()
        follow(self.member, other, pace=Pace.AT_ONCE)
        for _again in range(2):
            self.assertEqual(self.one_click(link).status_code, 200)
        self.assertEqual(self.paces(), {(other.pk, None): Pace.AT_ONCE})

    def test_of_a_thread_it_ends_the_thread_also_where_its_page_is_followed(self):
        follow(self.member, self.page, pace=Pace.DAILY)
        link = self.link_in_mail(self.thread)
        self.one_click(link)
        self.assertEqual(
            self.paces(),
            {
                (self.page.pk, None): Pace.DAILY,
                (self.page.pk, self.thread.pk): Pace.NEVER,
            },
        )

    def test_of_the_daily_mail_it_ends_all_daily_mail(self):
        follow(self.member, StoryPageFactory(), pace=Pace.DAILY)
        loud = StoryPageFactory()
        follow(self.member, loud, pace=Pace.AT_ONCE)
        self.one_click(self.link_in_mail(pace=Pace.DAILY))
        self.assertEqual(self.paces(), {(loud.pk, None): Pace.AT_ONCE})

    def test_everything_can_be_ended_at_once(self):
        follow(self.member, StoryPageFactory(), pace=Pace.DAILY)
        link = self.link_in_mail(pace=Pace.DAILY)
        follow(self.member, self.page, self.thread, pace=Pace.NEVER)
        response = self.client.post(link, {"everything": "1"})
        self.assertContains(response, "no longer follow any discussion")
        self.assertEqual(set(self.paces().values()), {Pace.NEVER})

    def test_a_link_that_was_tampered_with_does_nothing(self):
        link = self.link_in_mail()
        token = link.rstrip("/").rpartition("/")[2]
        for wrong in (token[:-3], token[:-9] + "x" * 9, "nothing", "x" * 5000):
            address = reverse("stop_following", args=[wrong])
            self.assertEqual(self.one_click(address).status_code, 404)
        self.assertEqual(len(self.paces()), 1)

    def test_a_link_of_another_kind_of_mail_is_not_ours(self):
        token = unfollowing.signing.dumps(
            [self.member.pk, "daily", 0], salt="accounts.unsubscribing"
        )
        address = reverse("stop_following", args=[token])
        self.assertEqual(self.one_click(address).status_code, 404)

    def test_it_works_where_the_page_is_closed_and_names_it_no_longer(self):
        for thread in (None, self.thread):
            with self.subTest(thread):
                mail.outbox.clear()
                link = self.link_in_mail(thread)
                closed = PageViewRestriction.objects.create(
                    page=self.page, restriction_type="groups"
                )
                for response in (self.client.get(link), self.one_click(link)):
                    self.assertNotContains(response, "Fewer falls")
                self.assertFalse(Follow.objects.at_pace(Pace.AT_ONCE).exists())
                closed.delete()

    def test_it_works_for_who_is_suspended(self):
        link = self.link_in_mail()
        self.member.suspended_at = timezone.now()
        self.member.save()
        self.assertEqual(self.one_click(link).status_code, 200)
        self.assertEqual(self.paces(), {})

    def test_of_what_is_gone_there_is_nothing_to_end(self):
        link = self.link_in_mail()
        thread_link = unfollowing.Mail(
            self.member, unfollowing.THREAD, self.thread.pk
        ).address
        self.page.delete()
        for each in (link, thread_link):
            self.assertEqual(self.one_click(each).status_code, 200)
        self.member.delete()
        self.assertEqual(self.one_click(link).status_code, 404)

    def test_each_mail_says_how_in_words(self):
        self.link_in_mail()
        self.assertRegex(
            mail.outbox[0].body, re.compile("To stop mail about it:\nhttp")
        )
        self.assertIn("/account/following/", mail.outbox[0].body)
