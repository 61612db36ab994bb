"""Writing, replying and removing through the pages, and every refusal there."""

import re
from datetime import timedelta
from unittest import mock
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from comments.models import Comment, PagePolicy
from comments.views.writing import COMMENTS
from safeguards.limits import Limit
from tests.factories import CommentFactory, MemberFactory, StoryPageFactory

State = Comment.State
FEW = Limit(COMMENTS.name, count=2, seconds=60)


def token_of(response, address):
    """The token in the form that is sent to this address, or to where it is shown."""
    html = response.content.decode()
    for form in re.findall(r"<form.*?</form>", html, re.DOTALL):
        if f'action="{address}"' in form or "action=" not in form:
            return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)[1]
    raise AssertionError(f"No form for {address}")


class CommentViewTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory(title="Fewer falls")
        cls.member = MemberFactory(display_name="Ros")
        cls.create_address = reverse("comment_create", args=[cls.page.pk])

    def setUp(self):
        # Limits are counted there.
        cache.clear()
        self.client.force_login(self.member)

    def post(self, body="A good idea.", address=None, client=None, **data):
        return (client or self.client).post(
            address or self.create_address,
            {"body": body, "submission": uuid4(), **data},
        )

    def set_mode(self, mode):
        PagePolicy.objects.update_or_create(
            page_id=self.page.pk, defaults={"mode": mode}
        )


class WritingTests(CommentViewTestCase):
    def test_first_comment_waits_and_says_so(self):
        response = self.post()
        comment = Comment.objects.get()
        assert comment.state == State.WAITING
        assert response.status_code == 303
        assert response["Location"] == f"{self.page.url}#comment-{comment.pk}"
        page = self.client.get(self.page.url)
        self.assertContains(page, "is waiting for a moderator")
        self.assertContains(page, "A good idea.")
        self.assertContains(page, f'id="comment-{comment.pk}"')

    def test_what_waits_is_seen_by_its_writer_only(self):
        self.post()
        self.assertNotContains(Client().get(self.page.url), "A good idea.")
        other = Client()
        other.force_login(MemberFactory())
        self.assertNotContains(other.get(self.page.url), "A good idea.")

    def test_trusted_comment_is_public_at_once(self):
        CommentFactory(page=self.page, author=self.member)
        self.post()
        self.assertContains(Client().get(self.page.url), "A good idea.")
        self.assertContains(self.client.get(self.page.url), "comment is published")

    def test_double_submit_makes_one(self):
        submission = uuid4()
        first = self.post(submission=submission)
        second = self.post(submission=submission)
        assert first["Location"] == second["Location"]
        assert Comment.objects.count() == 1

    def test_bad_input_is_told_kindly_and_kept(self):
        for body in ("", "  \n ", "x" * 3001, "y" * 1_000_000, "\x00"):
            with self.subTest(body[:9]):
                response = self.post(body)
                self.assertContains(response, "There is a problem", status_code=422)
                if body.strip(" \n\x00"):
                    self.assertContains(response, body, status_code=422)
        assert not Comment.objects.exists()

    def test_odd_input_never_breaks(self):
        for data in (
            {},
            {"body": "a\x00b"},
            {"body": "🎉" * 3000},
            {"body": "\u202eevil\u202c نص"},
            {"body": "ok one", "submission": ""},
            {"body": "<b>bold</b>", "author": "1", "state": "published"},
        ):
            with self.subTest(data):
                response = self.client.post(self.create_address, data)
                assert response.status_code in {303, 422}
        assert not Comment.objects.published().exists()
        assert set(Comment.objects.values_list("author", flat=True)) == {self.member.pk}

    def test_wrong_submission_is_a_form_error_not_a_crash(self):
        response = self.post(submission="not-a-uuid")
        assert response.status_code == 422
        self.assertContains(response, "A good idea.", status_code=422)

    def test_markup_is_shown_as_text(self):
        self.post("<script>alert(1)</script>")
        page = self.client.get(self.page.url)
        self.assertContains(page, "&lt;script&gt;alert(1)")
        self.assertNotContains(page, "<script>alert(1)")

    def test_too_many_are_refused_with_the_text_kept(self):
        with mock.patch("comments.views.writing.COMMENTS", FEW):
            for number in range(2):
                assert self.post(f"Number {number}").status_code == 303
            response = self.post("One too many")
        self.assertContains(response, "One too many", status_code=429)
        self.assertContains(response, "post it again later", status_code=429)
        assert Comment.objects.count() == 2


