"""Two accounts of one person become one: nothing they wrote is lost, nothing is gained."""

from datetime import timedelta
from io import StringIO
from unittest.mock import patch
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.test import TestCase
from django.utils import timezone

from accounts.models import AccountEvent, ErasureReceipt, ErasureRequest, User
from accounts.registry import PersonalData, registered
from accounts.services.merging import CannotMerge, merge_people
from comments.models import (
    Comment,
    CommentDraft,
    CommentReport,
    Follow,
    HelpfulMark,
    Notice,
)
from contributions.models import Contribution
from feedback.models import FeedbackItem
from saved.models import SavedPage
from tests.factories import (
    CommentFactory,
    FeedbackItemFactory,
    MemberFactory,
    StoryPageFactory,
    UserFactory,
    member_of,
)

Action = AccountEvent.Action


class MergingTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.administrator = UserFactory(is_superuser=True)
        cls.kept = MemberFactory(display_name="Ann", email="ann@ward.example")
        cls.merged = MemberFactory(display_name="Ann B", email="ann@home.example")
        cls.page = StoryPageFactory()
        cls.other = StoryPageFactory()

    def merge(self, **people):
        return merge_people(
            **{
                "kept": self.kept,
                "merged": self.merged,
                "by": self.administrator,
                **people,
            }
        )


class MergingTests(MergingTestCase):
    def test_what_they_wrote_is_theirs_in_every_state(self):
        written = [
            CommentFactory(page=self.page, author=self.merged, state=state)
            for state in Comment.State
        ]
        own = CommentFactory(page=self.page, author=self.kept)
        counts = self.merge()
        assert set(Comment.objects.written_by(self.kept)) | {
            comment for comment in written if comment.state == Comment.State.REMOVED
        } == {*written, own}
        assert not Comment.objects.filter(author=None).exists()
        assert counts["comments"] == len(written)

    def test_the_other_account_is_gone(self):
        number = self.merged.pk
        self.merge()
        assert not User.objects.filter(pk=number).exists()
        assert not EmailAddress.objects.filter(email="ann@home.example").exists()
        assert ErasureReceipt.objects.get().kept_words

    def test_name_and_address_are_those_of_the_account_that_stays(self):
        self.merge()
        self.kept.refresh_from_db()
        assert (self.kept.display_name, self.kept.email) == ("Ann", "ann@ward.example")

    def test_marks_count_once_and_never_for_ones_own(self):
        others, both, own = [CommentFactory(page=self.page) for _ in range(3)]
        own.author = self.kept
        own.save()
        for comment, user in [
            (others, self.merged),
            (both, self.merged),
            (both, self.kept),
            (own, self.merged),
            (own, UserFactory()),
        ]:
            HelpfulMark.objects.create(comment=comment, user=user)
            comment.helpful_count += 1
            comment.save()
        self.merge()
        for comment in (others, both, own):
            comment.refresh_from_db()
            assert comment.helpful_count == comment.helpful_marks.count() == 1
        assert not own.helpful_marks.filter(user=self.kept).exists()

    def test_a_report_of_both_is_one(self):
        comment, other = CommentFactory(page=self.page), CommentFactory(page=self.page)
        for reporter, about in [
            (self.kept, comment),
            (self.merged, comment),
            (self.merged, other),
        ]:
            CommentReport.objects.create(
                comment=about, reporter=reporter, reason="unkind", note="Why"
            )
        self.merge()
        reports = CommentReport.objects.all()
        assert {report.comment_id for report in reports} == {comment.pk, other.pk}
        assert {report.reporter_id for report in reports} == {self.kept.pk}
        assert reports.count() == 2

    def test_what_is_followed_keeps_the_choice_of_the_account_that_stays(self):
        for user, page, pace in [
            (self.kept, self.page, "never"),
            (self.merged, self.page, "at_once"),
            (self.merged, self.other, "daily"),
        ]:
            Follow.objects.create(user=user, page=page, pace=pace)
        mine = CommentFactory(page=self.page, author=self.merged)
        for comment in (mine, CommentFactory(page=self.page)):
            Notice.objects.create(user=self.kept, comment=comment)
        self.merge()
        paces = dict(
            Follow.objects.filter(user=self.kept).values_list("page_id", "pace")
        )
        assert paces == {self.page.pk: "never", self.other.pk: "daily"}
        (notice,) = Notice.objects.all()
        assert notice.comment != mine

    def test_drafts_saved_pages_feedback_and_contributions_come_along(self):
        for user in (self.kept, self.merged):
            CommentDraft.objects.create(
                user=user, browser="same", page=self.page, body=f"Of {user.pk}"
            )
            SavedPage.objects.create(user=user, page=self.page)
        CommentDraft.objects.create(
            user=self.merged, browser="other", page=self.page, body="Begun"
        )
        SavedPage.objects.create(user=self.merged, page=self.other)
        SavedPage.objects.create(user=self.merged, page=None)
        FeedbackItemFactory(user=self.merged, email="ann@home.example")
        FeedbackItemFactory(email="Ann@Home.example")
        Contribution.objects.create(
            sender=self.merged, title="Told", text="Of it", submission=uuid4()
        )
        counts = self.merge()
        assert set(CommentDraft.objects.values_list("user", "body")) == {
            (self.kept.pk, f"Of {self.kept.pk}"),
            (self.kept.pk, "Begun"),
        }
        assert SavedPage.objects.of(self.kept).count() == 3
        assert set(FeedbackItem.objects.values_list("user", "email")) == {
            (self.kept.pk, "ann@ward.example")
        }
        assert Contribution.objects.of(self.kept).count() == 1
        assert counts["saved"] == counts["feedback"] == 2
        assert counts["contributions"] == 1

    def test_what_an_account_is_and_did_with_its_powers_stays_with_it(self):
        nothing = PersonalData.hand_over
        stays = {data.key for data in registered() if data.hand_over is nothing}
        assert stays == {"account", "editing", "uploads"}

    def test_both_mailboxes_are_told(self):
        self.merge()
        told = {message.to[0]: message for message in mail.outbox}
        assert set(told) == {"ann@ward.example", "ann@home.example"}
        message = told["ann@ward.example"]
        assert "are one now" in message.subject
        assert "home.example" not in message.body

    def test_is_logged_by_number(self):
        number = self.merged.pk
        self.merge()
        event = AccountEvent.objects.get(action=Action.MERGED)
        assert event.subject_id == self.kept.pk
        assert event.actor_id == self.administrator.pk
        assert event.code == f"account {number}"
        erased = AccountEvent.objects.get(action=Action.ERASED)
        assert erased.subject_id == number

    def test_who_was_on_watch_stays_on_watch(self):
        User.objects.filter(pk=self.merged.pk).update(is_watched=True)
        User.objects.filter(pk=self.kept.pk).update(is_trusted=True)
        self.merge()
        self.kept.refresh_from_db()
        assert self.kept.is_watched
        assert not self.kept.is_trusted
        assert AccountEvent.objects.filter(
            action=Action.WATCHED, subject_id=self.kept.pk
        ).exists()

    def test_trust_is_not_handed_over(self):
        User.objects.filter(pk=self.merged.pk).update(is_trusted=True)
        self.merge()
        self.kept.refresh_from_db()
        assert not self.kept.is_trusted


