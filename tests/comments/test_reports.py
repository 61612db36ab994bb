"""What readers report, what follows from it, and how moderators settle it."""

import re
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
from wagtail.models import PageViewRestriction

from comments.models import (
    MAX_NOTE_LENGTH,
    Comment,
    CommentDecision,
    CommentReport,
    CommentSettings,
    PagePolicy,
    RejectionReason,
)
from comments.services import deciding, writing
from comments.services.reporting import (
    forget_settled_reports,
    is_weighty,
    keep_despite_reports,
    report_comment,
)
from comments.services.states import AlreadyDecided
from comments.views import reporting
from safeguards.limits import Limit
from safeguards.models import SafeguardingSettings
from tests.factories import CommentFactory, MemberFactory, StoryPageFactory, member_of

Action = CommentDecision.Action
Hold = Comment.Hold
Reason = CommentReport.Reason
State = Comment.State
LEAD = "lead@ward.example"


def actions_on(comment):
    return [
        each.action
        for each in CommentDecision.objects.filter(comment_id=comment.pk).order_by("pk")
    ]


def weighty_members(count):
    return MemberFactory.create_batch(count, is_trusted=True)


def report(comment, reporter=None, reason=Reason.UNKIND, note=""):
    return report_comment(comment, reporter=reporter, reason=reason, note=note)


def report_by_three(comment):
    for member in weighty_members(3):
        report(comment, member)
    comment.refresh_from_db()


class ReportTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory(title="Fewer falls")
        cls.writer = MemberFactory(email="writer@ward.example")
        cls.comment = CommentFactory(
            page=cls.page, author=cls.writer, body="Words of mine"
        )
        cls.moderator = member_of("Comment moderators")
        SafeguardingSettings.objects.update_or_create(
            pk=1, defaults={"lead_address": LEAD}
        )

    def mailed_to(self, address):
        return [each for each in mail.outbox if each.to == [address]]


class KeepingTests(ReportTestCase):
    def test_a_report_is_kept_and_the_comment_stays(self):
        kept, is_new = report(self.comment, MemberFactory(), note="Look at line two.")
        self.comment.refresh_from_db()
        assert is_new
        assert (kept.reason, kept.note) == (Reason.UNKIND, "Look at line two.")
        assert self.comment.state == State.PUBLISHED
        assert actions_on(self.comment) == [Action.REPORTED]
        assert list(Comment.objects.reported()) == [self.comment]
        assert not mail.outbox

    def test_one_open_report_for_each_member(self):
        member = MemberFactory()
        first, _is_new = report(self.comment, member)
        again, is_new = report(self.comment, member, Reason.OTHER, "Once more.")
        assert (again, is_new) == (first, False)
        assert CommentReport.objects.count() == 1

    def test_a_member_may_report_again_what_was_settled(self):
        member = MemberFactory()
        report(self.comment, member)
        keep_despite_reports(self.comment, moderator=self.moderator)
        assert report(self.comment, member)[1]

    def test_readers_without_an_account_report_too(self):
        report(self.comment, note="A name stands there.")
        report(self.comment, note="And a ward.")
        _first, is_new = report(self.comment, note="A name stands there.")
        assert not is_new
        assert CommentReport.objects.count() == 2

    def test_the_note_is_made_safe_to_store(self):
        kept, _is_new = report(self.comment, note="a\x00b\u202ec" + "🎉" * 600)
        kept.refresh_from_db()
        assert kept.note.startswith("abc🎉")
        assert len(kept.note) == MAX_NOTE_LENGTH

    def test_only_what_was_public_can_be_reported(self):
        for state in (State.WAITING, State.REJECTED, State.HIDDEN, State.REMOVED):
            comment = CommentFactory(page=self.page, state=state)
            with self.subTest(state), pytest.raises(AlreadyDecided):
                report(comment)
        assert not CommentReport.objects.exists()

    def test_the_log_has_codes_and_no_names(self):
        report(self.comment, MemberFactory(), note="Secret words")
        decision = CommentDecision.objects.get()
        assert decision.codes == [Reason.UNKIND]
        assert decision.moderator_id is None


