"""Counting who finds a page useful, without knowing who."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from unittest import mock

from django.db import connections
from django.test import RequestFactory, TestCase, TransactionTestCase
from django.utils import timezone

from feedback.models import CountedAnswer, DailySalt, UsefulnessCount
from feedback.services.usefulness import Reader, count_answer, forget_past_days
from safeguards.timed_jobs import all_jobs
from tests.factories import StoryPageFactory

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)
TODAY = "feedback.services.usefulness.timezone.localdate"


def reader(**changes):
    said = {"network": "192.0.2.1", "user_agent": FIREFOX, "languages": "en-GB"}
    return Reader(**{**said, **changes})


def counts(page):
    return UsefulnessCount.objects.on(page).total()


class CountingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page, cls.other = StoryPageFactory(), StoryPageFactory()

    def count(self, is_useful=True, page=None, **changes):
        return count_answer(
            page or self.page, is_useful=is_useful, reader=reader(**changes)
        )

    def test_adds_yes_and_no_for_the_page_and_the_day(self):
        self.assertTrue(self.count(True))
        self.assertTrue(self.count(True, user_agent=SAFARI))
        self.assertTrue(self.count(False, network="192.0.2.2"))
        row = UsefulnessCount.objects.get()
        self.assertEqual((row.page_id, row.day), (self.page.pk, timezone.localdate()))
        self.assertEqual((row.yes, row.no), (2, 1))

    def test_the_same_reader_counts_once_for_a_page(self):
        self.assertTrue(self.count(True))
        self.assertFalse(self.count(True))
        # Whoever thinks again was counted already.
        self.assertFalse(self.count(False))
        self.assertEqual(counts(self.page), (1, 0))
        self.assertTrue(self.count(True, page=self.other))
        self.assertEqual(counts(self.other), (1, 0))

    def test_the_same_reader_counts_again_the_next_day(self):
        self.count()
        with mock.patch(TODAY, return_value=timezone.localdate() + timedelta(days=1)):
            self.assertTrue(self.count())
        self.assertEqual(UsefulnessCount.objects.count(), 2)

    def test_each_part_of_what_a_browser_says_tells_readers_apart(self):
        for changes in (
            {},
            {"network": "192.0.2.9"},
            {"user_agent": SAFARI},
            {"languages": "pl"},
            # What stands in one place is never mistaken for the same in another.
            {"network": "192.0.2.1', '", "languages": ""},
        ):
            self.assertTrue(self.count(**changes))

    def test_crawlers_and_other_programs_are_not_counted(self):
        for name in (
            "",
            " ",
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
            "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2)",
            "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
            "curl/8.5.0",
            "python-requests/2.32.3",
            "Wget/1.21",
        ):
            with self.subTest(name):
                self.assertFalse(self.count(user_agent=name))
        self.assertFalse(UsefulnessCount.objects.exists())
        self.assertFalse(CountedAnswer.objects.exists())

    def test_hostile_headers_are_only_more_readers(self):
        for name in ("Mozilla/5.0 \x00", "Mozilla/5.0 \ud800", "Mozilla/" + "(" * 9999):
            with self.subTest(ascii(name[:20])):
                self.assertTrue(self.count(user_agent=name))


class WhatIsKeptTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory()

    def test_nothing_of_the_reader_stands_in_the_database(self):
        count_answer(self.page, is_useful=True, reader=reader())
        kept = CountedAnswer.objects.values().get()
        self.assertEqual(set(kept), {"id", "key", "day"})
        self.assertRegex(kept["key"], r"^[0-9a-f]{64}$")
        self.assertEqual(
            set(UsefulnessCount.objects.values().get()),
            {"id", "page_id", "day", "yes", "no"},
        )

    def test_the_salt_is_made_once_a_day_and_is_another_each_day(self):
        days = [date(2026, 3, 1), date(2026, 3, 1), date(2026, 3, 2)]
        for day in days:
            with mock.patch(TODAY, return_value=day):
                count_answer(self.page, is_useful=True, reader=reader())
        salts = {bytes(row.salt) for row in DailySalt.objects.all()}
        self.assertEqual(len(salts), 2)
        self.assertEqual({len(salt) for salt in salts}, {32})
        # The same reader, and nothing shows that they came back.
        self.assertEqual(CountedAnswer.objects.values("key").distinct().count(), 2)

    def test_a_day_that_is_over_leaves_numbers_only(self):
        yesterday = timezone.localdate() - timedelta(days=1)
        with mock.patch(TODAY, return_value=yesterday):
            count_answer(self.page, is_useful=False, reader=reader())
        count_answer(self.page, is_useful=True, reader=reader())
        forget_past_days()
        for model in (DailySalt, CountedAnswer):
            self.assertEqual(model.objects.get().day, timezone.localdate())
        self.assertEqual(counts(self.page), (1, 1))
        self.assertFalse(
            count_answer(self.page, is_useful=True, reader=reader()),
            "Today's answers must be known until the day is over.",
        )

    def test_a_timed_job_forgets(self):
        job = next(job for job in all_jobs() if job.name == "forget who answered")
        self.assertLessEqual(job.every, timedelta(hours=1))
        DailySalt.objects.create(day=date(2026, 1, 1), salt=b"x" * 32)
        job.function()
        self.assertFalse(DailySalt.objects.exists())


class ReaderTests(TestCase):
    def test_is_known_by_its_network_and_what_its_browser_says(self):
        request = RequestFactory().post(
            "/",
            REMOTE_ADDR="2001:db8::1:2",
            headers={"user-agent": "U" * 9000, "accept-language": "L" * 9000},
        )
        known = Reader.of(request)
        self.assertEqual(known.network, "2001:db8::/64")
        self.assertEqual((len(known.user_agent), len(known.languages)), (500, 500))

    def test_a_browser_that_says_nothing_is_no_trouble(self):
        known = Reader.of(RequestFactory().post("/"))
        self.assertEqual((known.user_agent, known.languages), ("", ""))


class SumsTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page, cls.other = StoryPageFactory(), StoryPageFactory()
        today = timezone.localdate()
        for days_ago, yes, no in ((0, 3, 1), (89, 2, 0), (90, 50, 50)):
            UsefulnessCount.objects.create(
                page=cls.page, day=today - timedelta(days=days_ago), yes=yes, no=no
            )
        UsefulnessCount.objects.create(page=cls.other, day=today, no=4)

    def test_add_up_so_many_days_of_a_page(self):
        lately = UsefulnessCount.objects.of_last_days(90)
        self.assertEqual(lately.on(self.page).total(), (5, 1))
        self.assertEqual(lately.on(StoryPageFactory()).total(), (0, 0))

    def test_add_up_each_page_with_one_query(self):
        with self.assertNumQueries(1):
            found = {
                row["page_id"]: (row["found_useful"], row["found_not"])
                for row in UsefulnessCount.objects.of_last_days(90).by_page()
            }
        self.assertEqual(found, {self.page.pk: (5, 1), self.other.pk: (0, 4)})

    def test_take_both_ends_of_a_time(self):
        today = timezone.localdate()
        between = UsefulnessCount.objects.between(today - timedelta(days=90), today)
        self.assertEqual(between.on(self.page).total(), (55, 51))


class AtTheSameTimeTests(TransactionTestCase):
    """What only separate connections show."""

    serialized_rollback = True

    def answers(self, readers):
        page = StoryPageFactory()

        def answer(one):
            try:
                return count_answer(page, is_useful=True, reader=one)
            finally:
                connections.close_all()

        with ThreadPoolExecutor(10) as pool:
            counted = list(pool.map(answer, readers))
        return counts(page)[0], sum(counted)

    def test_the_same_answer_many_times_at_once_counts_once(self):
        self.assertEqual(self.answers([reader()] * 20), (1, 1))
        self.assertEqual(DailySalt.objects.count(), 1)

    def test_many_readers_at_once_are_all_counted(self):
        readers = [reader(network=f"192.0.2.{number}") for number in range(20)]
        self.assertEqual(self.answers(readers), (20, 20))
        self.assertEqual(DailySalt.objects.count(), 1)
