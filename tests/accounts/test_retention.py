"""Accounts that nobody uses are erased after three years and two warnings, never sooner."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from unittest.mock import patch

import time_machine
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.test import TestCase, override_settings
from django.urls import reverse

from accounts.models import (
    AccountEvent,
    ErasureReceipt,
    ErasureRequest,
    RetentionRun,
    User,
)
from accounts.services import retention
from accounts.services.joining import begin_signup
from accounts.services.retention import apply_retention
from comments.models import Comment
from safeguards.models import OutboxMessage
from safeguards.services import send_due
from safeguards.timed_jobs import all_jobs
from tests.factories import (
    PASSWORD,
    CommentFactory,
    MemberFactory,
    UserFactory,
    member_of,
)

LAST_USED = datetime(2024, 5, 1, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
A_MINUTE = timedelta(minutes=1)
UNUSED = timedelta(days=3 * 365)
FIRST_WARNING = LAST_USED + UNUSED - 30 * DAY
LAST_WARNING = LAST_USED + UNUSED - 7 * DAY
END = LAST_USED + UNUSED


@override_settings(
    ACCOUNT_UNUSED_DAYS=3 * 365,
    ACCOUNT_FIRST_WARNING_DAYS=30,
    ACCOUNT_LAST_WARNING_DAYS=7,
    UNFINISHED_SIGNUP_DAYS=7,
    EMAIL_BACKEND="safeguards.outbox.OutboxEmailBackend",
)
class RetentionTestCase(TestCase):
    def setUp(self):
        with time_machine.travel(LAST_USED, tick=False):
            self.member = MemberFactory(
                email="priya@ward.example", display_name="Priya"
            )
            User.objects.filter(pk=self.member.pk).update(last_login=LAST_USED)

    def run_at(self, moment, *, mail_works=True, **options):
        """Apply retention at a moment, and send the mails of it."""
        with time_machine.travel(moment, tick=False):
            run = apply_retention(**options)
            while mail_works and send_due():
                pass
        return {name: count for name, count in run.counts.items() if count}

    def warn_twice(self):
        self.run_at(FIRST_WARNING)
        self.run_at(LAST_WARNING)

    def mails(self, kind):
        return OutboxMessage.objects.filter(kind=kind, to=[self.member.email]).count()

    def is_there(self):
        return User.objects.filter(pk=self.member.pk).exists()


class UnusedAccountTests(RetentionTestCase):
    def test_is_warned_thirty_days_before_and_no_sooner(self):
        self.assertEqual(self.run_at(FIRST_WARNING - A_MINUTE), {})
        self.assertEqual(self.run_at(FIRST_WARNING), {"first_warnings": 1})
        self.assertEqual(self.mails("accounts_unused"), 1)

    def test_is_warned_again_seven_days_before_and_no_sooner(self):
        self.run_at(FIRST_WARNING)
        self.assertEqual(self.run_at(LAST_WARNING - A_MINUTE), {})
        self.assertEqual(self.run_at(LAST_WARNING), {"last_warnings": 1})
        self.assertEqual(self.mails("accounts_unused_again"), 1)

    def test_is_erased_after_three_years_and_no_sooner(self):
        self.warn_twice()
        self.assertEqual(self.run_at(END - A_MINUTE), {})
        self.assertTrue(self.is_there())
        self.assertEqual(self.run_at(END), {"accounts_erased": 1})
        self.assertFalse(self.is_there())

    def test_each_warning_is_sent_once_however_often_the_job_runs(self):
        for moment in (FIRST_WARNING, LAST_WARNING):
            for hour in range(4):
                self.run_at(moment + timedelta(hours=hour))
        self.assertEqual(self.mails("accounts_unused"), 1)
        self.assertEqual(self.mails("accounts_unused_again"), 1)
        codes = AccountEvent.objects.about(self.member).values_list("code", flat=True)
        self.assertEqual(sorted(codes), ["first", "last"])

    def test_what_they_wrote_stays_without_their_name(self):
        CommentFactory(author=self.member, body="Still of use.")
        self.warn_twice()
        self.run_at(END)
        self.assertIsNone(Comment.objects.get(body="Still of use.").author)
        self.assertTrue(ErasureReceipt.objects.get().kept_words)

    def test_whoever_never_signed_in_counts_from_joining(self):
        User.objects.update(last_login=None, date_joined=LAST_USED)
        self.assertEqual(self.run_at(FIRST_WARNING - A_MINUTE), {})
        self.assertEqual(self.run_at(FIRST_WARNING), {"first_warnings": 1})

    def test_others_stay(self):
        with time_machine.travel(LAST_USED + DAY, tick=False):
            other = MemberFactory()
        self.warn_twice()
        self.run_at(END)
        self.assertTrue(User.objects.filter(pk=other.pk).exists())

    def test_the_warnings_say_when_and_how_to_stay(self):
        self.run_at(FIRST_WARNING, mail_works=False)
        text = OutboxMessage.objects.get().text_body
        self.assertIn("1 May 2027", text)
        self.assertIn(f"{settings.PUBLIC_URL}{reverse('account_login')}", text)
        self.run_at(FIRST_WARNING)
        self.run_at(LAST_WARNING, mail_works=False)
        text = OutboxMessage.objects.get(state="waiting").text_body
        self.assertIn("1 May 2027", text)
        self.assertIn("last reminder", text)

    def test_the_periods_are_settings(self):
        with self.settings(
            ACCOUNT_UNUSED_DAYS=100,
            ACCOUNT_FIRST_WARNING_DAYS=20,
            ACCOUNT_LAST_WARNING_DAYS=5,
        ):
            self.assertEqual(self.run_at(LAST_USED + 79 * DAY), {})
            for days, count in (
                (80, "first_warnings"),
                (95, "last_warnings"),
                (100, "accounts_erased"),
            ):
                self.assertEqual(self.run_at(LAST_USED + days * DAY), {count: 1})


class NeverWithoutWarningTests(RetentionTestCase):
    def test_a_site_that_slept_for_a_year_warns_first_and_leaves_all_the_time(self):
        awake = END + 365 * DAY
        self.assertEqual(self.run_at(awake), {"first_warnings": 1})
        self.assertEqual(self.run_at(awake + 23 * DAY - A_MINUTE), {})
        self.assertEqual(self.run_at(awake + 23 * DAY), {"last_warnings": 1})
        self.assertEqual(self.run_at(awake + 30 * DAY - A_MINUTE), {})
        self.assertEqual(self.run_at(awake + 30 * DAY), {"accounts_erased": 1})

    def test_a_site_that_slept_after_the_first_warning_leaves_seven_days(self):
        self.run_at(FIRST_WARNING)
        awake = END + 365 * DAY
        self.assertEqual(self.run_at(awake), {"last_warnings": 1})
        self.assertEqual(self.run_at(awake + 7 * DAY - A_MINUTE), {})
        self.assertEqual(self.run_at(awake + 7 * DAY), {"accounts_erased": 1})

    def test_signing_in_ends_it(self):
        self.warn_twice()
        with time_machine.travel(END - A_MINUTE, tick=False):
            self.client.post(
                reverse("account_login"),
                {"login": self.member.email, "password": PASSWORD},
            )
        self.member.refresh_from_db()
        self.assertIsNone(self.member.warned_at)
        self.assertIsNone(self.member.warned_again_at)
        self.assertEqual(self.run_at(END), {})
        self.assertEqual(self.run_at(END + 365 * DAY), {})
        self.assertTrue(self.is_there())

    def test_a_warning_from_before_the_last_sign_in_does_not_count(self):
        self.warn_twice()
        User.objects.update(last_login=LAST_WARNING + DAY)
        later = LAST_WARNING + DAY + UNUSED
        self.run_at(later)
        self.assertTrue(self.is_there())

    def test_whoever_is_still_signed_in_somewhere_uses_their_account(self):
        self.warn_twice()
        with time_machine.travel(END, tick=False):
            session = SessionStore()
            session[SESSION_KEY] = str(self.member.pk)
            session.set_expiry(DAY)
            session.create()
            UserSession.objects.create(
                user=self.member,
                ip="::",
                user_agent="Firefox",
                session_key=session.session_key,
            )
        self.assertEqual(self.run_at(END), {"warnings_taken_back": 1})
        # Their session has ended: all begins anew.
        self.assertEqual(self.run_at(END + 2 * DAY), {"first_warnings": 1})
        self.assertTrue(self.is_there())

    def test_whoever_signs_in_while_the_job_runs_stays(self):
        self.warn_twice()
        everyone = retention._to_erase

        def somebody_comes_back():
            people = everyone()
            if not somebody_comes_back.asked:
                somebody_comes_back.asked = True
                numbers = list(people.values_list("pk", flat=True))
                User.objects.update(last_login=END)
                return User.objects.filter(pk__in=numbers)
            return people

        somebody_comes_back.asked = False
        rules = [
            retention.Rule(
                "accounts_erased",
                somebody_comes_back,
                retention._last_warning_left_in_time,
                retention._erase,
            )
        ]
        with patch.object(retention, "RULES", rules):
            self.assertEqual(self.run_at(END), {})
        self.assertTrue(self.is_there())


class FailingMailTests(RetentionTestCase):
    def test_a_warning_that_cannot_be_written_is_none(self):
        with (
            patch.object(retention.notifications, "unused", side_effect=OSError),
            self.assertLogs("accounts.services.retention", "ERROR") as log,
        ):
            self.assertEqual(self.run_at(FIRST_WARNING), {"failed": 1})
        self.assertNotIn("priya", log.output[0])
        self.member.refresh_from_db()
        self.assertIsNone(self.member.warned_at)
        self.assertFalse(AccountEvent.objects.about(self.member).exists())
        self.assertEqual(self.run_at(FIRST_WARNING + DAY), {"first_warnings": 1})

    def test_one_who_cannot_be_warned_holds_up_nobody(self):
        with time_machine.travel(LAST_USED, tick=False):
            MemberFactory()
        really = retention.notifications.unused

        def only_others(person, **when):
            if person == self.member:
                raise OSError
            really(person, **when)

        with (
            patch.object(retention.notifications, "unused", only_others),
            self.assertLogs("accounts.services.retention", "ERROR"),
        ):
            counts = self.run_at(FIRST_WARNING)
        self.assertEqual(counts, {"first_warnings": 1, "failed": 1})

    def test_the_last_warning_waits_until_the_first_has_left_for_long_enough(self):
        self.run_at(FIRST_WARNING, mail_works=False)
        self.assertEqual(self.run_at(LAST_WARNING, mail_works=False), {})
        sent = LAST_WARNING + DAY
        with time_machine.travel(sent, tick=False):
            send_due()
        self.assertEqual(self.run_at(sent + 23 * DAY - A_MINUTE), {})
        self.assertEqual(self.run_at(sent + 23 * DAY), {"last_warnings": 1})

    def test_nobody_is_erased_whose_last_warning_has_not_left(self):
        self.run_at(FIRST_WARNING)
        self.run_at(LAST_WARNING, mail_works=False)
        self.assertEqual(self.run_at(END + 3 * DAY, mail_works=False), {})
        with time_machine.travel(END + 3 * DAY, tick=False):
            send_due()
        self.assertEqual(self.run_at(END + 10 * DAY - A_MINUTE), {})
        self.assertEqual(self.run_at(END + 10 * DAY), {"accounts_erased": 1})

    def test_a_warning_that_was_given_up_begins_it_all_anew(self):
        self.run_at(FIRST_WARNING, mail_works=False)
        OutboxMessage.objects.update(
            state="failed", last_error="ConnectionRefusedError"
        )
        lost = self.run_at(FIRST_WARNING + 2 * DAY)
        self.assertEqual(lost, {"warnings_that_were_lost": 1})
        again = FIRST_WARNING + 3 * DAY
        self.assertEqual(self.run_at(again), {"first_warnings": 1})
        self.assertEqual(self.run_at(END), {"last_warnings": 1})
        self.assertEqual(self.run_at(END + 7 * DAY), {"accounts_erased": 1})

    def test_a_mailbox_that_is_gone_keeps_no_account_for_ever(self):
        for moment in (FIRST_WARNING, LAST_WARNING):
            self.run_at(moment, mail_works=False)
            OutboxMessage.objects.filter(state="waiting").update(
                state="failed", last_error="SMTPRecipientsRefused 550"
            )
        self.assertEqual(self.run_at(END), {"accounts_erased": 1})


class WhoStaysTests(RetentionTestCase):
    def test_the_last_administrator_is_neither_warned_nor_erased(self):
        User.objects.update(is_superuser=True)
        self.assertEqual(self.run_at(FIRST_WARNING), {})
        User.objects.update(warned_at=FIRST_WARNING, warned_again_at=LAST_WARNING)
        self.assertEqual(self.run_at(END), {})
        self.assertTrue(self.is_there())

    def test_an_administrator_beside_another_is_as_anybody(self):
        User.objects.update(is_superuser=True)
        with time_machine.travel(END, tick=False):
            UserFactory(is_superuser=True)
        self.warn_twice()
        self.assertEqual(self.run_at(END), {"accounts_erased": 1})

    def test_of_two_unused_administrators_one_stays(self):
        User.objects.update(is_superuser=True)
        with time_machine.travel(LAST_USED, tick=False):
            UserFactory(is_superuser=True)
        self.warn_twice()
        self.assertEqual(self.run_at(END), {"accounts_erased": 1})
        self.assertEqual(self.run_at(END + DAY), {})
        self.assertEqual(User.objects.count(), 1)

    def test_suspended_people_stay_while_they_are(self):
        User.objects.update(suspended_at=LAST_USED, suspension_reason="Unkind.")
        self.assertEqual(self.run_at(END), {})
        User.objects.update(suspended_until=END + DAY)
        self.assertEqual(self.run_at(END), {})
        self.assertEqual(self.run_at(END + DAY), {"first_warnings": 1})

    def test_whoever_was_suspended_after_the_warnings_stays(self):
        self.warn_twice()
        User.objects.update(suspended_at=LAST_WARNING + DAY)
        self.assertEqual(self.run_at(END), {})

    def test_whoever_asked_to_be_erased_is_not_bothered(self):
        ErasureRequest.objects.create(
            user=self.member, asked_at=FIRST_WARNING, due_at=FIRST_WARNING + 7 * DAY
        )
        self.assertEqual(self.run_at(FIRST_WARNING), {})

    def test_closed_accounts_are_as_any_other(self):
        User.objects.update(is_active=False)
        self.warn_twice()
        self.assertEqual(self.run_at(END), {"accounts_erased": 1})


class UnfinishedSignUpTests(RetentionTestCase):
    def setUp(self):
        super().setUp()
        with time_machine.travel(LAST_USED, tick=False):
            self.place = begin_signup("tom@ward.example")

    def test_goes_after_seven_days_and_no_sooner(self):
        self.assertEqual(self.run_at(LAST_USED + 7 * DAY - A_MINUTE), {})
        self.assertEqual(self.run_at(LAST_USED + 7 * DAY), {"unfinished_signups": 1})
        self.assertFalse(User.objects.filter(email="tom@ward.example").exists())
        self.assertTrue(self.is_there())

    def test_leaves_no_receipt_and_gets_no_mail(self):
        self.run_at(LAST_USED + 7 * DAY)
        self.assertFalse(ErasureReceipt.objects.exists())
        self.assertFalse(OutboxMessage.objects.exists())

    def test_takes_its_mails_along(self):
        OutboxMessage.objects.create(
            from_email="no-reply@clic.example", to=["tom@ward.example"]
        )
        self.run_at(LAST_USED + 7 * DAY)
        self.assertFalse(OutboxMessage.objects.exists())


class RunTests(RetentionTestCase):
    def test_each_run_leaves_a_row_and_a_line_without_names(self):
        with self.assertLogs("accounts.services.retention", "INFO") as log:
            self.run_at(FIRST_WARNING)
        run = RetentionRun.objects.get()
        self.assertEqual(run.counts["first_warnings"], 1)
        self.assertFalse(run.is_dry_run)
        [line] = log.output
        self.assertIn("first_warnings 1", line)
        self.assertNotIn("priya", line.lower())

    def test_a_run_with_nothing_to_do_leaves_a_row_too(self):
        self.run_at(LAST_USED + DAY)
        self.assertEqual(set(RetentionRun.objects.get().counts.values()), {0})

    def test_only_counting_changes_nothing(self):
        with time_machine.travel(LAST_USED, tick=False):
            begin_signup("tom@ward.example")
            warned = MemberFactory(), MemberFactory()
        User.objects.filter(pk=warned[0].pk).update(warned_at=FIRST_WARNING)
        User.objects.filter(pk=warned[1].pk).update(
            warned_at=FIRST_WARNING, warned_again_at=LAST_WARNING
        )
        before = list(User.objects.order_by("pk").values())
        expected = {
            "accounts_erased": 1,
            "first_warnings": 1,
            "last_warnings": 1,
            "unfinished_signups": 1,
        }
        self.assertEqual(self.run_at(END, dry_run=True), expected)
        self.assertEqual(list(User.objects.order_by("pk").values()), before)
        self.assertFalse(OutboxMessage.objects.exists())
        self.assertFalse(AccountEvent.objects.exists())
        self.assertTrue(RetentionRun.objects.get().is_dry_run)
        self.assertEqual(self.run_at(END, mail_works=False), expected)

    def test_the_command_prints_how_many(self):
        said = StringIO()
        with time_machine.travel(FIRST_WARNING, tick=False):
            call_command("apply_retention", "--dry-run", stdout=said)
            self.assertIn("Nothing was changed", said.getvalue())
            self.assertIn("first warnings: 1", said.getvalue())
            self.assertFalse(OutboxMessage.objects.exists())
            said.truncate(0)
            call_command("apply_retention", stdout=said)
        self.assertIn("first warnings: 1", said.getvalue())
        self.assertNotIn("Nothing was changed", said.getvalue())
        self.assertTrue(OutboxMessage.objects.exists())

    def test_the_clock_knows_the_job(self):
        [job] = [job for job in all_jobs() if job.name == "apply retention"]
        self.assertEqual(job.every, DAY)


class ReportTests(RetentionTestCase):
    def setUp(self):
        super().setUp()
        self.admin = MemberFactory(is_superuser=True, is_staff=True)
        RetentionRun.objects.create(counts={"first_warnings": 3, "failed": 0})
        ErasureReceipt.objects.create(
            reference="ER-23456789", kept_words=True, counts={"comments": 2}
        )

    def test_administrators_see_what_was_cleared_away_and_the_receipts(self):
        self.client.force_login(self.admin)
        response = self.client.get(reverse("retention_runs"))
        self.assertContains(response, "first warnings: 3")
        self.assertNotContains(response, "failed: 0")
        response = self.client.get(reverse("erasure_receipts"))
        self.assertContains(response, "ER-23456789")
        self.assertContains(response, "comments: 2")
        self.assertContains(
            self.client.get(reverse("wagtailadmin_home")), reverse("retention_runs")
        )

    def test_a_receipt_is_found_by_its_reference(self):
        self.client.force_login(self.admin)
        results = reverse("erasure_receipts_results")
        self.assertContains(self.client.get(results, {"q": "2345"}), "ER-23456789")
        self.assertNotContains(self.client.get(results, {"q": "9999"}), "ER-23456789")

    def test_nobody_else_does(self):
        self.client.force_login(member_of("Publishers"))
        for name in ("retention_runs", "erasure_receipts", "retention_runs_results"):
            response = self.client.get(reverse(name))
            self.assertRedirects(
                response, reverse("wagtailadmin_home"), fetch_redirect_response=False
            )
        self.assertNotContains(
            self.client.get(reverse("wagtailadmin_home")), reverse("retention_runs")
        )