class TakingAwayTests(ReportTestCase):
    def test_three_weighty_members_take_it_away(self):
        first, second, third = weighty_members(3)
        report(self.comment, first)
        report(self.comment, second)
        self.comment.refresh_from_db()
        assert self.comment.is_public
        report(self.comment, third, Reason.WRONG)
        self.comment.refresh_from_db()
        assert self.comment.state == State.WAITING
        assert self.comment.held_for == [Hold.REPORTS]
        assert actions_on(self.comment)[-1] == Action.HELD_BY_REPORTS
        assert self.comment in Comment.objects.waiting()

    def test_its_writer_is_told_and_not_who_reported(self):
        members = weighty_members(3)
        for number, member in enumerate(members):
            report(self.comment, member, note=f"A note of mine {number}")
        (message,) = mail.outbox
        assert message.to == ["writer@ward.example"]
        assert "Fewer falls" in message.subject
        text = message.subject + message.body + message.alternatives[0].content
        for word in (
            "Words of mine",
            "A note",
            *(each.display_name for each in members),
        ):
            assert word not in text

    def test_editors_say_how_many_it_takes(self):
        CommentSettings.objects.update_or_create(pk=1, defaults={"reports_needed": 2})
        for member in weighty_members(2):
            report(self.comment, member)
        self.comment.refresh_from_db()
        assert self.comment.held_for == [Hold.REPORTS]

    def test_nobody_counts_twice(self):
        member = weighty_members(1)[0]
        for reason in (Reason.UNKIND, Reason.WRONG, Reason.OTHER):
            report(self.comment, member, reason)
        self.comment.refresh_from_db()
        assert self.comment.is_public

    def test_readers_without_an_account_take_nothing_away(self):
        for number in range(5):
            report(self.comment, note=f"Number {number}")
        self.comment.refresh_from_db()
        assert self.comment.is_public

    def test_newcomers_take_nothing_away(self):
        for member in MemberFactory.create_batch(4):
            report(self.comment, member)
        self.comment.refresh_from_db()
        assert self.comment.is_public

    def test_whose_word_counts(self):
        published = CommentFactory(page=self.page).author
        hidden = CommentFactory(page=self.page, state=State.HIDDEN).author
        watched = CommentFactory(page=self.page).author
        watched.is_watched = True
        suspended = MemberFactory(is_trusted=True, suspended_at=timezone.now())
        unproven = MemberFactory(is_trusted=True)
        unproven.emailaddress_set.update(verified=False)
        for member, expected in (
            (MemberFactory(is_trusted=True), True),
            (published, True),
            (MemberFactory(), False),
            (hidden, False),
            (watched, False),
            (suspended, False),
            (unproven, False),
            (self.writer, False),
        ):
            with self.subTest(member):
                assert is_weighty(member, self.comment) is expected

    def test_a_reply_goes_alone(self):
        reply = CommentFactory(page=self.page, parent=self.comment)
        report_by_three(reply)
        self.comment.refresh_from_db()
        assert (reply.state, self.comment.state) == (State.WAITING, State.PUBLISHED)

    def test_nobody_reads_its_words_meanwhile_but_its_writer(self):
        CommentFactory(page=self.page, parent=self.comment, body="A kind answer")
        report_by_three(self.comment)
        page = self.client.get(self.page.url)
        self.assertContains(page, "A kind answer")
        self.assertNotContains(page, "Words of mine")
        self.client.force_login(self.writer)
        self.assertContains(self.client.get(self.page.url), "Words of mine")


