"""The daily mail about feedback: who gets it, when, and what it never says."""

from datetime import UTC, date, datetime, timedelta

from django.core import mail
from django.db import connection
from django.test import TestCase, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageViewRestriction

from feedback.models import (
    DigestRefusal,
    DigestSent,
    FeedbackEvent,
    FeedbackItem,
    FeedbackKind,
)
from feedback.services.digests import write_digests
from safeguards.models import OutboxMessage
from safeguards.timed_jobs import all_jobs
from tests.factories import (
    FeedbackItemFactory,
    MemberFactory,
    StoryPageFactory,
    TeamFactory,
    member_of,
)

# A Monday, and the working morning before it.
MONDAY = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
LONG_AGO = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
MAILBOX = "ward@team.example"


class DigestTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = member_of("Editors", display_name="Ed")
        cls.team = TeamFactory(mailbox=MAILBOX)
        cls.page = StoryPageFactory(title="A stores cupboard", content_owner=cls.team)

    def message(self, **fields):
        fields = {"created_at": LONG_AGO, "due_on": None, **fields}
        return FeedbackItemFactory(**fields)

    def written(self, now=MONDAY):
        """The mails of a morning, by address."""
        mail.outbox.clear()
        write_digests(now)
        return {message.to[0]: message for message in mail.outbox}


class WhatIsToldTests(DigestTestCase):
    def test_counts_and_lists_what_is_overdue_due_and_new(self):
        overdue = self.message(assignee=self.editor, due_on=date(2026, 11, 20))
        today = self.message(assignee=self.editor, due_on=date(2026, 11, 23))
        tomorrow = self.message(assignee=self.editor, due_on=date(2026, 11, 24))
        later = self.message(assignee=self.editor, due_on=date(2026, 11, 25))
        new = self.message(
            assignee=self.editor,
            due_on=date(2026, 11, 27),
            created_at=MONDAY - timedelta(hours=20),
        )
        message = self.written()[self.editor.email]
        self.assertEqual(message.subject, "Feedback: 1 overdue, 2 due, 1 new")
        body = message.body
        places = [
            body.index(item.reference) for item in (overdue, today, tomorrow, new)
        ]
        self.assertEqual(places, sorted(places))
        self.assertNotIn(later.reference, body)
        self.assertIn(reverse("feedback_inbox:message", args=[new.pk]), body)
        self.assertIn("Hello Ed,", body)

    def test_never_the_words_or_the_name_of_a_sender(self):
        self.message(
            assignee=self.editor,
            page=self.page,
            due_on=date(2026, 11, 20),
            message="Nobody may read this.",
            name="Ann Example",
            email="ann@ward.example",
            kind=FeedbackKind.objects.get(name="Something is wrong"),
        )
        for message in self.written().values():
            everything = (
                f"{message.subject} {message.body} {message.alternatives[0].content}"
            )
            for words in ["Nobody may", "Ann", "ann@ward"]:
                self.assertNotIn(words, everything)
            self.assertIn("Something is wrong, “A stores cupboard”", message.body)

    def test_says_nothing_when_there_is_nothing(self):
        self.message(assignee=self.editor, due_on=date(2026, 12, 24))
        for state in ["done", "spam"]:
            self.message(assignee=self.editor, state=state, due_on=date(2026, 11, 20))
        self.message(due_on=date(2026, 11, 20))
        self.assertEqual(self.written(), {})

    def test_what_was_given_to_somebody_is_new_to_them(self):
        item = self.message(assignee=self.editor, due_on=date(2026, 12, 24))
        FeedbackEvent.objects.create(
            item_id=item.pk, action="assigned", happened_at=MONDAY - timedelta(days=2)
        )
        self.assertIn("1 new", self.written()[self.editor.email].subject)

    def test_long_lists_end(self):
        for _number in range(22):
            self.message(assignee=self.editor, due_on=date(2026, 11, 20))
        body = self.written()[self.editor.email].body
        self.assertEqual(body.count("/admin/feedback/"), 21)
        self.assertIn("2 more are in the inbox.", body)