class RefusalTests(CommentViewTestCase):
    def test_needs_a_token(self):
        client = Client(enforce_csrf_checks=True)
        client.force_login(self.member)
        for address in self.post_addresses():
            with self.subTest(address):
                assert self.post(address=address, client=client).status_code == 403
        assert Comment.objects.count() == 1

    def test_forms_carry_the_token(self):
        client = Client(enforce_csrf_checks=True)
        client.force_login(self.member)
        comment = CommentFactory(page=self.page, author=self.member)
        reply = reverse("comment_reply", args=[comment.pk])
        remove = reverse("comment_remove", args=[comment.pk])
        forms = [(self.page.url, self.create_address), (reply, reply), (remove, remove)]
        for number, (shown_at, address) in enumerate(forms):
            with self.subTest(address):
                token = token_of(client.get(shown_at), address)
                response = self.post(
                    f"Number {number}",
                    address,
                    client=client,
                    csrfmiddlewaretoken=token,
                )
                assert response.status_code == 303

    def test_takes_nothing_by_get(self):
        assert self.client.get(self.create_address).status_code == 405
        for address in self.post_addresses():
            self.client.get(address, {"body": "By GET"})
        assert Comment.objects.published().count() == 1

    def post_addresses(self):
        comment = CommentFactory(page=self.page, author=self.member)
        return [
            self.create_address,
            reverse("comment_reply", args=[comment.pk]),
            reverse("comment_remove", args=[comment.pk]),
        ]

    def test_a_suspended_member_writes_nothing(self):
        type(self.member).objects.update(is_active=False)
        assert self.post().status_code == 403
        assert not Comment.objects.exists()

    def test_unproven_address_is_refused(self):
        EmailAddress.objects.update(verified=False)
        self.assertContains(self.post("Mine"), "Mine", status_code=403)
        assert not Comment.objects.exists()

    def test_closed_page_gives_the_text_back(self):
        self.set_mode(PagePolicy.Mode.CLOSED)
        response = self.post("My long text")
        self.assertContains(response, "are closed", status_code=403)
        self.assertContains(response, "My long text", status_code=403)
        assert not Comment.objects.exists()

    def test_page_without_comments_is_not_found(self):
        comment = CommentFactory(page=self.page, author=self.member)
        self.set_mode(PagePolicy.Mode.OFF)
        self.assert_not_found(comment)

    def test_unreadable_page_is_not_found(self):
        for hide in (self.make_draft, self.expire, self.restrict):
            comment = CommentFactory(page=self.page, author=self.member)
            hide()
            with self.subTest(hide.__name__):
                self.assert_not_found(comment)

    def assert_not_found(self, comment):
        reply = reverse("comment_reply", args=[comment.pk])
        assert self.post().status_code == 404
        assert self.post(address=reply).status_code == 404
        assert self.client.get(reply).status_code == 404
        for address in (
            reverse("comment", args=[comment.pk]),
            reverse("comments_part", args=[self.page.pk, 1]),
            reverse("comments_part", args=[self.page.pk, 2]),
        ):
            assert self.client.get(address).status_code == 404

    def make_draft(self):
        self.page.live = False
        self.page.save()

    def expire(self):
        self.page.live = True
        self.page.expire_at = timezone.now() - timedelta(days=1)
        self.page.expired = True
        self.page.live = False
        self.page.save()

    def restrict(self):
        self.page.live = True
        self.page.save()
        PageViewRestriction.objects.create(
            page=self.page, restriction_type=PageViewRestriction.GROUPS
        )

    def test_numbers_nobody_has_are_not_found(self):
        for number in (0, 10**12, 10**30):
            for name in ("comment", "comment_reply", "comment_remove"):
                address = reverse(name, args=[number])
                assert self.client.get(address).status_code == 404
            assert (
                self.post(address=reverse("comment_create", args=[number])).status_code
                == 404
            )
            part = reverse("comments_part", args=[self.page.pk, number])
            assert self.client.get(part).status_code == 404