class RiskTests(ReportTestCase):
    def test_any_member_holds_it_at_once_and_the_lead_is_told(self):
        report(self.comment, MemberFactory(), Reason.AT_RISK, "Her name is Ann.")
        self.comment.refresh_from_db()
        assert self.comment.state == State.WAITING
        assert self.comment.held_for == [Hold.AT_RISK]
        (message,) = self.mailed_to(LEAD)
        text = message.subject + message.body + message.alternatives[0].content
        for word in ("Words of mine", "Ann", self.writer.display_name):
            assert word not in text
        assert f"/{self.comment.pk}/" in message.body

    def test_whose_address_is_not_proven_alerts_the_lead_and_takes_nothing_away(self):
        unproven = MemberFactory()
        unproven.emailaddress_set.update(verified=False)
        report(self.comment, unproven, Reason.AT_RISK)
        self.comment.refresh_from_db()
        assert self.comment.is_public
        assert len(self.mailed_to(LEAD)) == 1

    def test_a_reader_without_an_account_alerts_the_lead_and_takes_nothing_away(self):
        report(self.comment, reason=Reason.AT_RISK)
        self.comment.refresh_from_db()
        assert self.comment.is_public
        assert len(self.mailed_to(LEAD)) == 1
        assert list(Comment.objects.at_risk()) == [self.comment]

    def test_the_lead_is_told_once_until_it_is_settled(self):
        report(self.comment, reason=Reason.AT_RISK)
        report(self.comment, reason=Reason.AT_RISK, note="Again.")
        report(self.comment, MemberFactory(), Reason.AT_RISK)
        assert len(self.mailed_to(LEAD)) == 1
        keep_despite_reports(self.comment, moderator=self.moderator)
        report(self.comment, reason=Reason.AT_RISK)
        assert len(self.mailed_to(LEAD)) == 2

    def test_whoever_reported_something_else_can_still_say_it(self):
        member = MemberFactory()
        first, _is_new = report(self.comment, member, note="Rude.")
        again, is_new = report(self.comment, member, Reason.AT_RISK)
        assert (again, is_new) == (first, True)
        assert (again.reason, again.note) == (Reason.AT_RISK, "Rude.")
        self.comment.refresh_from_db()
        assert self.comment.held_for == [Hold.AT_RISK]

    def test_it_comes_on_top_of_what_is_held_already(self):
        report_by_three(self.comment)
        report(self.comment, MemberFactory(), Reason.AT_RISK)
        self.comment.refresh_from_db()
        assert self.comment.held_for == [Hold.REPORTS, Hold.AT_RISK]
        assert len(self.mailed_to("writer@ward.example")) == 1


