"""The weekly mail about searches: who gets it, when, and what it never says."""

from datetime import UTC, date, datetime, timedelta

from django.core import mail
from django.test import TestCase
from django.urls import reverse

from accounts import mail_choices
from safeguards.timed_jobs import all_jobs
from search.models import IndexedWord, IndexState, WeeklyMailRefusal
from search.services.weekly_mails import choose_weekly_mail, write_weekly_mails
from tests.factories import LoggedSearchFactory, MemberFactory, member_of

# A Monday morning, and a day of the week before.
MONDAY = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
THURSDAY = date(2026, 11, 19)


class WeeklyMailTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.publisher = member_of("Publishers", display_name="Pat")
        for word in ["bed", "days", "huddle"]:
            IndexedWord.objects.create(language="en", word=word, count=1)

    def search(self, words, times=1, day=THURSDAY, **fields):
        for _number in range(times):
            LoggedSearchFactory(words=words, day=day, **fields)

    def written(self, now=MONDAY):
        """The mails of a week, by address."""
        mail.outbox.clear()
        write_weekly_mails(now)
        return {message.to[0]: message for message in mail.outbox}


class WhatIsToldTests(WeeklyMailTestCase):
    def test_tells_what_was_looked_for_in_vain_and_where_to_put_it_right(self):
        self.search("bed days", times=3, found=0)
        self.search("huddle", times=2, found=5)
        message = self.written()[self.publisher.email]
        self.assertEqual(
            message.subject, "Searches last week: 1 found nothing, 1 led nowhere"
        )
        self.assertIn("Hello Pat,", message.body)
        self.assertIn(
            "From 16 November to 22 November readers searched 5 times.", message.body
        )
        self.assertIn("- bed days (3 times)", message.body)
        self.assertIn("- huddle (2 times)", message.body)
        for name in ["failed", "ignored"]:
            address = f"{reverse('search_report')}?list={name}&days=30"
            self.assertIn(address, message.body)

    def test_words_that_no_page_has_stay_in_the_report(self):
        self.search("nurse ratched huddle", times=4, found=0)
        self.search("bed days", found=0)
        message = self.written()[self.publisher.email]
        everything = (
            f"{message.subject} {message.body} {message.alternatives[0].content}"
        )
        self.assertNotIn("ratched", everything)
        self.assertIn("2 different searches found nothing:", message.body)
        self.assertIn("- one more in the report", message.body)

    def test_words_of_another_language_are_not_known_ones(self):
        self.search("huddle", language="pl", found=0)
        self.assertNotIn("huddle", self.written()[self.publisher.email].body)

    def test_long_lists_end(self):
        for number in range(12):
            self.search(f"huddle {'bed ' * number}", found=0)
        body = self.written()[self.publisher.email].body
        self.assertEqual(body.count("- huddle"), 5)
        self.assertIn("- 7 more in the report", body)

    def test_says_nothing_when_there_is_nothing(self):
        self.search("huddle", found=5, opened=["page:1"])
        self.search("bed", found=5)
        self.search("", times=3, found=0)
        self.search("bed days", day=THURSDAY - timedelta(days=7), found=0)
        self.search("bed days", day=MONDAY.date(), found=0)
        self.assertEqual(self.written(), {})


class WhenTests(WeeklyMailTestCase):
    def setUp(self):
        self.search("bed days", found=0)

    def test_comes_once_a_week(self):
        self.assertEqual(len(self.written()), 1)
        self.assertEqual(self.written(MONDAY + timedelta(hours=1)), {})
        self.assertEqual(self.written(MONDAY + timedelta(days=6)), {})
        next_week = MONDAY + timedelta(days=7)
        self.assertEqual(self.written(next_week), {})
        self.search("huddle", day=MONDAY.date() + timedelta(days=8), found=0)
        self.assertEqual(len(self.written(next_week + timedelta(days=7))), 1)

    def test_not_before_seven(self):
        self.assertEqual(self.written(MONDAY.replace(hour=6)), {})
        self.assertEqual(len(self.written(MONDAY.replace(hour=7, minute=0))), 1)

    def test_later_in_the_week_where_nothing_ran_on_monday(self):
        self.assertEqual(len(self.written(MONDAY + timedelta(days=2, hours=-5))), 1)
        self.assertEqual(IndexState.objects.get().weekly_mail_on, MONDAY.date())

    def test_a_job_does_it(self):
        names = {job.name for job in all_jobs()}
        self.assertIn("write weekly mail of searches", names)


class WhoGetsItTests(WeeklyMailTestCase):
    def setUp(self):
        self.search("bed days", found=0)

    def test_those_who_publish(self):
        administrator = MemberFactory(is_superuser=True)
        for group in ["Editors", "Comment moderators"]:
            member_of(group)
        MemberFactory()
        member_of("Publishers", is_active=False)
        addresses = {self.publisher.email, administrator.email}
        self.assertEqual(set(self.written()), addresses)

    def test_not_those_who_switched_it_off(self):
        choose_weekly_mail(self.publisher, is_wanted=False)
        self.assertEqual(self.written(), {})
        IndexState.objects.update(weekly_mail_on=None)
        choose_weekly_mail(self.publisher, is_wanted=True)
        self.assertEqual(len(self.written()), 1)

    def test_each_in_their_own_language(self):
        self.publisher.language = "ar"
        self.publisher.save()
        html = self.written()[self.publisher.email].alternatives[0].content
        self.assertIn('dir="rtl"', html)

    def test_can_be_switched_off_in_my_account_by_those_who_get_it(self):
        for person, is_offered in [
            (self.publisher, True),
            (member_of("Editors"), False),
            (MemberFactory(), False),
        ]:
            keys = {choice.key for choice in mail_choices.choices_for(person)}
            self.assertEqual("search_weekly" in keys, is_offered)

    def test_switching_off_twice_is_no_error(self):
        for _again in range(2):
            choose_weekly_mail(self.publisher, is_wanted=False)
        self.assertEqual(WeeklyMailRefusal.objects.count(), 1)
