"""Members see all that they wrote, where each comment stands and what they can do about it."""

from datetime import timedelta

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from comments.models import (
    Comment,
    CommentDecision,
    CommentSettings,
    RejectionReason,
)
from comments.services import deciding
from comments.services.waiting import promise
from comments.standing import MEANINGS, WHY_IT_WAITS, with_standing
from tests.factories import (
    CommentFactory,
    InformationPageFactory,
    MemberFactory,
    StoryPageFactory,
    member_of,
)

State = Comment.State
Hold = Comment.Hold


def address(**which):
    return reverse("my_comments", kwargs=which)


class MyCommentsTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.member = MemberFactory()
        cls.page = StoryPageFactory(title="Fewer falls")
        cls.moderator = member_of("Comment moderators", display_name="Morag")
        cls.reason = RejectionReason.objects.first()

    def setUp(self):
        self.client.force_login(self.member)

    def comment(self, state=State.PUBLISHED, **fields):
        fields = {"page": self.page, "author": self.member} | fields
        return CommentFactory(state=state, **fields)

    def link(self, name, comment):
        return f'href="{reverse(name, args=[comment.pk])}"'


class ListTests(MyCommentsTestCase):
    def test_only_ones_own_and_nothing_that_was_removed(self):
        self.comment(body="Words of mine")
        self.comment(State.REMOVED, body="Taken back")
        CommentFactory(page=self.page, body="Words of others")
        response = self.client.get(address())
        self.assertContains(response, "Words of mine")
        self.assertNotContains(response, "Taken back")
        self.assertNotContains(response, "Words of others")

    def test_each_state_says_what_it_means(self):
        assert set(MEANINGS) == set(State) - {State.REMOVED}
        for state in MEANINGS:
            self.comment(state)
        for where in (address(), reverse("account")):
            response = self.client.get(where)
            for state in (State.HIDDEN, State.MERGED):
                self.assertContains(response, MEANINGS[state])
        response = self.client.get(address())
        for state, meaning in MEANINGS.items():
            self.assertContains(response, meaning)
            self.assertContains(response, state.label)

    def test_narrowed_down_to_a_state(self):
        self.comment(State.WAITING, body="Not yet")
        self.comment(body="Seen by all")
        response = self.client.get(address(state="waiting"))
        self.assertContains(response, "Not yet")
        self.assertNotContains(response, "Seen by all")
        self.assertContains(response, 'aria-current="true"', count=1)
        for state in ("hidden", "removed", "nonsense", "page"):
            assert self.client.get(address(state=state)).status_code == 404

    def test_in_pages(self):
        for number in range(45):
            self.comment(body=f"Thought {number}.")
        response = self.client.get(address())
        self.assertContains(response, 'class="own"', count=20)
        self.assertContains(response, f'href="{address(number=2)}"')
        self.assertContains(self.client.get(address(number=3)), 'class="own"', count=5)
        self.assertContains(
            self.client.get(address(state="published", number=3)), "Thought 0."
        )
        for number in (0, 4, 10**9):
            assert self.client.get(f"{address()}page/{number}/").status_code == 404

    def test_none_yet(self):
        self.assertContains(self.client.get(address()), "not written any comments yet")
        self.assertContains(
            self.client.get(reverse("account")), "not written any comments yet"
        )

    def test_for_members_only(self):
        self.client.logout()
        assert self.client.get(address()).status_code == 302
        self.client.force_login(self.member)
        assert self.client.post(address()).status_code == 405

    def test_account_leads_there(self):
        for _number in range(7):
            self.comment()
        response = self.client.get(reverse("account"))
        self.assertContains(response, 'class="own"', count=5)
        self.assertContains(response, f'href="{address()}"')

    def test_the_same_queries_however_many(self):
        self.client.get(address())
        # Kept for an hour.
        promise()
        counts = set()
        for number in (1, 5, 14):
            for _each in range(number):
                self.comment(State.WAITING, held_for=[Hold.FIRST])
                refused = self.comment(State.WAITING, page=StoryPageFactory())
                deciding.reject(refused, moderator=self.moderator, reason=self.reason)
                self.comment()
            with CaptureQueriesContext(connection) as queries:
                response = self.client.get(address())
            self.assertContains(response, "The moderator’s reason")
            counts.add(len(queries))
        assert len(counts) == 1


class HouseRulesTests(MyCommentsTestCase):
    def test_the_list_leads_to_them_once_publishers_have_chosen_their_page(self):
        self.comment()
        self.assertNotContains(self.client.get(address()), "what we ask of comments")
        rules = InformationPageFactory()
        CommentSettings.objects.create(house_rules=rules)
        response = self.client.get(address())
        self.assertContains(response, "what we ask of comments")
        self.assertContains(response, rules.get_url())