class SettlingTests(ReportTestCase):
    def keep(self, **kwargs):
        return keep_despite_reports(self.comment, moderator=self.moderator, **kwargs)

    def reports_settled(self):
        return set(CommentReport.objects.values_list("was_right", flat=True))

    def test_keeping_shows_it_again_and_settles(self):
        report_by_three(self.comment)
        mail.outbox.clear()
        kept = self.keep(seen=self.comment.version)
        kept.refresh_from_db()
        assert (kept.state, kept.held_for) == (State.PUBLISHED, [])
        assert kept.cleared_at
        assert self.reports_settled() == {False}
        assert actions_on(kept)[-1] == Action.KEPT
        (message,) = mail.outbox
        assert message.to == ["writer@ward.example"]
        assert "shown again" in message.subject

    def test_keeping_what_is_still_public_tells_nobody(self):
        report(self.comment, MemberFactory())
        kept = self.keep()
        assert kept.is_public
        assert kept.cleared_at
        assert not mail.outbox
        assert not Comment.objects.reported().exists()

    def test_what_was_kept_stays_whoever_reports_it_later(self):
        report_by_three(self.comment)
        self.keep()
        for member in weighty_members(4):
            report(self.comment, member)
        report(self.comment, MemberFactory(), Reason.AT_RISK)
        self.comment.refresh_from_db()
        assert self.comment.is_public
        assert list(Comment.objects.reported()) == [self.comment]

    def test_once_its_words_changed_reports_count_again(self):
        report_by_three(self.comment)
        self.keep()
        Comment.objects.update(cleared_at=None)
        report_by_three(self.comment)
        assert self.comment.held_for == [Hold.REPORTS]

    def test_publishing_settles_like_keeping(self):
        report_by_three(self.comment)
        deciding.approve(self.comment, moderator=self.moderator)
        self.comment.refresh_from_db()
        assert self.comment.cleared_at
        assert self.reports_settled() == {False}

    def test_hiding_and_refusing_settle_the_other_way(self):
        report(self.comment, MemberFactory())
        deciding.hide(self.comment, moderator=self.moderator)
        assert self.reports_settled() == {True}
        other = CommentFactory(page=self.page)
        report_by_three(other)
        reason = RejectionReason.objects.first()
        deciding.reject(other, moderator=self.moderator, reason=reason)
        assert self.reports_settled() == {True}
        other.refresh_from_db()
        assert other.cleared_at is None

    def test_taking_ones_own_away_settles_without_an_answer(self):
        report(self.comment, MemberFactory())
        writing.remove_own(self.comment, author=self.writer)
        settled = CommentReport.objects.get()
        assert settled.settled_at
        assert settled.was_right is None

    def test_refuses_what_nobody_reported_and_what_was_never_public(self):
        with pytest.raises(AlreadyDecided):
            self.keep()
        waiting = CommentFactory(page=self.page, state=State.WAITING)
        with pytest.raises(AlreadyDecided):
            keep_despite_reports(waiting, moderator=self.moderator)

    def test_the_second_moderator_is_told(self):
        report_by_three(self.comment)
        seen = self.comment.version
        self.keep(seen=seen)
        with pytest.raises(AlreadyDecided):
            self.keep(seen=seen)

    def test_only_moderators_keep(self):
        report(self.comment, MemberFactory())
        for person in (MemberFactory(), member_of("Editors"), member_of("Publishers")):
            with pytest.raises(PermissionDenied):
                keep_despite_reports(self.comment, moderator=person)

    def test_settled_reports_go_after_a_year(self):
        report(self.comment, note="Settled long ago.")
        self.keep()
        CommentReport.objects.update(settled_at=timezone.now() - timedelta(days=366))
        report(self.comment, note="Settled now.")
        self.keep()
        report(self.comment, note="Still open.")
        CommentReport.objects.update(made_at=timezone.now() - timedelta(days=800))
        forget_settled_reports()
        notes = set(CommentReport.objects.values_list("note", flat=True))
        assert notes == {"Settled now.", "Still open."}


