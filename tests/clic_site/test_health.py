from datetime import timedelta
from unittest import mock

from django.core.cache import caches
from django.core.management import call_command
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import SimpleTestCase, TestCase
from django.utils import timezone

from safeguards.models import TimedJobRun
from safeguards.tasks import WORKER
from safeguards.timed_jobs import note_run


class HealthzTests(SimpleTestCase):
    def test_answers_without_the_database(self):
        response = self.client.get("/healthz")
        self.assertEqual((response.status_code, response.content), (200, b"ok\n"))
        self.assertFalse(response.cookies)
        self.assertIn("no-store", response["Cache-Control"])


class ReadyzTests(TestCase):
    def setUp(self):
        note_run(WORKER)
        note_run("send outbox")

    def lines(self, status):
        response = self.client.get("/readyz")
        self.assertEqual(response.status_code, status, response.content)
        self.assertTrue(response["Content-Type"].startswith("text/plain"))
        self.assertFalse(response.cookies)
        return response.content.decode().splitlines()

    def fault(self, line):
        with self.assertLogs("clic_site.health", "ERROR"):
            self.assertIn(line, self.lines(503))

    def test_a_line_for_each_thing_the_site_needs(self):
        self.assertEqual(
            self.lines(200),
            [
                "database: ok",
                "cache: ok",
                "worker: ok",
                "timed jobs: ok",
                "storage: ok",
                "document storage: ok",
            ],
        )

    def test_a_worker_that_never_answered(self):
        TimedJobRun.objects.filter(name=WORKER).delete()
        self.fault("worker: failed")

    def test_a_worker_that_has_fallen_silent(self):
        TimedJobRun.objects.filter(name=WORKER).update(
            last_finished=timezone.now() - timedelta(minutes=4)
        )
        self.fault("worker: failed")

    def test_timed_jobs_that_no_longer_go_round(self):
        TimedJobRun.objects.exclude(name=WORKER).update(
            last_started=timezone.now() - timedelta(minutes=4)
        )
        self.fault("timed jobs: failed")

    def test_one_failing_job_is_named_and_does_not_take_the_site_down(self):
        TimedJobRun.objects.filter(name="send outbox").update(last_error="OSError")
        self.assertIn("note: the job “send outbox” failed last time", self.lines(200))

    def test_a_cache_that_fails(self):
        with mock.patch.object(type(caches["default"]), "set", side_effect=OSError):
            self.fault("cache: failed")

    def test_a_full_disk(self):
        with mock.patch(
            "django.core.files.storage.FileSystemStorage._save",
            side_effect=OSError("/srv/secret/path"),
        ):
            self.fault("storage: failed")

    def test_tells_nobody_what_is_wrong_inside(self):
        with (
            mock.patch.object(
                BaseDatabaseWrapper,
                "cursor",
                side_effect=OperationalError("password of clic"),
            ),
            self.assertLogs("clic_site.health", "ERROR"),
        ):
            lines = self.lines(503)
        self.assertIn("database: failed", lines)
        self.assertNotIn("password", "".join(lines))


class StartedForRealTests(TestCase):
    def test_the_loop_and_the_worker_make_the_site_ready(self):
        with (
            mock.patch(
                "safeguards.management.commands.run_timed_jobs.close_old_connections"
            ),
            mock.patch(
                "django_tasks_db.management.commands.db_worker.close_old_connections"
            ),
        ):
            call_command("run_timed_jobs", "--once")
            call_command(
                "db_worker", "--backend=background", "--batch", "--no-startup-delay"
            )
        self.assertEqual(self.client.get("/readyz").status_code, 200)
