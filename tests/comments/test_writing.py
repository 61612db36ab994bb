"""The form of a comment: names not shown, questions, risks, details pointed out, preview, limits."""

import re
from concurrent.futures import ThreadPoolExecutor
from unittest import mock
from uuid import uuid4

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connections
from django.test import Client, TestCase, TransactionTestCase
from django.urls import reverse
from django.utils import timezone

from comments.models import Comment, CommentDecision, CommentDraft, PagePolicy
from comments.services import writing
from comments.views.writing import COMMENTS, COMMENTS_ON_PAGE
from safeguards.limits import Limit
from tests.factories import CommentFactory, MemberFactory, StoryPageFactory

State = Comment.State
Hold = Comment.Hold

OWN_PAGE = {"HTTP_SEC_FETCH_SITE": "same-origin"}
PHONE = "Ring me on 07700 900123 <today>."


class FormTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory(title="Fewer falls")
        cls.member = MemberFactory(display_name="Rosalind Ward", is_trusted=True)
        cls.address = reverse("comment_create", args=[cls.page.pk])

    def setUp(self):
        # Limits are counted there.
        cache.clear()
        self.client.force_login(self.member)

    def post(self, body="A good idea.", address=None, client=None, **data):
        return (client or self.client).post(
            address or self.address,
            {"body": body, "submission": uuid4(), **data},
            **OWN_PAGE,
        )

    def allow_hidden_names(self):
        PagePolicy.objects.create(
            page_id=self.page.pk, mode="open", allows_hidden_names=True
        )


class NameTests(FormTestCase):
    def test_offered_only_where_editors_allow_it(self):
        self.assertNotContains(self.client.get(self.page.url), "show my name")
        self.allow_hidden_names()
        response = self.client.get(self.page.url)
        self.assertContains(response, "Don’t show my name")
        self.assertContains(response, "Moderators can.")

    def test_a_hidden_name_is_shown_to_nobody(self):
        self.allow_hidden_names()
        self.post(hides_name="on")
        comment = Comment.objects.get()
        assert comment.hides_name
        reader = Client()
        for address in (
            self.page.url,
            reverse("comment_reply", args=[comment.pk]),
        ):
            response = reader.get(address)
            self.assertContains(response, "A good idea.")
            self.assertContains(response, "A member who gave no name")
            self.assertNotContains(response, "Rosalind")

    def test_a_hidden_name_stays_out_of_what_waits_for_others_and_out_of_mails(self):
        self.allow_hidden_names()
        self.post(hides_name="on")
        other = MemberFactory(is_trusted=True)
        self.client.force_login(other)
        reply = reverse("comment_reply", args=[Comment.objects.get().pk])
        self.post("I agree.", reply, is_at_risk="on")
        self.assertNotContains(self.client.get(self.page.url), "Rosalind")
        for message in mail.outbox:
            if message.to != [self.member.email]:
                assert "Rosalind" not in message.body

    def test_refused_elsewhere_and_nothing_is_published_with_the_name(self):
        response = self.post(hides_name="on")
        self.assertContains(response, "Names are shown", status_code=422)
        self.assertContains(response, "A good idea.", status_code=422)
        with pytest.raises(writing.NameIsShown):
            writing.post_comment(
                page=self.page, author=self.member, body="Mine.", hides_name=True
            )
        assert not Comment.objects.exists()

    def test_refused_where_it_was_ended_while_somebody_wrote(self):
        with mock.patch(
            "comments.views.writing.post_comment", side_effect=writing.NameIsShown
        ):
            response = self.post()
        self.assertContains(response, "Names are shown", status_code=422)
        self.assertContains(response, "A good idea.", status_code=422)

    def test_a_hidden_name_has_no_badge(self):
        self.allow_hidden_names()
        admin = MemberFactory(is_superuser=True)
        comment = writing.post_comment(
            page=self.page, author=admin, body="Mine.", hides_name=True
        )
        assert comment.badge == Comment.Badge.NONE


class QuestionAndRiskTests(FormTestCase):
    def test_a_question_is_kept_as_one(self):
        self.post(is_question="on")
        assert Comment.objects.get().is_question

    def test_replies_ask_no_questions_of_the_page(self):
        thread = CommentFactory(page=self.page)
        address = reverse("comment_reply", args=[thread.pk])
        self.assertNotContains(self.client.get(address), "This is a question")
        self.post("Why?", address, is_question="on")
        assert not Comment.objects.get(body="Why?").is_question

    def test_the_form_says_what_to_do_first(self):
        self.assertContains(
            self.client.get(self.page.url), "In an emergency call 999 first"
        )

    def test_somebody_at_risk_holds_and_tells_the_lead_without_the_text(self):
        MemberFactory(email="admin@trust.example", is_superuser=True)
        self.post("She is not safe at home.", is_at_risk="on")
        comment = Comment.objects.get()
        assert comment.state == State.WAITING
        assert Hold.AT_RISK in comment.held_for
        message = next(each for each in mail.outbox if "admin@trust" in each.to[0])
        assert "not safe at home" not in message.body
        assert "Rosalind" not in message.body