class WhoIsToldTests(DigestTestCase):
    def setUp(self):
        self.item = self.message(page=self.page, due_on=date(2026, 11, 20))

    def test_the_mailbox_of_the_team_that_looks_after_the_page(self):
        self.assertEqual(list(self.written()), [MAILBOX])

    def test_else_its_members_who_may_read_the_inbox(self):
        self.team.mailbox = ""
        self.team.save()
        other, outsider = member_of("Editors"), MemberFactory()
        self.team.members.add(self.editor, other, outsider)
        self.assertEqual(set(self.written()), {self.editor.email, other.email})

    def test_whoever_has_it_and_the_team_one_mail_each(self):
        FeedbackItem.objects.update(assignee=self.editor)
        self.team.mailbox = ""
        self.team.save()
        self.team.members.add(self.editor)
        [message] = self.written().values()
        self.assertEqual(message.body.count(self.item.reference), 1)

    def test_nobody_who_lost_the_right_or_left(self):
        FeedbackItem.objects.update(assignee=self.editor, page=None)
        self.editor.groups.clear()
        self.assertEqual(self.written(), {})
        gone = member_of("Editors", is_active=False)
        FeedbackItem.objects.update(assignee=gone)
        self.assertEqual(self.written(), {})

    def test_a_page_that_not_everyone_may_read_is_not_named_to_a_mailbox(self):
        PageViewRestriction.objects.create(page=self.page, restriction_type="login")
        FeedbackItem.objects.update(assignee=self.editor)
        mails = self.written()
        self.assertNotIn("A stores cupboard", mails[MAILBOX].body)
        self.assertIn(self.item.reference, mails[MAILBOX].body)
        self.assertIn("A stores cupboard", mails[self.editor.email].body)

    def test_in_the_language_they_read_in(self):
        self.editor.language = "ar"
        self.editor.save()
        FeedbackItem.objects.update(assignee=self.editor)
        html = self.written()[self.editor.email].alternatives[0].content
        self.assertIn('lang="ar"', html)

    def test_costs_as_much_for_twenty_messages_as_for_two(self):
        def queries():
            DigestSent.objects.all().delete()
            with CaptureQueriesContext(connection) as asked:
                self.written()
            return len(asked)

        few = queries()
        for _number in range(19):
            self.message(page=self.page, due_on=date(2026, 11, 20))
        self.assertEqual(queries(), few)


class WhenTests(DigestTestCase):
    def setUp(self):
        self.message(assignee=self.editor, due_on=date(2026, 11, 20))

    def test_once_a_day(self):
        self.assertEqual(len(self.written()), 1)
        self.assertEqual(self.written(), {})
        self.assertEqual(self.written(MONDAY + timedelta(hours=2)), {})
        self.assertEqual(len(self.written(MONDAY + timedelta(days=1))), 1)

    def test_only_in_the_morning_of_working_days(self):
        for moment in [
            MONDAY.replace(hour=6),
            MONDAY.replace(hour=12),
            MONDAY.replace(hour=23),
            datetime(2026, 11, 22, 8, 0, tzinfo=UTC),
            datetime(2026, 12, 25, 8, 0, tzinfo=UTC),
            datetime(2026, 12, 28, 8, 0, tzinfo=UTC),
        ]:
            with self.subTest(moment):
                self.assertEqual(self.written(moment), {})
        self.assertEqual(len(self.written(datetime(2026, 12, 29, 8, tzinfo=UTC))), 1)

    def test_by_the_clock_of_the_site(self):
        self.assertEqual(len(self.written(datetime(2026, 7, 6, 6, 30, tzinfo=UTC))), 1)

    def test_what_came_over_the_weekend_is_new_on_monday(self):
        FeedbackItem.objects.update(due_on=None, created_at=FRIDAY + timedelta(hours=1))
        self.assertEqual(len(self.written()), 1)
        self.assertEqual(self.written(MONDAY + timedelta(days=1)), {})

    def test_who_was_told_goes_after_two_weeks_and_names_nobody(self):
        self.written()
        [row] = DigestSent.objects.all()
        self.assertNotIn(self.editor.email, row.key)
        self.written(MONDAY + timedelta(days=21))
        self.assertFalse(DigestSent.objects.filter(day=MONDAY.date()).exists())

    @override_settings(EMAIL_BACKEND="safeguards.outbox.OutboxEmailBackend")
    def test_is_written_into_the_outbox_by_a_timed_job(self):
        self.assertIn("write daily mail of feedback", {job.name for job in all_jobs()})
        self.written()
        self.assertEqual(
            [row.kind for row in OutboxMessage.objects.all()], ["feedback_digest"]
        )


class SwitchingOffTests(DigestTestCase):
    def setUp(self):
        self.url = reverse("mail_choices")
        self.client.force_login(self.editor)
        self.message(assignee=self.editor, due_on=date(2026, 11, 20))

    def test_colleagues_switch_it_off_and_on(self):
        self.assertContains(self.client.get(self.url), 'name="feedback_daily"')
        self.client.post(self.url, {})
        self.assertEqual(self.written(), {})
        self.client.post(self.url, {"feedback_daily": "on"})
        self.assertEqual(len(self.written()), 1)
        self.assertFalse(DigestRefusal.objects.exists())

    def test_those_who_never_get_it_are_not_asked(self):
        self.client.force_login(MemberFactory())
        self.assertNotContains(self.client.get(self.url), "feedback_daily")
        self.client.post(self.url, {})
        self.assertFalse(DigestRefusal.objects.exists())
