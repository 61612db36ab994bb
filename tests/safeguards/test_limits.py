import time
from concurrent.futures import ThreadPoolExecutor
from threading import Thread
from unittest import mock

from django.core.cache import cache, caches
from django.core.management import call_command
from django.db import connection
from django.test import SimpleTestCase, TestCase, TransactionTestCase, override_settings
from environs import Env
from fakeredis import TcpFakeServer

from safeguards.limits import Limit, has_room, within_limit, within_limit_here

DATABASE_CACHE = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "limits_test_cache",
    }
}


class WithinLimitTests(TestCase):
    def setUp(self):
        cache.clear()
        self.limit = Limit("feedback", count=3, seconds=60)

    def test_allows_as_many_as_it_says(self):
        answers = [within_limit(self.limit, "10.0.0.1") for _ in range(5)]
        self.assertEqual(answers, [True, True, True, False, False])

    def test_tells_whether_there_is_room_without_counting(self):
        for _ in range(5):
            self.assertTrue(has_room(self.limit, "10.0.0.1"))
        for _ in range(3):
            within_limit(self.limit, "10.0.0.1")
        self.assertFalse(has_room(self.limit, "10.0.0.1"))
        self.assertTrue(has_room(self.limit, "10.0.0.2"))

    def test_counts_each_key_and_each_limit_by_itself(self):
        for _ in range(4):
            within_limit(self.limit, "10.0.0.1")
        self.assertTrue(within_limit(self.limit, "10.0.0.2"))
        self.assertTrue(within_limit(Limit("comments", 3, 60), "10.0.0.1"))

    def test_allows_again_once_the_time_is_over(self):
        start = time.time()
        with mock.patch("allauth.core.internal.ratelimit.time.time") as clock:
            clock.return_value = start
            for _ in range(3):
                within_limit(self.limit, "10.0.0.1")
            clock.return_value = start + 59
            self.assertFalse(within_limit(self.limit, "10.0.0.1"))
            clock.return_value = start + 61
            self.assertTrue(within_limit(self.limit, "10.0.0.1"))

    def test_who_only_waits_for_others_to_be_counted_is_not_sent_away(self):
        with mock.patch(
            "safeguards.limits.consume", side_effect=[None, None, object()]
        ) as asked:
            self.assertTrue(within_limit(self.limit, "10.0.0.1"))
        self.assertEqual(asked.call_count, 3)

    def test_who_has_used_it_up_is_told_at_once(self):
        for _ in range(3):
            within_limit(self.limit, "10.0.0.1")
        with mock.patch("safeguards.limits.consume", return_value=None) as asked:
            self.assertFalse(within_limit(self.limit, "10.0.0.1"))
        self.assertEqual(asked.call_count, 1)

    def test_neither_address_nor_email_stands_in_the_cache(self):
        with mock.patch.object(
            caches["default"], "set", wraps=caches["default"].set
        ) as kept:
            within_limit(self.limit, "ann@ward.example")
            within_limit(self.limit, "81.2.69.142")
        self.assertTrue(kept.called)
        self.assertNotIn("ann@ward", str(kept.call_args_list))
        self.assertNotIn("81.2.69.142", str(kept.call_args_list))


class WithinLimitHereTests(SimpleTestCase):
    def test_allows_as_many_as_it_says_for_each_key(self):
        limit = Limit("here", count=3, seconds=60)
        answers = [within_limit_here(limit, "10.0.0.1") for _ in range(5)]
        self.assertEqual(answers, [True, True, True, False, False])
        self.assertTrue(within_limit_here(limit, "10.0.0.2"))

    def test_allows_again_once_the_time_is_over(self):
        limit, start = Limit("here", count=1, seconds=60), time.time()
        with mock.patch("django.core.cache.backends.locmem.time.time") as clock:
            clock.return_value = start
            self.assertTrue(within_limit_here(limit, "10.0.0.1"))
            self.assertFalse(within_limit_here(limit, "10.0.0.1"))
            clock.return_value = start + 61
            self.assertTrue(within_limit_here(limit, "10.0.0.1"))

    def test_no_address_stands_in_the_memory(self):
        with mock.patch.multiple(
            caches["process"], add=mock.DEFAULT, incr=lambda _name: 1
        ) as put:
            within_limit_here(Limit("here", count=1, seconds=60), "10.0.0.1")
        self.assertNotIn("10.0.0.1", str(put["add"].call_args))


class DatabaseCacheLimitTests(TransactionTestCase):
    """The cache of a site without Redis, shared by several server processes."""

    serialized_rollback = True

    def setUp(self):
        # Only now: what the migrations made is loaded before, and that uses the cache.
        self.enterContext(override_settings(CACHES=DATABASE_CACHE))
        call_command("createcachetable", verbosity=0)
        self.addCleanup(self.drop_table)

    def drop_table(self):
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE limits_test_cache")

    def test_counts_through_the_database(self):
        limit = Limit("feedback", count=2, seconds=60)
        answers = [within_limit(limit, "10.0.0.1") for _ in range(3)]
        self.assertEqual(answers, [True, True, False])

    def test_readers_at_the_same_moment_do_not_slip_through(self):
        limit = Limit("feedback", count=3, seconds=60)

        def use(_number):
            try:
                return within_limit(limit, "10.0.0.1")
            finally:
                connection.close()

        with ThreadPoolExecutor(6) as readers:
            answers = list(readers.map(use, range(12)))
        self.assertLessEqual(answers.count(True), 3)
        self.assertGreaterEqual(answers.count(True), 1)


class RedisLimitTests(SimpleTestCase):
    """The cache of a site on several machines, as CACHE_URL names it."""

    def setUp(self):
        server = TcpFakeServer(("127.0.0.1", 0))
        Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        port = server.server_address[1]
        with mock.patch.dict("os.environ", CACHE_URL=f"redis://127.0.0.1:{port}/0"):
            default = Env().dj_cache_url("CACHE_URL")
        self.enterContext(override_settings(CACHES={"default": default}))

    def test_counts_through_redis(self):
        limit = Limit("feedback", count=2, seconds=60)
        answers = [within_limit(limit, "10.0.0.1") for _ in range(3)]
        self.assertEqual(answers, [True, True, False])

    def test_readers_at_the_same_moment_do_not_slip_through(self):
        limit = Limit("feedback", count=3, seconds=60)
        with ThreadPoolExecutor(6) as readers:
            answers = list(
                readers.map(lambda _: within_limit(limit, "10.0.0.1"), range(12))
            )
        self.assertLessEqual(answers.count(True), 3)
        self.assertGreaterEqual(answers.count(True), 1)