class ReportPageTests(ReportTestCase):
    def setUp(self):
        # Limits are counted there.
        cache.clear()
        self.address = reverse("comment_report", args=[self.comment.pk])
        self.thanks = reverse("comment_reported", args=[self.comment.pk])

    def send(self, reason="unkind", note="", client=None, **headers):
        headers = headers or {"Sec-Fetch-Site": "same-origin"}
        data = {"reason": reason, "note": note}
        return (client or self.client).post(self.address, data, headers=headers)

    def sign_in(self, **fields):
        member = MemberFactory(**fields)
        self.client.force_login(member)
        return member

    def test_says_first_what_to_do_in_an_emergency(self):
        response = self.client.get(self.address)
        self.assertContains(response, "999")
        self.assertLess(
            response.text.index("999"), response.text.index("What is wrong")
        )
        self.assertContains(response, "Words of mine")

    def test_signed_out_it_is_the_same_page_for_everyone(self):
        response = self.client.get(self.address)
        self.assertEqual(response.content, self.client.get(self.address).content)
        self.assertNotContains(response, "csrfmiddlewaretoken")
        self.send()
        for each in (response, self.client.get(self.thanks)):
            self.assertFalse(each.cookies)
        self.assertFalse(self.client.cookies)

    def test_a_signed_out_reader_reports_without_a_token(self):
        client = Client(enforce_csrf_checks=True)
        response = self.send(note="A name in it.", client=client)
        self.assertEqual(
            (response.status_code, response["Location"]), (303, self.thanks)
        )
        self.assertContains(client.get(self.thanks), "What happens next")
        kept = CommentReport.objects.get()
        self.assertEqual((kept.reporter, kept.note), (None, "A name in it."))

    def test_nothing_is_taken_from_another_site(self):
        for headers in (
            {"Sec-Fetch-Site": "cross-site"},
            {"Origin": "https://elsewhere.example"},
            {"Origin": "null"},
        ):
            response = self.send(note="What I typed", **headers)
            self.assertContains(response, "What I typed", status_code=403)
        self.assertFalse(CommentReport.objects.exists())

    def test_a_member_needs_the_token_and_loses_nothing_without(self):
        client = Client(enforce_csrf_checks=True)
        client.force_login(MemberFactory())
        response = self.send(note="What I typed", client=client)
        self.assertContains(response, "What I typed", status_code=403)
        token = re.search(
            rf'action="{self.address}".*?csrfmiddlewaretoken" value="(\w+)"',
            response.text,
            re.DOTALL,
        )[1]
        data = {"reason": "unkind", "csrfmiddlewaretoken": token}
        self.assertEqual(client.post(self.address, data).status_code, 303)

    def test_a_second_report_of_a_member_is_known(self):
        self.sign_in()
        self.assertEqual(self.send()["Location"], self.thanks)
        again = self.client.post(self.address, {"reason": "wrong"}, follow=True)
        self.assertContains(again, "we know of it")
        self.assertContains(again, "Someone may be at risk")
        self.assertEqual(CommentReport.objects.count(), 1)

    def test_risk_can_be_added_from_there(self):
        self.sign_in()
        self.send()
        self.assertEqual(self.send("at_risk")["Location"], self.thanks)
        self.assertContains(self.client.get(self.address), "no longer shown")
        self.comment.refresh_from_db()
        self.assertEqual(self.comment.held_for, [Hold.AT_RISK])

    def test_bad_input_is_told_kindly_and_kept(self):
        for data in (
            {},
            {"reason": "", "note": "Typed"},
            {"reason": "nonsense", "note": "Typed"},
            {"reason": ["x", "y"], "note": "a\x00b"},
            {"reason": "unkind", "note": "x" * 501},
            {"reason": "unkind", "note": "y" * 1_000_000},
            {"reason": "unkind", "note": "Typed", "referral_note": "filled in"},
        ):
            with self.subTest(str(data)[:40]):
                response = self.client.post(
                    self.address, data, headers={"Sec-Fetch-Site": "same-origin"}
                )
                self.assertContains(response, "There is a problem", status_code=422)
                note = data.get("note", "").replace("\x00", "")
                self.assertContains(response, note, status_code=422)
        self.assertFalse(CommentReport.objects.exists())

    def test_odd_input_is_kept_as_text(self):
        for note in ("<script>alert(1)</script>", "🎉" * 500, "a\x00b", "\u202eevil"):
            response = self.client.post(
                self.address,
                {"reason": "other", "note": note, "is_weighty": "1", "reporter": "1"},
                headers={"Sec-Fetch-Site": "same-origin"},
            )
            self.assertEqual(response.status_code, 303)
        self.assertEqual(CommentReport.objects.count(), 4)
        self.assertFalse(CommentReport.objects.filter(is_weighty=True).exists())

    def test_opening_it_reports_nothing(self):
        self.client.get(self.address, {"reason": "at_risk"})
        self.client.get(self.thanks)
        self.assertFalse(CommentReport.objects.exists())

    def test_limits_tell_kindly_and_keep_the_text(self):
        few = Limit(reporting.REPORTS.name, count=1, seconds=60)
        names = ("REPORTS_OF_NETWORK", "REPORTS")
        for name in names:
            with self.subTest(name), mock.patch.object(reporting, name, few):
                self.send(note=f"First {name}")
                response = self.send(note="One too many")
                self.assertContains(response, "One too many", status_code=429)
            cache.clear()
            self.sign_in()

    def test_a_hospital_behind_one_address_is_not_shut_out(self):
        self.assertGreaterEqual(reporting.REPORTS_OF_NETWORK.count, 300)

    def test_only_what_its_reader_could_see_is_there(self):
        waiting = CommentFactory(page=self.page, state=State.WAITING)
        addresses = [
            reverse(name, args=[number])
            for name in ("comment_report", "comment_reported")
            for number in (waiting.pk, 0, 10**12, 10**30)
        ]
        for address in addresses:
            self.assertEqual(self.client.get(address).status_code, 404)
        hidden = CommentFactory(page=self.page, state=State.HIDDEN, body="Bad words")
        gone = reverse("comment_report", args=[hidden.pk])
        for response in (
            self.client.get(gone),
            self.client.post(
                gone, {"reason": "other"}, headers={"Sec-Fetch-Site": "same-origin"}
            ),
        ):
            self.assertContains(response, "no longer shown")
            self.assertNotContains(response, "Bad words")

    def test_a_form_opened_before_it_was_taken_away_still_counts(self):
        report_by_three(self.comment)
        self.assertEqual(self.send()["Location"], self.thanks)
        self.assertEqual(CommentReport.objects.open().count(), 4)

    def test_not_where_the_page_cannot_be_read_or_has_no_comments(self):
        policy = PagePolicy.objects.create(
            page_id=self.page.pk, mode=PagePolicy.Mode.OFF
        )
        for address in (self.address, self.thanks):
            self.assertEqual(self.client.get(address).status_code, 404)
        policy.delete()
        PageViewRestriction.objects.create(page=self.page, restriction_type="login")
        self.assertEqual(self.send().status_code, 404)
        self.assertFalse(CommentReport.objects.exists())

    def test_closed_comments_can_be_reported(self):
        PagePolicy.objects.create(page_id=self.page.pk, mode=PagePolicy.Mode.CLOSED)
        self.assertContains(self.client.get(self.page.url), self.address)
        self.assertEqual(self.send().status_code, 303)

    def test_each_public_comment_leads_there_but_ones_own(self):
        self.assertContains(self.client.get(self.page.url), self.address)
        self.sign_in()
        self.assertContains(self.client.get(self.page.url), self.address)
        self.client.force_login(self.writer)
        self.assertNotContains(self.client.get(self.page.url), self.address)


