"""Changing one's own words, sending them again and taking them back, whatever happens meanwhile."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from unittest import mock

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import connections
from django.test import Client, TestCase, TransactionTestCase
from django.urls import reverse
from django.utils import timezone

from comments.models import Comment, CommentDecision, PagePolicy, RejectionReason
from comments.services import deciding, writing
from comments.services.states import AlreadyDecided
from comments.views.own import CHANGES
from safeguards.limits import Limit
from tests.factories import (
    CommentFactory,
    MemberFactory,
    StoryPageFactory,
    member_of,
)

State = Comment.State
Hold = Comment.Hold
Action = CommentDecision.Action

PHONE = "Ring me on 07700 900123."


def actions_on(comment):
    decisions = CommentDecision.objects.filter(comment_id=comment.pk)
    return [decision.action for decision in decisions.order_by("pk")]


class ChangingTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory(title="Fewer falls")
        cls.member = MemberFactory(is_trusted=True)
        cls.moderator = member_of("Comment moderators")

    def setUp(self):
        # Limits are counted there.
        cache.clear()
        self.client.force_login(self.member)

    def comment(self, *, minutes=5, **kwargs):
        then = timezone.now() - timedelta(minutes=minutes)
        if kwargs.get("state", State.PUBLISHED) == State.PUBLISHED:
            kwargs["published_at"] = then
        return CommentFactory(
            **{
                "page": self.page,
                "author": self.member,
                "body": "The first words.",
                "created_at": then,
                **kwargs,
            }
        )

    def edit(self, comment, body="Better words.", **kwargs):
        return writing.edit_comment(comment, author=self.member, body=body, **kwargs)

    def resend(self, comment, body="Better words.", **kwargs):
        return writing.resend_comment(comment, author=self.member, body=body, **kwargs)


class EditingTests(ChangingTestCase):
    def test_soon_after_publishing_nobody_is_told(self):
        comment = self.edit(self.comment())
        assert (comment.body, comment.state) == ("Better words.", State.PUBLISHED)
        assert comment.edited_at is None
        assert comment.version == 2
        assert actions_on(comment) == [Action.EDITED]

    def test_later_readers_are_told(self):
        comment = self.edit(self.comment(minutes=20))
        assert comment.edited_at is not None
        self.assertContains(Client().get(self.page.url), "edited")

    def test_soon_even_when_somebody_has_replied_and_readers_are_told(self):
        comment = self.comment()
        reply = CommentFactory(page=self.page, parent=comment)
        comment = self.edit(comment)
        assert comment.body == "Better words."
        assert comment.edited_at is not None
        assert list(comment.replies.all()) == [reply]

    def test_not_later_once_somebody_has_replied(self):
        comment = self.comment(minutes=20)
        CommentFactory(page=self.page, parent=comment)
        with pytest.raises(PermissionDenied):
            self.edit(comment)

    def test_not_later_once_somebody_has_replied_to_a_reply(self):
        thread = CommentFactory(page=self.page)
        reply = self.comment(minutes=20, parent=thread)
        CommentFactory(page=self.page, parent=thread, answers=reply)
        with pytest.raises(PermissionDenied):
            self.edit(reply)

    def test_ones_own_reply_and_one_that_is_gone_don_t_count(self):
        comment = self.comment(minutes=20)
        CommentFactory(page=self.page, parent=comment, author=self.member)
        CommentFactory(page=self.page, parent=comment, state=State.HIDDEN)
        assert self.edit(comment).body == "Better words."

    def test_only_ones_own(self):
        for author in (MemberFactory(), None):
            comment = self.comment(author=author)
            with self.subTest(author), pytest.raises(PermissionDenied):
                self.edit(comment)

    def test_what_a_moderator_took_away_stays(self):
        for state in (State.HIDDEN, State.MERGED, State.REMOVED, State.REJECTED):
            comment = self.comment(state=state)
            with self.subTest(state), pytest.raises(PermissionDenied):
                self.edit(comment)

    def test_not_by_who_is_suspended_nor_in_a_locked_thread(self):
        comment = self.comment()
        thread = CommentFactory(page=self.page, is_locked=True)
        reply = self.comment(parent=thread)
        with pytest.raises(PermissionDenied):
            self.edit(reply)
        type(self.member).objects.filter(pk=self.member.pk).update(is_active=False)
        with pytest.raises(PermissionDenied):
            self.edit(comment)

    def test_whatever_would_hold_it_holds_it_again(self):
        comment = self.edit(self.comment(minutes=20), PHONE)
        assert comment.state == State.WAITING
        assert comment.held_for == [Hold.DETAILS]
        assert CommentDecision.objects.get().codes == [Hold.DETAILS]
        assert comment.waiting_since > comment.created_at
        self.assertNotContains(Client().get(self.page.url), "900123")

    def test_what_is_held_again_is_not_shown_above_its_replies(self):
        comment = self.comment(minutes=5)
        CommentFactory(page=self.page, parent=comment, body="An answer")
        self.edit(comment, PHONE)
        reader = Client()
        for address in (self.page.url, reverse("comment_thread", args=[comment.pk])):
            self.assertNotContains(reader.get(address), "900123")
        assert reader.get(reverse("comment", args=[comment.pk])).status_code == 404
        reply = reverse("comment_reply", args=[comment.pk])
        assert reader.get(reply).status_code == 404

    def test_someone_at_risk_holds_it_and_tells_the_lead_once(self):
        MemberFactory(email="admin@trust.example", is_superuser=True)
        comment = self.comment()
        for _again in range(2):
            comment = self.edit(comment, is_at_risk=True)
        assert comment.held_for == [Hold.AT_RISK]
        assert len([m for m in mail.outbox if "admin@trust" in m.to[0]]) == 1

    def test_kept_despite_reports_ends_with_other_words(self):
        comment = self.edit(self.comment(cleared_at=timezone.now()))
        assert comment.cleared_at is None

    def test_words_that_a_moderator_took_out_can_t_be_put_back_any_more(self):
        comment = self.edit(self.comment(original_body=PHONE))
        assert comment.original_body == ""

    def test_what_waits_goes_on_waiting(self):
        comment = self.comment(state=State.WAITING, held_for=[Hold.DETAILS])
        comment = self.edit(comment)
        assert (comment.body, comment.state) == ("Better words.", State.WAITING)
        assert comment.held_for == [Hold.DETAILS]
        assert comment.edited_at is None

    def test_other_words_end_no_hold_that_is_not_about_words(self):
        for hold in (Hold.REPORTS, Hold.MODERATOR, Hold.AT_RISK, Hold.RESENT):
            comment = self.comment(state=State.WAITING, held_for=[hold, Hold.WORDS])
            with self.subTest(hold):
                assert self.edit(comment, PHONE).held_for == [hold, Hold.DETAILS]

    def test_the_same_twice_is_one_change(self):
        comment = self.comment()
        for _again in range(3):
            self.edit(comment, seen=1)
        comment.refresh_from_db()
        assert comment.version == 2
        assert actions_on(comment) == [Action.EDITED]

    def test_whoever_saw_an_older_one_is_told(self):
        comment = self.comment()
        self.edit(comment, "From another tab.", seen=1)
        with pytest.raises(AlreadyDecided) as caught:
            self.edit(comment, seen=1)
        assert caught.value.comment.body == "From another tab."

    def test_a_name_is_hidden_only_where_editors_allow_it_or_it_was(self):
        with pytest.raises(writing.NameIsShown):
            self.edit(self.comment(), hides_name=True)
        assert self.edit(self.comment(hides_name=True), hides_name=True).hides_name

    def test_refuses_empty_and_too_long(self):
        for body in ("", "\u200b", "\x00", "x" * 3001):
            comment = self.comment()
            with self.subTest(body[:5]), pytest.raises(writing.CannotBeStored):
                self.edit(comment, body)


class ResendingTests(ChangingTestCase):
    def rejected(self, **kwargs):
        return self.comment(state=State.REJECTED, **kwargs)

    def test_once_with_other_words(self):
        for state in (State.REJECTED, State.RETURNED):
            comment = self.resend(self.comment(state=state))
            with self.subTest(state):
                assert comment.state == State.WAITING
                assert comment.held_for == [Hold.RESENT]
                assert actions_on(comment) == [Action.RESENT]
                self.assertAlmostEqual(
                    comment.waiting_since, timezone.now(), delta=timedelta(minutes=1)
                )

    def test_not_a_second_time(self):
        comment = self.resend(self.rejected())
        deciding.reject(
            comment, moderator=self.moderator, reason=RejectionReason.objects.first()
        )
        with pytest.raises(PermissionDenied):
            self.resend(comment, "Once more.")

    def test_two_clicks_are_one(self):
        comment = self.rejected()
        for _again in range(3):
            self.resend(comment, seen=1)
        assert actions_on(comment) == [Action.RESENT]

    def test_what_would_hold_it_is_noted_too(self):
        comment = self.resend(self.rejected(), PHONE)
        assert comment.held_for == [Hold.RESENT, Hold.DETAILS]

    def test_refused_wherever_it_cannot_be_written(self):
        now = timezone.now()
        locked = CommentFactory(page=self.page, is_locked=True)
        gone = CommentFactory(page=self.page, state=State.HIDDEN)
        for comment in (
            self.comment(),
            self.comment(state=State.WAITING),
            self.comment(state=State.HIDDEN),
            self.rejected(author=MemberFactory()),
            self.rejected(body="", emptied_at=now),
            self.rejected(parent=locked),
            self.rejected(parent=gone),
        ):
            with self.subTest(comment.state), pytest.raises(PermissionDenied):
                self.resend(comment)
        PagePolicy.objects.create(page_id=self.page.pk, mode="closed")
        comment = self.rejected()
        with pytest.raises(PermissionDenied):
            self.resend(comment)

    def test_a_moderator_who_was_quicker_is_not_overruled(self):
        comment = self.rejected()
        deciding.restore(comment, moderator=self.moderator)
        with pytest.raises(AlreadyDecided):
            self.resend(comment, seen=1)


class RemovingTests(ChangingTestCase):
    def test_what_was_not_published_can_be_taken_back(self):
        for state in (State.REJECTED, State.RETURNED):
            comment = self.comment(state=state)
            response = self.client.post(reverse("comment_remove", args=[comment.pk]))
            assert response.status_code == 303
            comment.refresh_from_db()
            assert (comment.state, comment.body) == (State.REMOVED, "")

    def test_what_a_moderator_took_away_can_not(self):
        for state in (State.HIDDEN, State.MERGED, State.REMOVED):
            comment = self.comment(state=state)
            with self.subTest(state), pytest.raises(PermissionDenied):
                writing.remove_own(comment, author=self.member)


class PagesTests(ChangingTestCase):
    def address(self, comment, name="comment_edit"):
        return reverse(name, args=[comment.pk])

    def send(self, comment, body="Better words.", name="comment_edit", **data):
        return self.client.post(
            self.address(comment, name),
            {"body": body, "seen": comment.version, **data},
        )

    def test_the_link_stands_where_it_leads_somewhere(self):
        comment = self.comment(minutes=20)
        foreign = CommentFactory(page=self.page)
        response = self.client.get(self.page.url)
        self.assertContains(response, self.address(comment))
        self.assertNotContains(response, self.address(foreign))
        CommentFactory(page=self.page, parent=comment)
        self.assertNotContains(self.client.get(self.page.url), self.address(comment))
        self.assertNotContains(Client().get(self.page.url), self.address(comment))

    def test_changes_and_leads_back(self):
        comment = self.comment()
        self.assertContains(
            self.client.get(self.address(comment)), "The first words.</textarea>"
        )
        response = self.send(comment)
        assert response.status_code == 303
        assert response["Location"].endswith(f"#comment-{comment.pk}")
        self.assertContains(self.client.get(self.page.url), "Your comment is changed.")

    def test_sends_again_and_shows_why_it_was_not_published(self):
        reason = RejectionReason.objects.first()
        comment = self.comment(state=State.WAITING)
        comment = deciding.reject(comment, moderator=self.moderator, reason=reason)
        address = self.address(comment, "comment_resend")
        self.assertContains(self.client.get(address), reason.message)
        assert self.send(comment, name="comment_resend").status_code == 303
        comment.refresh_from_db()
        assert comment.state == State.WAITING

    def test_a_second_click_sends_again_once_and_says_so(self):
        comment = self.comment(state=State.REJECTED)
        for _click in range(2):
            assert self.send(comment, name="comment_resend").status_code == 303
        assert actions_on(comment) == [Action.RESENT]
        response = self.send(comment, "Yet other words.", name="comment_resend")
        assert response.status_code == 403
        comment.refresh_from_db()
        assert comment.body != "Yet other words."

    def test_mistakes_are_told_and_the_text_is_kept(self):
        comment = self.comment()
        for body in ("", "x" * 3001, "y" * 1_000_000, PHONE):
            with self.subTest(body[:5]):
                response = self.send(comment, body)
                self.assertContains(response, "There is a problem", status_code=422)
                self.assertContains(response, f"{body}</textarea>", status_code=422)
        for seen in ("", "0", "-1", "x", "9" * 40):
            with self.subTest(seen):
                response = self.send(comment, seen=seen)
                assert response.status_code in {409, 422}
                self.assertContains(
                    response, "Better words.", status_code=response.status_code
                )
        comment.refresh_from_db()
        assert comment.body == "The first words."

    def test_details_that_are_kept_wait(self):
        comment = self.comment()
        response = self.send(comment, PHONE)
        tick = response.context["form"].details_key
        assert self.send(comment, PHONE, keeps_details=tick).status_code == 303
        comment.refresh_from_db()
        assert comment.held_for == [Hold.DETAILS]

    def test_preview_changes_nothing(self):
        comment = self.comment()
        response = self.send(comment, preview="1")
        self.assertContains(response, "Nothing is posted yet")
        comment.refresh_from_db()
        assert comment.body == "The first words."

    def test_a_stale_form_shows_both(self):
        comment = self.comment()
        self.edit(comment, "From another tab.")
        response = self.send(comment)
        self.assertContains(response, "From another tab.", status_code=409)
        self.assertContains(response, "Better words.</textarea>", status_code=409)
        comment.refresh_from_db()
        assert self.send(comment).status_code == 303

    def test_too_late_is_told_and_the_text_is_kept(self):
        comment = self.comment(minutes=20)
        CommentFactory(page=self.page, parent=comment)
        self.assertContains(
            self.client.get(self.address(comment)), "has replied", status_code=403
        )
        response = self.send(comment, "My long text")
        self.assertContains(response, "My long text", status_code=403)

    def test_decided_meanwhile_is_told_and_the_text_is_kept(self):
        comment = self.comment()
        deciding.hide(comment, moderator=self.moderator)
        response = self.send(comment, "My long text")
        self.assertContains(response, "no longer shown", status_code=403)
        self.assertContains(response, "My long text", status_code=403)

    def test_every_refusal_says_why(self):
        locked = CommentFactory(page=self.page, is_locked=True)
        for expected, name, comment in (
            ("closed this discussion", "comment_edit", self.comment(parent=locked)),
            (
                "sent this comment again once",
                "comment_resend",
                self.comment(state=State.REJECTED, resent_at=timezone.now()),
            ),
            (
                "closed this discussion",
                "comment_resend",
                self.comment(state=State.RETURNED, parent=locked),
            ),
            ("no longer shown", "comment_edit", self.comment(state=State.MERGED)),
        ):
            with self.subTest(expected):
                response = self.client.get(self.address(comment, name))
                self.assertContains(response, expected, status_code=403)

    def test_foreign_ones_and_those_of_hidden_pages_are_not_found(self):
        foreign = CommentFactory(page=self.page)
        own = self.comment()
        for name in ("comment_edit", "comment_resend"):
            assert self.send(foreign, name=name).status_code == 404
        self.page.live = False
        self.page.save()
        assert self.client.get(self.address(own)).status_code == 404
        assert self.send(own).status_code == 404

    def test_takes_nothing_by_get(self):
        comment = self.comment()
        self.client.get(self.address(comment), {"body": "By GET", "seen": 1})
        comment.refresh_from_db()
        assert comment.body == "The first words."

    def test_an_ended_sign_in_gives_the_text_back(self):
        comment = self.comment()
        self.client.logout()
        response = self.send(comment, "My <long> text")
        self.assertContains(response, "My &lt;long&gt; text", status_code=403)
        login = f"{reverse('account_login')}?next={self.address(comment)}"
        self.assertContains(response, login, status_code=403)
        self.assertRedirects(self.client.get(self.address(comment)), login)

    def test_a_form_without_a_token_changes_nothing_and_keeps_the_text(self):
        client = Client(enforce_csrf_checks=True)
        client.force_login(self.member)
        comment = self.comment()
        response = client.post(
            self.address(comment), {"body": "Better words.", "seen": 1}
        )
        self.assertContains(response, "Better words.", status_code=403)
        self.assertContains(response, "csrfmiddlewaretoken", status_code=403)
        comment.refresh_from_db()
        assert comment.body == "The first words."

    def test_mass_assignment_changes_nothing_else(self):
        comment = self.comment(state=State.WAITING)
        self.send(comment, state="published", author="1", badge="staff", page="1")
        changed = Comment.objects.get(pk=comment.pk)
        assert changed.state == State.WAITING
        assert (changed.author, changed.page_id) == (self.member, self.page.pk)
        assert changed.badge == ""

    def test_too_many_are_refused_with_the_text_kept(self):
        few = Limit(CHANGES.name, count=1, seconds=60)
        comment = self.comment()
        with mock.patch("comments.views.own.CHANGES", few):
            assert self.send(comment).status_code == 303
            comment.refresh_from_db()
            response = self.send(comment, "One too many")
        self.assertContains(response, "One too many", status_code=429)


class RaceTests(TransactionTestCase):
    # Keeps what the migrations made: this class alone would otherwise empty the tables.
    serialized_rollback = True

    def setUp(self):
        self.page = StoryPageFactory()
        self.member = MemberFactory(is_trusted=True)
        self.moderator = member_of("Comment moderators")

    def at_once(self, *functions):
        def alone(function):
            try:
                return function()
            except (AlreadyDecided, PermissionDenied, writing.CannotReply) as refusal:
                return type(refusal)
            finally:
                connections.close_all()

        with ThreadPoolExecutor(max_workers=len(functions)) as pool:
            return list(pool.map(alone, functions))

    def test_a_change_and_a_moderator_never_overwrite_each_other(self):
        for number in range(5):
            comment = CommentFactory(
                page=self.page, author=self.member, state=State.WAITING
            )
            self.at_once(
                lambda c=comment, n=number: writing.edit_comment(
                    c, author=self.member, body=f"Better words {n}.", seen=1
                ),
                lambda c=comment: deciding.approve(c, moderator=self.moderator, seen=1),
            )
            comment.refresh_from_db()
            is_changed = comment.body == f"Better words {number}."
            is_approved = comment.state == State.PUBLISHED
            assert is_changed != is_approved
            assert comment.version == 2

    def test_a_change_never_comes_after_a_reply_that_was_quicker(self):
        then = timezone.now() - timedelta(hours=1)
        for number in range(5):
            comment = CommentFactory(
                page=self.page, author=self.member, published_at=then
            )
            replier = MemberFactory(is_trusted=True)
            self.at_once(
                lambda c=comment, n=number: writing.edit_comment(
                    c, author=self.member, body=f"Better words {n}."
                ),
                lambda c=comment, r=replier: writing.post_comment(
                    page=self.page, author=r, body="I agree.", parent=c
                ),
            )
            reply = comment.replies.get()
            comment.refresh_from_db()
            if comment.edited_at:
                # The reply waited for the change, and was kept after it.
                made = CommentDecision.objects.get(comment_id=reply.pk)
                changed = CommentDecision.objects.get(comment_id=comment.pk)
                assert changed.pk < made.pk

    def test_no_reply_gets_under_a_comment_that_is_being_hidden(self):
        comment = CommentFactory(page=self.page)
        with mock.patch.object(writing, "why_held", wraps=writing.why_held) as held:
            answers = self.at_once(
                lambda: deciding.hide(comment, moderator=self.moderator),
                lambda: writing.post_comment(
                    page=self.page, author=self.member, body="Mine.", parent=comment
                ),
            )
        assert held.called == (answers[1] is not writing.CannotReply)
