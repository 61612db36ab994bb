"""Members say what helped: once each, never about their own words, however many at once."""

from concurrent.futures import ThreadPoolExecutor

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client, TestCase, TransactionTestCase
from django.urls import reverse
from wagtail.models import PageViewRestriction

from comments.models import Comment, HelpfulMark
from comments.services.helpful import mark_helpful, unmark_helpful
from tests.factories import CommentFactory, MemberFactory, StoryPageFactory

State = Comment.State


class MarkingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory()
        cls.comment = CommentFactory(page=cls.page)
        cls.member = MemberFactory()

    def setUp(self):
        self.client.force_login(self.member)
        self.address = reverse("comment_helpful", args=[self.comment.pk])
        self.back = reverse("comment_not_helpful", args=[self.comment.pk])

    def count(self):
        self.comment.refresh_from_db()
        assert HelpfulMark.objects.count() == self.comment.helpful_count
        return self.comment.helpful_count

    def test_marking_leads_back_to_the_comment(self):
        response = self.client.post(self.address)
        self.assertRedirects(
            response,
            f"{self.page.url}#comment-{self.comment.pk}",
            status_code=303,
            fetch_redirect_response=False,
        )
        assert self.count() == 1

    def test_marking_twice_and_unmarking_twice_count_once(self):
        for address, count in (
            (self.address, 1),
            (self.address, 1),
            (self.back, 0),
            (self.back, 0),
        ):
            self.client.post(address)
            assert self.count() == count

    def test_our_script_gets_the_button_as_it_is_now(self):
        response = self.client.post(self.address, headers={"X-Requested-With": "fetch"})
        self.assertContains(response, 'aria-pressed="true"')
        self.assertContains(response, "1 found this helpful")
        self.assertContains(response, f'formaction="{self.back}"')
        response = self.client.post(self.back, headers={"X-Requested-With": "fetch"})
        self.assertContains(response, 'aria-pressed="false"')
        self.assertNotContains(response, "found this helpful")

    def test_nothing_changes_by_looking(self):
        for address in (self.address, self.back):
            self.assertRedirects(
                self.client.get(address),
                reverse("comment", args=[self.comment.pk]),
                fetch_redirect_response=False,
            )
        assert self.count() == 0

    def test_the_version_that_moderators_look_at_stays(self):
        version = self.comment.version
        self.client.post(self.address)
        self.comment.refresh_from_db()
        assert self.comment.version == version

    def test_marks_go_with_the_account(self):
        mark_helpful(self.comment, user=self.member)
        unmark_helpful(self.comment, user=self.member)
        assert self.count() == 0

    # Refusals

    def test_nobody_marks_their_own(self):
        own = CommentFactory(page=self.page, author=self.member)
        response = self.client.post(reverse("comment_helpful", args=[own.pk]))
        assert response.status_code == 403
        with self.assertRaises(PermissionDenied):
            mark_helpful(own, user=self.member)

    def test_signed_out_readers_are_led_to_sign_in(self):
        self.client.logout()
        response = self.client.post(self.address)
        assert response["Location"].startswith(reverse("account_login"))
        assert self.count() == 0

    def test_an_address_that_was_never_proven_marks_nothing(self):
        EmailAddress.objects.filter(user=self.member).update(verified=False)
        assert self.client.post(self.address).status_code == 403
        assert self.count() == 0

    def test_somebody_suspended_marks_nothing(self):
        suspended = MemberFactory(suspended_at=self.comment.created_at)
        with self.assertRaises(PermissionDenied):
            mark_helpful(self.comment, user=suspended)

    def test_what_is_not_public_is_not_there(self):
        for state in set(State) - {State.PUBLISHED}:
            Comment.objects.update(state=state)
            with self.subTest(state):
                for address in (self.address, self.back):
                    assert self.client.post(address).status_code == 404
                with self.assertRaises(PermissionDenied):
                    mark_helpful(self.comment, user=self.member)

    def test_nothing_under_a_page_that_is_not_theirs_to_read(self):
        PageViewRestriction.objects.create(
            page=self.page, restriction_type="password", password="words"
        )
        assert self.client.post(self.address).status_code == 404
        assert self.count() == 0

    def test_the_token_is_asked_for(self):
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(self.member)
        assert strict.post(self.address).status_code == 403
        assert self.count() == 0


class ShownTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory()
        cls.comment = CommentFactory(page=cls.page)
        cls.member = MemberFactory()
        for reader in (cls.member, MemberFactory()):
            mark_helpful(cls.comment, user=reader)

    def test_signed_out_readers_see_how_many(self):
        response = self.client.get(self.page.url)
        self.assertContains(response, "2 found this helpful")
        self.assertNotContains(response, "aria-pressed")
        self.assertNotContains(response, 'id="helpful"')

    def test_whoever_marked_it_sees_that(self):
        self.client.force_login(self.member)
        response = self.client.get(self.page.url)
        self.assertContains(response, 'aria-pressed="true"', 1)
        self.client.force_login(MemberFactory())
        response = self.client.get(self.page.url)
        self.assertContains(response, 'aria-pressed="false"', 1)

    def test_its_writer_sees_how_many_and_no_button(self):
        self.client.force_login(self.comment.author)
        response = self.client.get(self.page.url)
        self.assertContains(response, "2 found this helpful")
        self.assertNotContains(response, "aria-pressed")


class AtOnceTests(TransactionTestCase):
    serialized_rollback = True

    def in_parallel(self, act, arguments):
        def do(argument):
            try:
                act(argument)
            finally:
                connection.close()

        with ThreadPoolExecutor(10) as readers:
            list(readers.map(do, arguments))

    def test_fifty_at_once_are_counted_right(self):
        comment = CommentFactory()
        members = MemberFactory.create_batch(25)

        def mark(member):
            mark_helpful(comment, user=member)

        # Each of them presses twice.
        self.in_parallel(mark, members * 2)
        comment.refresh_from_db()
        assert comment.helpful_count == HelpfulMark.objects.count() == 25

        def unmark(member):
            unmark_helpful(comment, user=member)

        self.in_parallel(unmark, members[:10] * 2)
        comment.refresh_from_db()
        assert comment.helpful_count == HelpfulMark.objects.count() == 15