class RaceTests(TransactionTestCase):
    # Keeps what the migrations made: this class alone would otherwise empty the tables.
    serialized_rollback = True

    def setUp(self):
        self.comment = CommentFactory()

    def in_parallel(self, function, items):
        def alone(item):
            try:
                return function(item)
            finally:
                connections.close_all()

        with ThreadPoolExecutor(max_workers=8) as pool:
            return list(pool.map(alone, items))

    def test_fifty_clicks_of_one_member_make_one_report(self):
        member = MemberFactory()
        made = self.in_parallel(lambda _n: report(self.comment, member), range(50))
        assert sum(is_new for _report, is_new in made) == 1
        assert CommentReport.objects.count() == 1

    def test_fifty_clicks_without_an_account_make_one_report(self):
        self.in_parallel(lambda _n: report(self.comment, note="A name."), range(50))
        assert CommentReport.objects.count() == 1

    def test_reports_in_the_same_instant_take_it_away_once(self):
        self.in_parallel(
            lambda member: report(self.comment, member), weighty_members(6)
        )
        self.comment.refresh_from_db()
        assert self.comment.state == State.WAITING
        assert actions_on(self.comment).count(Action.HELD_BY_REPORTS) == 1
        assert CommentReport.objects.open().count() == 6

    def test_a_report_and_a_moderator_at_once_leave_nothing_half_done(self):
        first, *others = weighty_members(5)
        report(self.comment, first)
        moderator = member_of("Comment moderators")

        def act(member):
            if member is not None:
                return report(self.comment, member)
            return keep_despite_reports(self.comment, moderator=moderator)

        self.in_parallel(act, [*others[:2], None, *others[2:]])
        self.comment.refresh_from_db()
        # Whenever the moderator came, what was decided holds for all that follows.
        assert self.comment.is_public
        assert self.comment.cleared_at
        assert actions_on(self.comment).count(Action.KEPT) == 1