class StandingTests(MyCommentsTestCase):
    def test_what_waits_says_how_long_and_why(self):
        self.comment(State.WAITING, held_for=[Hold.FIRST, Hold.PAGE])
        response = self.client.get(address())
        self.assertContains(response, "1 comment of yours waits for a moderator.")
        self.assertContains(response, "Most are answered within 2 days.")
        self.assertContains(response, WHY_IT_WAITS[Hold.FIRST])
        self.assertContains(response, WHY_IT_WAITS[Hold.PAGE])

    def test_nobody_is_told_that_they_are_on_watch_or_which_words_are_looked_at(self):
        comment = self.comment(
            State.WAITING, held_for=[Hold.WATCHED, Hold.WORDS, Hold.AT_RISK]
        )
        assert with_standing(self.member, [comment])[0].why_it_waits == []

    def test_what_was_published_can_be_seen_and_changed(self):
        comment = self.comment()
        response = self.client.get(address())
        for name in ("comment", "comment_edit", "comment_remove"):
            self.assertContains(response, self.link(name, comment))
        self.assertNotContains(response, self.link("comment_resend", comment))

    def test_what_was_answered_stays_as_it_is(self):
        comment = self.comment(published_at=timezone.now() - timedelta(days=1))
        CommentFactory(page=self.page, parent=comment)
        response = self.client.get(address())
        self.assertNotContains(response, self.link("comment_edit", comment))
        self.assertContains(response, self.link("comment", comment))

    def test_what_was_refused_has_its_reason_and_can_be_sent_again_once(self):
        comment = deciding.reject(
            self.comment(State.WAITING), moderator=self.moderator, reason=self.reason
        )
        response = self.client.get(address())
        self.assertContains(response, self.reason.message)
        self.assertNotContains(response, "Morag")
        self.assertContains(response, self.link("comment_resend", comment))
        self.assertNotContains(response, self.link("comment_edit", comment))
        Comment.objects.filter(pk=comment.pk).update(resent_at=timezone.now())
        response = self.client.get(address())
        self.assertNotContains(response, self.link("comment_resend", comment))
        self.assertContains(response, self.link("comment_remove", comment))

    def test_the_last_reason_counts(self):
        comment = self.comment(State.WAITING)
        other = RejectionReason.objects.last()
        deciding.ask_to_change(comment, moderator=self.moderator, reason=other)
        Comment.objects.filter(pk=comment.pk).update(state=State.WAITING)
        comment.refresh_from_db()
        deciding.reject(comment, moderator=self.moderator, reason=self.reason)
        response = self.client.get(address())
        self.assertContains(response, self.reason.message)
        self.assertNotContains(response, other.message)

    def test_a_reason_that_is_gone_leaves_no_gap(self):
        comment = self.comment(State.REJECTED)
        CommentDecision.objects.create(
            comment_id=comment.pk, action="rejected", reason_id=10**6
        )
        self.assertNotContains(self.client.get(address()), "The moderator’s reason")

    def test_what_was_hidden_can_only_be_asked_about(self):
        comment = self.comment(State.HIDDEN)
        response = self.client.get(address())
        self.assertContains(response, f'href="{reverse("feedback")}"')
        for name in ("comment", "comment_edit", "comment_resend", "comment_remove"):
            self.assertNotContains(response, self.link(name, comment))

    def test_words_that_were_deleted_after_their_time(self):
        comment = self.comment(State.REJECTED)
        Comment.objects.filter(pk=comment.pk).update(body="", emptied_at=timezone.now())
        response = self.client.get(address())
        self.assertContains(response, "deleted 30 days after")
        self.assertNotContains(response, self.link("comment_resend", comment))

    def test_a_page_that_cannot_be_read_is_not_named(self):
        comment = self.comment(body="What I wrote.")
        PageViewRestriction.objects.create(
            page_id=self.page.pk, restriction_type="groups"
        )
        response = self.client.get(address())
        self.assertNotContains(response, "Fewer falls")
        self.assertContains(response, "What I wrote.")
        for name in ("comment", "comment_edit"):
            self.assertNotContains(response, self.link(name, comment))
        self.assertContains(response, self.link("comment_remove", comment))

    def test_words_are_shown_as_they_were_typed(self):
        self.comment(body="<script>alert(1)</script>")
        self.assertContains(self.client.get(address()), "&lt;script&gt;alert(1)")