class DetailsTests(FormTestCase):
    def tick_in(self, response):
        return re.search(
            r'name="keeps_details" value="(\w+)"', response.content.decode()
        )[1]

    def test_are_pointed_out_and_the_text_is_kept(self):
        response = self.post(PHONE)
        self.assertContains(response, "There is a problem", status_code=422)
        self.assertContains(response, "looks like a phone number", status_code=422)
        self.assertContains(response, "&lt;today&gt;", status_code=422)
        self.assertNotContains(response, "<today>", status_code=422)
        assert re.search(r"<mark>.*07700 900123.*</mark>", response.content.decode())
        assert not Comment.objects.exists()

    def test_whoever_keeps_them_waits_for_a_moderator(self):
        tick = self.tick_in(self.post(PHONE))
        assert self.post(PHONE, keeps_details=tick).status_code == 303
        comment = Comment.objects.get()
        assert comment.state == State.WAITING
        assert comment.held_for == [Hold.DETAILS]

    def test_others_than_those_shown_are_pointed_out_anew(self):
        tick = self.tick_in(self.post(PHONE))
        more = f"{PHONE} Or write to jo.bloggs@ward.example."
        assert self.post(more, keeps_details=tick).status_code == 422
        assert self.post(PHONE, keeps_details="on").status_code == 422

    def test_words_without_them_are_posted_whatever_is_ticked(self):
        assert self.post("Ask the ward.", keeps_details="on").status_code == 303
        assert Comment.objects.get().is_public

    def test_the_service_trusts_no_form(self):
        comment = writing.post_comment(page=self.page, author=self.member, body=PHONE)
        assert Hold.DETAILS in comment.held_for

    def test_are_pointed_out_in_replies(self):
        address = reverse("comment_reply", args=[CommentFactory(page=self.page).pk])
        assert self.post(PHONE, address).status_code == 422

    def test_are_pointed_out_before_signing_in(self):
        client = Client()
        address = reverse("comment_draft", args=[self.page.pk])
        response = self.post(PHONE, address, client)
        self.assertContains(response, "looks like a phone number", status_code=422)
        assert not CommentDraft.objects.exists()
        tick = self.tick_in(response)
        response = self.post(PHONE, address, client, keeps_details=tick)
        assert response.status_code == 302
        assert CommentDraft.objects.get().body == PHONE

    def test_are_never_logged_and_never_mailed(self):
        tick = self.tick_in(self.post(PHONE))
        with self.assertNoLogs(level="INFO"):
            self.post(PHONE, keeps_details=tick)
        assert "900123" not in str(list(CommentDecision.objects.values()))
        assert not any("900123" in message.body for message in mail.outbox)


class PreviewTests(FormTestCase):
    def test_shows_it_as_readers_will_and_posts_nothing(self):
        response = self.post("See https://ward.example/ <b>now</b>", preview="1")
        self.assertContains(response, 'rel="nofollow ugc noopener"')
        self.assertContains(response, "&lt;b&gt;now")
        self.assertContains(response, "Nothing is posted yet")
        self.assertContains(response, "Rosalind Ward")
        assert not Comment.objects.exists()

    def test_keeps_everything_typed(self):
        self.allow_hidden_names()
        response = self.post(
            preview="1", hides_name="on", is_question="on", is_at_risk="on"
        )
        html = response.content.decode()
        assert html.count(" checked") == 3
        assert "A good idea.</textarea>" in html
        self.assertNotContains(response, "Fewer falls</strong>")
        preview = html[html.index("preview-title") : html.index("</section>")]
        assert "A member who gave no name" in preview
        assert "Rosalind" not in preview

    def test_works_before_signing_in_and_keeps_nothing(self):
        client = Client()
        address = reverse("comment_draft", args=[self.page.pk])
        response = self.post("A first thought", address, client, preview="1")
        self.assertContains(response, "Nothing is posted yet")
        assert not CommentDraft.objects.exists()
        assert not response.cookies

    def test_points_out_what_is_wrong(self):
        self.assertContains(
            self.post("", preview="1"), "There is a problem", status_code=422
        )
        assert self.post(PHONE, preview="1").status_code == 422