class ReplyTests(CommentViewTestCase):
    def setUp(self):
        super().setUp()
        self.thread = CommentFactory(page=self.page, body="The first word")
        self.address = reverse("comment_reply", args=[self.thread.pk])

    def test_form_quotes_what_is_replied_to(self):
        response = self.client.get(self.address)
        self.assertContains(response, "The first word")
        self.assertContains(response, "Ros")

    def test_reply_joins_the_thread(self):
        assert self.post("I agree", self.address).status_code == 303
        assert Comment.objects.get(body="I agree").parent == self.thread

    def test_error_keeps_the_thread_and_the_text(self):
        response = self.post("z" * 3001, self.address)
        self.assertContains(response, "The first word", status_code=422)
        self.assertContains(response, "z" * 3001, status_code=422)

    def test_nobody_replies_to_what_is_not_public(self):
        for state in (State.WAITING, State.HIDDEN, State.REJECTED, State.REMOVED):
            Comment.objects.update(state=state)
            with self.subTest(state):
                assert self.client.get(self.address).status_code == 404
                # What was typed meanwhile comes back all the same.
                response = self.post("My long text", self.address)
                self.assertContains(response, "My long text", status_code=403)
                self.assertContains(response, "no longer shown", status_code=403)
                self.assertNotContains(response, "The first word", status_code=403)
        assert Comment.objects.count() == 1

    def test_what_was_never_public_is_not_found(self):
        self.thread.state, self.thread.published_at = State.WAITING, None
        self.thread.save()
        assert self.client.get(self.address).status_code == 404
        assert self.post("No", self.address).status_code == 404

    def test_a_locked_thread_takes_no_reply_and_gives_the_text_back(self):
        reply = CommentFactory(page=self.page, parent=self.thread)
        self.thread.is_locked = True
        self.thread.save()
        for comment in (self.thread, reply):
            address = reverse("comment_reply", args=[comment.pk])
            self.assertContains(self.client.get(address), "closed", status_code=403)
            response = self.post("My long text", address)
            self.assertContains(response, "My long text", status_code=403)
        assert Comment.objects.count() == 2


class RemovingTests(CommentViewTestCase):
    def setUp(self):
        super().setUp()
        self.comment = CommentFactory(page=self.page, author=self.member, body="Mine")
        self.address = reverse("comment_remove", args=[self.comment.pk])

    def test_asks_first(self):
        self.assertContains(self.client.get(self.address), "Mine")
        assert Comment.objects.published().exists()

    def test_removes_on_post(self):
        assert self.client.post(self.address).status_code == 303
        page = self.client.get(self.page.url)
        self.assertNotContains(page, "Mine")
        self.assertNotContains(page, "removed by its author")

    def test_a_second_click_leads_to_the_page_too(self):
        first, second = (self.client.post(self.address) for _ in range(2))
        assert (second.status_code, second["Location"]) == (303, first["Location"])
        assert self.client.get(self.address).status_code == 404

    def test_says_so_where_others_replied(self):
        CommentFactory(page=self.page, parent=self.comment, body="An answer")
        self.client.post(self.address)
        page = self.client.get(self.page.url)
        self.assertContains(page, "removed by its author")
        self.assertContains(page, "An answer")

    def test_foreign_comments_are_not_found(self):
        foreign = reverse("comment_remove", args=[CommentFactory(page=self.page).pk])
        assert self.client.get(foreign).status_code == 404
        assert self.client.post(foreign).status_code == 404

    def test_own_words_go_even_where_the_page_is_gone(self):
        self.page.live = False
        self.page.save()
        assert self.client.get(self.address).status_code == 200
        assert self.client.post(self.address).status_code == 303
        self.comment.refresh_from_db()
        assert self.comment.state == State.REMOVED
