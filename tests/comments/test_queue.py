"""Deciding in the admin: who may, what it costs, and what moderators cannot do."""

import re
from datetime import timedelta
from uuid import uuid4

from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from comments.models import Comment, CommentDecision, PagePolicy, RejectionReason
from comments.services.deciding import approve
from comments.services.writing import post_comment
from tests.factories import (
    CommentFactory,
    MemberFactory,
    StoryPageFactory,
    UserFactory,
    member_of,
)

State = Comment.State


def address(name, comment=None):
    return reverse(f"comment_queue:{name}", args=[comment.pk] if comment else [])


class QueueTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory(title="Fewer falls")
        cls.moderator = member_of("Comment moderators", display_name="Morag")
        cls.reason = RejectionReason.objects.first()

    def setUp(self):
        self.client.force_login(self.moderator)

    def waiting(self, **fields):
        return CommentFactory(
            **{"page": self.page, "state": State.WAITING, "body": "May I?", **fields}
        )


class QueueTests(QueueTestCase):
    def test_shows_all_that_is_needed_to_decide(self):
        comment = self.waiting()
        CommentFactory(author=comment.author)
        CommentFactory(author=comment.author, state=State.REJECTED)
        response = self.client.get(address("waiting"))
        self.assertContains(response, "May I?")
        self.assertContains(response, comment.author.display_name)
        self.assertContains(response, "1 published, 1 refused so far")
        self.assertContains(response, f'href="{self.page.url}"')
        self.assertContains(response, self.reason.name)
        self.assertContains(response, address("approve", comment))

    def test_folders_hold_their_state(self):
        for state in State:
            CommentFactory(page=self.page, state=state, body=f"It is {state.label}")
        for name in ("waiting", "published", "rejected", "hidden"):
            response = self.client.get(address(name))
            for state in State:
                shown = self.assertContains if state == name else self.assertNotContains
                with self.subTest(name, state=state):
                    shown(response, f"It is {state.label}")
        response = self.client.get(address("all"))
        for state in State:
            self.assertContains(response, f"It is {state.label}")

    def test_waiting_come_oldest_first(self):
        newer = self.waiting(body="Newer")
        older = self.waiting(
            body="Older", created_at=timezone.now() - timedelta(days=1)
        )
        response = self.client.get(address("waiting"))
        assert response.context["comments"] == [older, newer]

    def test_finds_words_writers_and_pages(self):
        found = self.waiting(body="About hoists")
        self.waiting(body="About beds")
        for query in ("hoists", found.author.email):
            response = self.client.get(address("waiting"), {"q": query})
            assert response.context["comments"] == [found]
        response = self.client.get(address("waiting"), {"q": "fewer FALLS"})
        assert len(response.context["comments"]) == 2

    def test_odd_searches_never_break(self):
        for query in ("\x00", "%", "x" * 5000, "'; --", "🎉"):
            with self.subTest(query[:9]):
                response = self.client.get(address("waiting"), {"q": query, "p": "x"})
                assert response.status_code == 200

    def test_costs_the_same_for_one_and_for_two_hundred(self):
        self.waiting()
        # The first request of a process also fills caches.
        self.queries()
        few = self.queries()
        assert few <= 15
        thread = CommentFactory(page=self.page)
        for _number in range(200):
            self.waiting(parent=thread)
        assert self.queries() == few

    def queries(self):
        with CaptureQueriesContext(connection) as captured:
            self.client.get(address("waiting"))
        return len(captured)

    def test_menu_and_home_count_what_waits(self):
        self.waiting(created_at=timezone.now() - timedelta(days=3))
        self.waiting()
        response = self.client.get(reverse("wagtailadmin_home"))
        self.assertContains(response, "Comments (2)")
        self.assertContains(response, "2 comments waiting, the oldest for 3\xa0days")

    def test_markup_is_shown_as_text(self):
        self.waiting(body="<script>alert(1)</script>")
        response = self.client.get(address("waiting"))
        self.assertContains(response, "&lt;script&gt;alert(1)")
        self.assertNotContains(response, "<script>alert(1)")