class DraftTests(FormTestCase):
    def test_ticks_come_along_through_signing_in(self):
        self.allow_hidden_names()
        client = Client()
        address = reverse("comment_draft", args=[self.page.pk])
        self.post("Mine.", address, client, hides_name="on", is_question="on")
        client.force_login(self.member)
        html = client.get(self.page.url).content.decode()
        for name in ("hides_name", "is_question"):
            assert re.search(f'name="{name}" checked', html), name
        assert not re.search('name="is_at_risk" checked', html)

    def test_an_ended_sign_in_loses_no_tick(self):
        self.allow_hidden_names()
        client = Client(enforce_csrf_checks=True)
        client.force_login(self.member)
        self.post("Mine.", client=client, hides_name="on")
        assert CommentDraft.objects.get().hides_name

    def test_signed_out_forms_carry_neither_token_nor_number(self):
        response = Client().get(self.page.url)
        self.assertContains(response, "Someone may be at risk")
        self.assertNotContains(response, "csrfmiddlewaretoken")
        self.assertNotContains(response, 'name="submission"')
        assert not response.cookies


class LimitTests(FormTestCase):
    def test_a_few_in_minutes_under_one_page(self):
        few = Limit(COMMENTS_ON_PAGE.name, count=2, seconds=60)
        with mock.patch("comments.views.writing.COMMENTS_ON_PAGE", few):
            for number in range(2):
                assert self.post(f"Number {number}").status_code == 303
            response = self.post("One too many")
            self.assertContains(response, "One too many", status_code=429)
            self.assertContains(response, "in ten minutes", status_code=429)
            elsewhere = reverse("comment_create", args=[StoryPageFactory().pk])
            assert self.post("Elsewhere", elsewhere).status_code == 303

    def test_a_second_click_counts_nothing(self):
        few = Limit(COMMENTS.name, count=2, seconds=60)
        with mock.patch("comments.views.writing.COMMENTS", few):
            for _again in range(5):
                assert self.post("The very same").status_code == 303
            assert self.post("Another").status_code == 303
            assert self.post("A third").status_code == 429
        assert Comment.objects.count() == 2

    def test_nobody_else_is_limited(self):
        few = Limit(COMMENTS.name, count=1, seconds=60)
        with mock.patch("comments.views.writing.COMMENTS", few):
            self.post("Mine")
            other = Client()
            other.force_login(MemberFactory())
            assert self.post("Theirs", client=other).status_code == 303


class MassAssignmentTests(FormTestCase):
    def test_what_the_form_does_not_offer_is_not_taken(self):
        foreign = CommentFactory()
        other_page = StoryPageFactory()
        stranger = MemberFactory()
        self.post(
            "Mine.",
            author=stranger.pk,
            page=other_page.pk,
            parent=foreign.pk,
            answers=foreign.pk,
            state="hidden",
            badge="staff",
            helpful_count="99",
            is_locked="on",
            published_at="2020-01-01",
            created_at="2020-01-01",
            cleared_at="2020-01-01",
            held_for="[]",
            version="7",
            pk=foreign.pk,
            id=foreign.pk,
        )
        comment = Comment.objects.get(body="Mine.")
        assert comment.pk != foreign.pk
        assert (comment.author, comment.page_id) == (self.member, self.page.pk)
        assert comment.parent is None and comment.answers is None
        assert comment.state == State.PUBLISHED
        assert (comment.badge, comment.helpful_count, comment.version) == ("", 0, 1)
        assert not comment.is_locked and comment.cleared_at is None
        assert comment.created_at.date() == timezone.now().date()

    def test_odd_ticks_never_break(self):
        for value in ("", "\x00", "x" * 100_000, "🎉", "[]", "null"):
            for name in ("is_question", "is_at_risk", "hides_name", "keeps_details"):
                with self.subTest(name, value=value[:5]):
                    response = self.post(f"{name} {value[:5]!r}", **{name: value})
                    assert response.status_code in {303, 422, 429}


class ParallelTests(TransactionTestCase):
    serialized_rollback = True

    def test_fifty_clicks_make_one_comment(self):
        cache.clear()
        page = StoryPageFactory()
        member = MemberFactory(is_trusted=True)
        client = Client()
        client.force_login(member)
        session = client.cookies["sessionid"].value
        address = reverse("comment_create", args=[page.pk])
        data = {"body": "Once only.", "submission": uuid4()}

        def click(_number):
            browser = Client()
            browser.cookies["sessionid"] = session
            try:
                return browser.post(address, data)
            finally:
                connections.close_all()

        with ThreadPoolExecutor(max_workers=16) as pool:
            responses = list(pool.map(click, range(50)))
        assert {response.status_code for response in responses} == {303}
        assert len({response["Location"] for response in responses}) == 1
        assert Comment.objects.count() == 1
        assert CommentDecision.objects.count() == 1
