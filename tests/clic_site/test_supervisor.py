import signal
import subprocess
import sys
import time
from unittest import mock

import psutil
from django.test import SimpleTestCase

from clic_site import supervisor
from clic_site.bootstrap import PROJECT_DIR
from clic_site.supervisor import Program, Supervisor

SLEEP = [sys.executable, "-c", "import time; time.sleep(120)"]
SLEEP_WITH_CHILD = [
    sys.executable,
    "-c",
    "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(120)'])",
]
FALL = [sys.executable, "-c", "raise SystemExit(3)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    "sys.stdout.write('deaf'); sys.stdout.flush(); time.sleep(120)",
]
SUPERVISE = """
import sys, time
from clic_site.supervisor import Program, Supervisor
with Supervisor() as supervisor:
    program = Program("sleeper", [sys.executable, "-c", "import time; time.sleep(120)"])
    supervisor.start(program)
    sys.stdout.write(f"{program.process.pid}\\n")
    sys.stdout.flush()
    supervisor.run()
"""


def wait_for(truth, seconds=20):
    deadline = time.monotonic() + seconds
    while not truth():
        if time.monotonic() > deadline:
            raise AssertionError("It did not happen in time.")
        time.sleep(0.02)


class SupervisorTests(SimpleTestCase):
    def setUp(self):
        self.said = []
        patch = mock.patch.object(supervisor, "say", self.said.append)
        patch.start()
        self.addCleanup(patch.stop)

    def test_starts_again_what_falls_over_and_waits_longer_each_time(self):
        with Supervisor() as watch:
            watch.start(Program("worker", FALL))
            wait_for(lambda: watch.tend() or len(self.said) == 2)
        self.assertEqual(
            self.said,
            [
                "The worker ended unexpectedly; starting it again in 1 s.",
                "The worker ended unexpectedly; starting it again in 2 s.",
            ],
        )

    def test_the_wait_has_a_limit_and_begins_anew_after_a_steady_run(self):
        program = Program("worker", SLEEP)
        program.started_at = time.monotonic()
        waits = [program.seconds_until_restart() for _ in range(9)]
        self.assertEqual(waits, [1, 2, 4, 8, 16, 32, 60, 60, 60])
        program.started_at -= supervisor.STEADY_AFTER_SECONDS
        self.assertEqual(program.seconds_until_restart(), 1)

    def test_ends_when_the_program_that_all_depends_on_has_ended(self):
        with Supervisor() as watch:
            server = Program("server", FALL, essential=True)
            watch.start(Program("worker", SLEEP))
            watch.start(server)
            self.assertIs(watch.run(), server)

    def test_a_signal_ends_the_programs_and_all_they_started(self):
        with Supervisor() as watch:
            program = Program("worker", SLEEP_WITH_CHILD)
            watch.start(program)
            started = psutil.Process(program.process.pid)
            wait_for(started.children)
            family = [started, *started.children()]
            signal.raise_signal(signal.SIGTERM)
            self.assertIsNone(watch.run())
        _, alive = psutil.wait_procs(family, timeout=5)
        self.assertEqual(alive, [])

    def test_a_second_signal_ends_what_does_not_listen(self):
        with Supervisor() as watch:
            program = Program("worker", STUBBORN)
            with mock.patch.object(
                subprocess,
                "Popen",
                lambda *args, **kwargs: POPEN(*args, stdout=subprocess.PIPE, **kwargs),
            ):
                watch.start(program)
            program.process.stdout.read(4)
            signal.signal(signal.SIGALRM, lambda *_: signal.raise_signal(signal.SIGINT))
            signal.setitimer(signal.ITIMER_REAL, 0.3)
            started = time.monotonic()
            watch.stop()
            program.process.stdout.close()
        self.assertLess(time.monotonic() - started, supervisor.STOP_WITHIN_SECONDS)
        self.assertEqual(program.process.returncode, -signal.SIGKILL)

    def test_when_it_is_killed_its_programs_end_too(self):
        killed = subprocess.Popen(
            [sys.executable, "-c", SUPERVISE],
            cwd=PROJECT_DIR,
            stdout=subprocess.PIPE,
            text=True,
        )
        sleeper = psutil.Process(int(killed.stdout.readline()))
        killed.kill()
        killed.wait()
        killed.stdout.close()
        wait_for(lambda: not sleeper.is_running())

    def test_replaces_a_reaper_that_was_killed(self):
        with Supervisor() as watch:
            first = watch.reaper
            first.kill()
            first.wait()
            first.stdin.close()
            watch.tend()
            self.assertIsNone(watch.reaper.poll())
            self.assertNotEqual(watch.reaper.pid, first.pid)

    def test_stops_when_whoever_started_it_is_gone(self):
        with (
            mock.patch.dict("os.environ", {"CLIC_STOP_WITH_STARTER": "1"}),
            Supervisor() as watch,
        ):
            self.assertFalse(watch.is_to_stop())
            with mock.patch("os.getppid", return_value=1):
                self.assertTrue(watch.is_to_stop())


POPEN = subprocess.Popen
