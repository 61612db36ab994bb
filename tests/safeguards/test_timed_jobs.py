import io
import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from unittest import mock

import psutil
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.test import TestCase, TransactionTestCase
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from safeguards import jobs, timed_jobs
from safeguards.models import OutboxMessage, TimedJobRun
from safeguards.tasks import WORKER, note_that_the_worker_runs
from safeguards.timed_jobs import NameTaken, TimedJob, run, run_if_due, timed_job
from tests.factories import OutboxMessageFactory


def job(function, name="count", every=timedelta(minutes=1)):
    return TimedJob(name=name, every=every, function=function)


class RegistryTests(TestCase):
    def test_a_decorated_function_becomes_a_job(self):
        with mock.patch.dict(timed_jobs._jobs, clear=True):

            @timed_job("rare", every=timedelta(days=1))
            def rare():
                return "done"

            @timed_job("often", every=timedelta(seconds=10))
            def often():
                return "done"

            self.assertEqual(rare(), "done")
            names = [found.name for found in timed_jobs.all_jobs()]
        self.assertEqual(names, ["often", "rare"])

    def test_two_apps_cannot_use_one_name(self):
        with self.assertRaises(NameTaken):

            @timed_job("send outbox", every=timedelta(days=1))
            def other():
                pass


class RunningTests(TestCase):
    def test_runs_at_once_and_then_not_before_its_time(self):
        calls = mock.Mock()
        counting = job(calls)
        self.assertTrue(run_if_due(counting))
        self.assertFalse(run_if_due(counting))
        TimedJobRun.objects.update(last_started=timezone.now() - counting.every)
        self.assertTrue(run_if_due(counting))
        self.assertEqual(calls.call_count, 2)

    def test_notes_when_it_ran(self):
        before = timezone.now()
        run_if_due(job(mock.Mock()))
        row = TimedJobRun.objects.get(name="count")
        self.assertLessEqual(before, row.last_started)
        self.assertLessEqual(row.last_started, row.last_finished)
        self.assertEqual(row.last_error, "")

    def test_a_failure_is_noted_and_forgotten_when_it_works_again(self):
        with self.assertLogs("safeguards.timed_jobs", "ERROR"):
            run(job(mock.Mock(side_effect=ValueError("ann@ward.example"))))
        self.assertEqual(TimedJobRun.objects.get().last_error, "ValueError")
        run(job(mock.Mock()))
        self.assertEqual(TimedJobRun.objects.get().last_error, "")

    def test_does_not_run_while_it_runs_elsewhere(self):
        calls = mock.Mock()
        with timed_jobs.only_here("count") as alone:
            self.assertTrue(alone)
            self.assertFalse(run_if_due(job(calls)))
            self.assertTrue(run_if_due(job(calls, name="another")))
        self.assertEqual(calls.call_count, 1)

    def test_leaves_its_lock_whatever_happens(self):
        with self.assertRaises(KeyboardInterrupt):
            run_if_due(job(mock.Mock(side_effect=KeyboardInterrupt)))
        with timed_jobs.only_here("count") as alone:
            self.assertTrue(alone)

    def test_two_machines_at_the_same_moment_run_it_once(self):
        calls = mock.Mock()
        counting = job(calls)

        def is_due_until_the_other_ran(_job):
            return next(answers)

        answers = iter([True, False])
        with mock.patch.object(timed_jobs, "_is_due", is_due_until_the_other_ran):
            self.assertFalse(run_if_due(counting))
        self.assertFalse(calls.called)


def keep_the_connection(module):
    # A command closes connections that are left in a transaction, as every test's is.
    return mock.patch(f"{module}.close_old_connections")


