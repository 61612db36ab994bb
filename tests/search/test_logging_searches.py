"""What is noted of searches and of what was opened from their results."""

from dataclasses import replace as replace_in
from datetime import timedelta
from unittest import mock

from django.core.cache import caches
from django.db import DatabaseError
from django.test import RequestFactory, TestCase, override_settings
from django.urls import reverse
from django.utils import timezone, translation

from safeguards.models import NumberPattern
from safeguards.timed_jobs import all_jobs
from search.asking.question import Filters
from search.models import Findable, LoggedSearch
from search.models.log import MOST_OPENED
from search.services import logging_searches
from search.services.logging_searches import (
    FROM_A_NETWORK,
    FROM_ALL,
    forget_old_searches,
    log_search,
    opened_address,
)
from search.services.writing import replace
from tests.factories import LoggedSearchFactory

SAME_ORIGIN = {"sec-fetch-site": "same-origin"}


def log(
    words="run chart",
    total=3,
    headers=None,
    method="get",
    address="192.0.2.1",
    **more,
):
    request = getattr(RequestFactory(REMOTE_ADDR=address), method)(
        "/search/", headers=headers
    )
    return log_search(request, words=words, total=total, **more)


class LogSearchTests(TestCase):
    def setUp(self):
        caches["process"].clear()
        self.addCleanup(caches["process"].clear)

    def test_keeps_words_number_found_language_and_day(self):
        with translation.override("pl"):
            self.assertTrue(log(' “Run  chárt" ', total=3))
        search = LoggedSearch.objects.get()
        self.assertEqual(search.words, '“Run chárt"')
        self.assertEqual(search.folded, "run chart")
        self.assertEqual((search.found, search.language), (3, "pl"))
        self.assertEqual(search.day, timezone.localdate())
        self.assertEqual(search.opened, [])

    def test_keeps_what_was_shown_instead(self):
        log("prodction sytem", total=0, corrected_to="production system")
        self.assertEqual(LoggedSearch.objects.get().corrected_to, "production system")

    def test_keeps_nothing_about_the_person(self):
        columns = {field.name for field in LoggedSearch._meta.get_fields()}
        self.assertEqual(
            columns,
            {
                "id",
                "day",
                "language",
                "words",
                "folded",
                "found",
                "corrected_to",
                "opened",
            },
        )

    def test_counts_without_its_words_what_looks_like_somebodys_details(self):
        for words in [
            "943 476 5919",
            "943 476 5918",
            "ann.smith@ward.example",
            "ann@ward",
            "07700 900123",
            "QQ 12 34 56 C",
            "born 12 March 1951",
            "14 Station Road Kendal LA9 6RT",
            "patient 4567812",
        ]:
            with self.subTest(words):
                LoggedSearch.objects.all().delete()
                log(words, total=0, corrected_to="ann smith")
                search = LoggedSearch.objects.get()
                said = (search.words, search.folded, search.corrected_to)
                self.assertEqual(said, ("", "", ""))

    def test_keeps_words_with_numbers_that_are_nobodys(self):
        for words in ["5s", "90 day plan", "annual report 2025-2026", "4 to 6 people"]:
            with self.subTest(words):
                LoggedSearch.objects.all().delete()
                log(words)
                self.assertEqual(LoggedSearch.objects.get().words, words)

    def test_knows_the_numbers_of_hospitals(self):
        NumberPattern.objects.create(name="A hospital", pattern="AA ####")
        log("AB 1234")
        log("AA 1234")
        kept = LoggedSearch.objects.order_by("pk").values_list("words", flat=True)
        self.assertEqual(list(kept), ["AB 1234", ""])

    def test_asks_the_database_once_to_write(self):
        log()
        with self.assertNumQueries(1):
            log()

    def test_leaves_out_further_pages_and_narrowed_results(self):
        self.assertEqual(log(page_number=2), "")
        self.assertEqual(log(filters=Filters(kind="tool")), "")
        self.assertFalse(LoggedSearch.objects.exists())
        self.assertTrue(log(filters=Filters(sort="date")))

    def test_leaves_out_robots_what_is_fetched_ahead_and_colleagues_in_the_admin(self):
        for headers in [
            {"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
            {"user-agent": "curl/8.0"},
            {"sec-purpose": "prefetch"},
            {"referer": "https://clic.example/admin/reports/searches/"},
        ]:
            with self.subTest(headers):
                self.assertEqual(log(headers=headers), "")
        self.assertEqual(log(method="head"), "")
        self.assertFalse(LoggedSearch.objects.exists())

    def test_leaves_out_what_a_page_of_others_asks_for_as_for_a_picture(self):
        for shown_as in ["image", "iframe", "empty"]:
            with self.subTest(shown_as):
                self.assertEqual(log(headers={"sec-fetch-dest": shown_as}), "")
        self.assertTrue(log(headers={"sec-fetch-dest": "document"}))

    def test_a_flood_from_one_network_is_noted_no_more_and_others_are(self):
        limit = replace_in(FROM_A_NETWORK, count=2)
        with mock.patch.object(logging_searches, "FROM_A_NETWORK", limit):
            noted = [bool(log()) for _number in range(3)]
            self.assertTrue(log(address="203.0.113.7"))
        self.assertEqual(noted, [True, True, False])
        self.assertEqual(LoggedSearch.objects.count(), 3)

    def test_a_flood_from_many_networks_is_noted_no_more(self):
        limit = replace_in(FROM_ALL, count=2)
        with mock.patch.object(logging_searches, "FROM_ALL", limit):
            noted = [bool(log(address=f"203.0.113.{end}")) for end in range(3)]
        self.assertEqual(noted, [True, True, False])

    def test_leaves_out_what_holds_no_word(self):
        for words in ["", "  ", "- | !", "\0", "🙂"]:
            with self.subTest(words):
                self.assertEqual(log(words), "")

    def test_cuts_what_is_longer_than_the_column(self):
        log("ﷺ" * 100_000, corrected_to="b" * 1000)
        search = LoggedSearch.objects.get()
        self.assertEqual(len(search.words), 200)
        self.assertEqual(len(search.folded), 200)

    def test_a_failure_stops_nobody_and_tells_nothing_of_the_words(self):
        failure = mock.patch.object(
            LoggedSearch.objects, "create", side_effect=DatabaseError
        )
        with failure, self.assertLogs(logging_searches.logger, "ERROR") as logs:
            self.assertEqual(log("stores cupboard"), "")
        self.assertNotIn("cupboard", "".join(logs.output))


class OpenedTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        head = {"title": "Run chart", "language": "en", "address": "/run-chart/"}
        rows = [
            Findable(key="page:7001", kind=Findable.Kind.TOOL, **head),
            Findable(key="page:7002", kind=Findable.Kind.STORY, **head),
        ]
        replace(["page:7001", "page:7002"], rows)

    def setUp(self):
        caches["process"].clear()
        self.token = log()

    def tell(self, key="page:7001", token=None, **headers):
        address = opened_address(self.token if token is None else token, key)
        address = address or reverse("search_opened")
        return self.client.post(
            address, "PING", "text/ping", headers=headers or SAME_ORIGIN
        )

    def opened(self):
        return LoggedSearch.objects.get().opened

    def test_notes_what_was_opened_in_its_order_and_each_once(self):
        for key in ["page:7002", "page:7001", "page:7002"]:
            response = self.tell(key)
            self.assertEqual((response.status_code, response.content), (204, b""))
        self.assertEqual(self.opened(), ["page:7002", "page:7001"])

    def test_sets_no_cookie(self):
        self.assertFalse(self.tell().cookies)

    def test_a_key_that_the_index_has_not_is_not_noted(self):
        for key in ["page:9", "", "\0", "x" * 100_000, "page:7001' OR 1=1"]:
            with self.subTest(key[:20]):
                self.assertEqual(self.tell(key).status_code, 204)
        self.assertEqual(self.opened(), [])

    def test_a_number_that_was_not_signed_is_not_noted(self):
        number = LoggedSearch.objects.get().pk
        for token in ["", str(number), self.token[:-1], f"{number + 1}{self.token}"]:
            with self.subTest(token):
                self.assertEqual(self.tell(token=token).status_code, 204)
        self.assertEqual(self.opened(), [])

    def test_nothing_is_noted_after_a_day(self):
        later = timezone.now() + timedelta(hours=25)
        with mock.patch(
            "django.core.signing.time.time", return_value=later.timestamp()
        ):
            self.assertEqual(self.tell().status_code, 204)
        self.assertEqual(self.opened(), [])

    def test_another_site_cannot_tell_of_it(self):
        for headers in [
            {"sec-fetch-site": "cross-site"},
            {"origin": "https://evil.example"},
        ]:
            self.assertEqual(self.tell(**headers).status_code, 403)
        self.assertEqual(self.opened(), [])

    def test_is_not_told_by_reading(self):
        self.assertEqual(self.client.get(reverse("search_opened")).status_code, 405)

    def test_a_search_that_is_forgotten_is_no_error(self):
        LoggedSearch.objects.all().delete()
        self.assertEqual(self.tell().status_code, 204)

    def test_a_program_fills_no_row(self):
        many = [f"page:{number}" for number in range(MOST_OPENED)]
        LoggedSearch.objects.update(opened=many)
        self.tell()
        self.assertEqual(self.opened(), many)

    def test_without_a_token_there_is_no_address(self):
        self.assertEqual(opened_address("", "page:7001"), "")


class ForgettingTests(TestCase):
    @override_settings(SEARCH_LOG_KEPT_DAYS=365)
    def test_what_is_older_than_a_year_goes(self):
        today = timezone.localdate()
        kept = LoggedSearchFactory(day=today - timedelta(days=365))
        LoggedSearchFactory(day=today - timedelta(days=366))
        with mock.patch.object(logging_searches, "BATCH", 1):
            LoggedSearchFactory(day=today - timedelta(days=800))
            self.assertEqual(forget_old_searches(), 2)
        self.assertEqual(LoggedSearch.objects.get(), kept)
        self.assertEqual(forget_old_searches(), 0)

    def test_a_job_does_it(self):
        self.assertIn("forget old searches", {job.name for job in all_jobs()})