class DecisionTests(QueueTestCase):
    def state_of(self, comment):
        return Comment.objects.get(pk=comment.pk).state

    def test_publishes_and_stays_in_the_queue(self):
        comment = self.waiting()
        here = f"{address('waiting')}?p=2"
        response = self.client.post(address("approve", comment), {"next": here})
        self.assertRedirects(response, here, fetch_redirect_response=False)
        assert self.state_of(comment) == State.PUBLISHED
        self.assertContains(self.client.get(here), "The comment is published.")

    def test_never_leaves_for_another_site(self):
        response = self.client.post(
            address("approve", self.waiting()), {"next": "https://evil.example/"}
        )
        assert response["Location"] == address("waiting")

    def test_refuses_with_a_reason(self):
        comment = self.waiting()
        self.client.post(address("reject", comment), {"reason": self.reason.pk})
        assert self.state_of(comment) == State.REJECTED

    def test_a_reason_must_be_given(self):
        comment = self.waiting()
        self.reason.is_active = False
        self.reason.save()
        for data in ({}, {"reason": ""}, {"reason": "x"}, {"reason": self.reason.pk}):
            with self.subTest(data):
                response = self.client.post(
                    address("reject", comment), data, follow=True
                )
                self.assertContains(response, "Choose a reason, so that")
                assert self.state_of(comment) == State.WAITING

    def test_hides_and_shows_again(self):
        comment = CommentFactory(page=self.page)
        self.client.post(address("hide", comment))
        assert self.state_of(comment) == State.HIDDEN
        self.client.post(address("restore", comment))
        assert self.state_of(comment) == State.PUBLISHED

    def test_the_second_moderator_is_told(self):
        comment = self.waiting()
        self.client.post(address("approve", comment))
        response = self.client.post(
            address("reject", comment), {"reason": self.reason.pk}, follow=True
        )
        self.assertContains(response, "somebody else was quicker")
        assert self.state_of(comment) == State.PUBLISHED

    def test_history_names_who_decided_and_why(self):
        comment = self.waiting()
        self.client.post(address("reject", comment), {"reason": self.reason.pk})
        response = self.client.get(address("comment", comment))
        self.assertContains(response, "Morag")
        self.assertContains(response, self.reason.name)

    def test_comment_page_shows_every_state_of_the_thread(self):
        thread = CommentFactory(page=self.page)
        for state in State:
            CommentFactory(page=self.page, parent=thread, state=state)
        for comment in Comment.objects.all():
            response = self.client.get(address("comment", comment))
            assert response.status_code == 200

    def test_never_by_get_and_never_without_a_token(self):
        client = Client(enforce_csrf_checks=True)
        client.force_login(self.moderator)
        comment = self.waiting()
        for name in ("approve", "reject", "hide", "restore"):
            with self.subTest(name):
                assert self.client.get(address(name, comment)).status_code == 405
                refused = client.post(
                    address(name, comment), {"reason": self.reason.pk}
                )
                assert refused.status_code == 403
        assert self.state_of(comment) == State.WAITING
        assert not CommentDecision.objects.exists()

    def test_every_form_carries_the_token(self):
        self.waiting()
        CommentFactory(page=self.page)
        CommentFactory(page=self.page, state=State.HIDDEN)
        html = self.client.get(address("all")).content.decode()
        forms = re.findall(
            r'<form[^>]*action="/admin/comments/\d.*?</form>', html, re.S
        )
        assert len(forms) == 4
        for form in forms:
            assert "csrfmiddlewaretoken" in form

    def test_comments_nobody_wrote_are_not_found(self):
        for name in ("approve", "hide", "restore"):
            url = reverse(f"comment_queue:{name}", args=[10**12])
            assert self.client.post(url).status_code == 404