class CommandTests(TestCase):
    def setUp(self):
        self.enterContext(
            keep_the_connection("safeguards.management.commands.run_timed_jobs")
        )

    def only(self, *jobs):
        return mock.patch.dict(
            timed_jobs._jobs, {job.name: job for job in jobs}, clear=True
        )

    def test_once_runs_what_is_due_and_one_failure_stops_no_other(self):
        calls = mock.Mock()
        broken = job(mock.Mock(side_effect=ValueError), name="a broken one")
        with (
            self.only(broken, job(calls)),
            self.assertLogs("safeguards.timed_jobs", "ERROR"),
        ):
            call_command("run_timed_jobs", "--once")
            call_command("run_timed_jobs", "--once")
        self.assertEqual(calls.call_count, 1)

    def test_one_job_by_name_runs_now(self):
        calls = mock.Mock()
        with self.only(job(calls), job(mock.Mock(side_effect=ValueError), name="x")):
            call_command("run_timed_jobs", "--job=count")
            call_command("run_timed_jobs", "--job=count")
        self.assertEqual(calls.call_count, 2)

    def test_a_name_that_does_not_exist(self):
        with (
            self.only(job(mock.Mock())),
            self.assertRaisesMessage(CommandError, "count"),
        ):
            call_command("run_timed_jobs", "--job=cuont", stderr=io.StringIO())

    def test_waits_for_a_database_that_is_away(self):
        with (
            self.only(job(mock.Mock())),
            mock.patch.object(timed_jobs, "_is_due", side_effect=OperationalError),
            self.assertLogs("safeguards.management.commands.run_timed_jobs", "WARNING"),
        ):
            call_command("run_timed_jobs", "--once")


class LoopTests(TransactionTestCase):
    """The command as it is really started."""

    serialized_rollback = True

    def start(self, *arguments, **options):
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.safeguards.loop_settings",
            "LOOP_DATABASE": connection.settings_dict["NAME"],
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "django", "run_timed_jobs", *arguments],
            env=environment,
            **options,
        )
        self.addCleanup(process.kill)
        return process

    def wait_for_a_round(self):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if TimedJobRun.objects.filter(last_finished__isnull=False).exists():
                return
            time.sleep(0.2)
        self.fail("The loop ran nothing")

    def test_goes_round_until_told_to_stop(self):
        process = self.start()
        self.wait_for_a_round()
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(timeout=20), 0)

    def test_ends_with_its_parent(self):
        shell = subprocess.Popen(
            [
                "/bin/sh",
                "-c",
                '"$0" -m django run_timed_jobs --stop-with-parent & echo $!; read wait',
                sys.executable,
            ],
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "tests.safeguards.loop_settings",
                "LOOP_DATABASE": connection.settings_dict["NAME"],
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        loop = int(shell.stdout.readline())
        self.wait_for_a_round()
        shell.kill()
        shell.communicate()
        deadline = time.monotonic() + 20
        while _is_alive(loop) and time.monotonic() < deadline:
            time.sleep(0.2)
        self.assertFalse(_is_alive(loop))


def _is_alive(pid):
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


class JobsTests(TestCase):
    def test_waiting_mail_is_sent(self):
        OutboxMessageFactory()
        jobs.send_outbox()
        self.assertEqual(OutboxMessage.objects.get().state, OutboxMessage.State.SENT)

    def test_the_worker_is_asked_and_answers(self):
        jobs.ask_the_worker()
        with keep_the_connection("django_tasks_db.management.commands.db_worker"):
            call_command(
                "db_worker", "--backend=background", "--batch", "--no-startup-delay"
            )
        self.assertIsNotNone(TimedJobRun.objects.get(name=WORKER).last_finished)

    def test_a_worker_that_does_not_answer_is_not_asked_again(self):
        jobs.ask_the_worker()
        jobs.ask_the_worker()
        self.assertEqual(DBTaskResult.objects.count(), 1)

    def test_ended_sessions_are_forgotten(self):
        now = timezone.now()
        Session.objects.create(session_key="old", expire_date=now - timedelta(days=1))
        Session.objects.create(session_key="new", expire_date=now + timedelta(days=1))
        jobs.forget_ended_sessions()
        self.assertEqual(Session.objects.get().session_key, "new")

    def test_finished_tasks_are_forgotten(self):
        jobs.ask_the_worker()
        DBTaskResult.objects.update(
            status="SUCCESSFUL", finished_at=timezone.now() - timedelta(days=2)
        )
        note_that_the_worker_runs.enqueue()
        jobs.forget_finished_tasks()
        self.assertEqual(DBTaskResult.objects.get().status, "READY")

    def test_every_job_of_this_app_runs(self):
        for name in [
            "send outbox",
            "ask the worker",
            "forget finished mail",
            "forget ended sessions",
            "forget finished tasks",
        ]:
            with self.subTest(name=name):
                call_command("run_timed_jobs", f"--job={name}")
                self.assertEqual(TimedJobRun.objects.get(name=name).last_error, "")