class RefusedMergingTests(MergingTestCase):
    def assert_refused(self, words, **people):
        with pytest.raises(CannotMerge) as refused:
            self.merge(**people)
        assert words in str(refused.value)
        assert User.objects.filter(pk=self.merged.pk).exists()
        assert not mail.outbox
        assert not AccountEvent.objects.filter(action=Action.MERGED).exists()

    def test_an_account_with_powers_does_not_go(self):
        for person in (
            member_of("Publishers"),
            member_of("Comment moderators"),
            self.administrator,
        ):
            self.assert_refused("has powers", merged=person)

    def test_an_account_with_powers_may_stay(self):
        self.merge(kept=member_of("Comment moderators"))
        assert not User.objects.filter(pk=self.merged.pk).exists()

    def test_one_account_is_not_two(self):
        self.assert_refused("two accounts", merged=self.kept)

    def test_an_account_that_is_gone(self):
        gone = MemberFactory()
        User.objects.filter(pk=gone.pk).delete()
        self.assert_refused("two accounts", kept=gone)

    def test_nobody_escapes_a_suspension(self):
        for person in (self.kept, self.merged):
            User.objects.filter(pk=person.pk).update(suspended_at=timezone.now())
            self.assert_refused("suspended")
            User.objects.filter(pk=person.pk).update(suspended_at=None)

    def test_closed_and_unproven_accounts(self):
        User.objects.filter(pk=self.merged.pk).update(is_active=False)
        self.assert_refused("closed")
        User.objects.filter(pk=self.merged.pk).update(is_active=True)
        EmailAddress.objects.filter(user=self.kept).update(verified=False)
        self.assert_refused("never proven")

    def test_who_asked_to_be_erased_comes_first(self):
        now = timezone.now()
        ErasureRequest.objects.create(
            user=self.merged, asked_at=now, due_at=now + timedelta(days=7)
        )
        self.assert_refused("asked to erase")

    def test_only_administrators(self):
        for person in (member_of("Publishers"), self.kept, self.merged):
            with pytest.raises(PermissionDenied):
                self.merge(by=person)

    def test_what_goes_wrong_leaves_everything_as_it_was(self):
        comment = CommentFactory(page=self.page, author=self.merged)
        with (
            patch("accounts.services.merging.erase_now", side_effect=RuntimeError),
            pytest.raises(RuntimeError),
        ):
            self.merge()
        comment.refresh_from_db()
        assert comment.author_id == self.merged.pk


class MergeAccountsCommandTests(MergingTestCase):
    def call(self, *arguments, answer="merge"):
        said = StringIO()
        with patch("builtins.input", return_value=answer) as asked:
            call_command("merge_accounts", *arguments, stdout=said)
        return said.getvalue(), asked.called

    def test_asks_before_it_merges(self):
        CommentFactory(page=self.page, author=self.merged)
        said, asked = self.call("ann@ward.example", "Ann@Home.example")
        assert asked
        assert "Erased: Ann B <ann@home.example>" in said
        assert "comments: 1" in said
        assert not User.objects.filter(pk=self.merged.pk).exists()

    def test_any_other_answer_changes_nothing(self):
        said, _asked = self.call("ann@ward.example", "ann@home.example", answer="y")
        assert "Nothing was changed" in said
        assert User.objects.filter(pk=self.merged.pk).exists()

    def test_can_be_told_not_to_ask(self):
        _said, asked = self.call("ann@ward.example", "ann@home.example", "--no-input")
        assert not asked
        assert not User.objects.filter(pk=self.merged.pk).exists()

    def test_says_what_is_wrong_in_a_line(self):
        with pytest.raises(CommandError, match="no account with the address"):
            self.call("ann@ward.example", "nobody@ward.example")
        with pytest.raises(CommandError, match="two accounts"):
            self.call("ann@ward.example", "ann@ward.example")