class WhoMayTests(QueueTestCase):
    def test_others_get_nowhere_near_the_queue(self):
        comment = self.waiting()
        for person in (MemberFactory(), member_of("Editors"), member_of("Publishers")):
            self.client.force_login(person)
            for name in ("waiting", "all"):
                assert self.client.get(address(name)).status_code == 302
            assert self.client.get(address("comment", comment)).status_code == 302
            for name in ("approve", "reject", "hide", "restore"):
                self.client.post(address(name, comment), {"reason": self.reason.pk})
        comment.refresh_from_db()
        assert comment.state == State.WAITING

    def test_editors_see_no_sign_of_it(self):
        self.waiting()
        self.client.force_login(member_of("Editors"))
        response = self.client.get(reverse("wagtailadmin_home"))
        self.assertNotContains(response, "Comments (1)")
        self.assertNotContains(response, "comment waiting")

    def test_signed_out_people_sign_in_first(self):
        self.client.logout()
        response = self.client.get(address("waiting"))
        assert response.status_code == 302
        assert "login" in response["Location"]

    def test_administrators_may(self):
        self.client.force_login(UserFactory(is_superuser=True))
        assert self.client.get(address("waiting")).status_code == 200

    def test_a_moderator_can_do_nothing_to_pages(self):
        parent = self.page.get_parent()
        names = [
            ("wagtailadmin_explore", [parent.pk]),
            ("wagtailadmin_pages:edit", [self.page.pk]),
            ("wagtailadmin_pages:unpublish", [self.page.pk]),
            ("wagtailadmin_pages:delete", [self.page.pk]),
            ("wagtailadmin_pages:copy", [self.page.pk]),
            ("wagtailadmin_pages:move", [self.page.pk]),
            ("wagtailadmin_pages:add", ["pages", "storypage", parent.pk]),
            ("wagtailadmin_pages:history", [self.page.pk]),
            ("comment_queue:policy", [self.page.pk]),
        ]
        for name, args in names:
            for method in (self.client.get, self.client.post):
                with self.subTest(name, method=method.__name__):
                    response = method(
                        reverse(name, args=args),
                        {"action-publish": "1", "title": "Mine", "mode": "off"},
                    )
                    assert response.status_code in {302, 403}
                    assert "/pages/" not in response.get("Location", "")
        self.page.refresh_from_db()
        assert self.page.live
        assert self.page.title == "Fewer falls"
        assert not PagePolicy.objects.exists()

    def test_a_moderator_cannot_change_the_reasons(self):
        url = reverse("wagtailsnippets_comments_rejectionreason:list")
        assert self.client.get(url).status_code == 302
        self.client.force_login(member_of("Publishers"))
        assert self.client.get(url).status_code == 200


class PolicyViewTests(QueueTestCase):
    def setUp(self):
        self.address = reverse("comment_queue:policy", args=[self.page.pk])
        self.client.force_login(member_of("Publishers"))

    def test_publishers_close_a_page_at_once(self):
        self.client.get(self.address)
        self.client.post(self.address, {"mode": "closed"})
        self.assertContains(Client().get(self.page.url), "are closed")

    def test_pages_below_follow(self):
        section = self.page.get_parent()
        self.client.post(
            reverse("comment_queue:policy", args=[section.pk]), {"mode": "off"}
        )
        self.assertNotContains(Client().get(self.page.url), 'id="comments"')
        self.assertContains(self.client.get(self.address), section.title)

    def test_a_page_can_follow_those_above_again(self):
        self.client.post(self.address, {"mode": "off"})
        self.client.post(self.address, {"mode": ""})
        assert not PagePolicy.objects.exists()

    def test_refuses_other_words(self):
        self.client.post(self.address, {"mode": "sometimes"})
        assert not PagePolicy.objects.exists()

    def test_only_publishers_may(self):
        for person in (member_of("Editors"), self.moderator, MemberFactory()):
            self.client.force_login(person)
            assert self.client.get(self.address).status_code == 302
            self.client.post(self.address, {"mode": "off"})
        assert not PagePolicy.objects.exists()

    def test_the_editor_shows_the_way_to_those_who_may(self):
        editor = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        response = self.client.get(editor)
        self.assertContains(response, self.address)
        self.assertContains(response, "Comments: open")
        self.client.force_login(member_of("Editors"))
        self.assertNotContains(self.client.get(editor), self.address)

    def test_the_root_and_missing_pages_have_none(self):
        self.client.force_login(UserFactory(is_superuser=True))
        for number in (1, 10**12):
            url = reverse("comment_queue:policy", args=[number])
            assert self.client.get(url).status_code == 404


class FirstCommentTests(QueueTestCase):
    def test_after_one_was_approved_the_next_appears_at_once(self):
        author = MemberFactory()

        def post(body):
            return post_comment(
                page=self.page, author=author, body=body, submission=uuid4()
            )

        approve(post("The first"), moderator=self.moderator)
        assert post("The second").state == State.PUBLISHED
