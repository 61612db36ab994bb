import logging
import os
import signal
import threading

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError, close_old_connections

from safeguards.timed_jobs import all_jobs, run, run_if_due

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 1


class Command(BaseCommand):
    help = "Run the timed jobs, each when it is due, until told to stop."

    def add_arguments(self, parser):
        parser.add_argument(
            "--once", action="store_true", help="Run what is due, then end."
        )
        parser.add_argument("--job", help="Run this one job now, due or not, then end.")
        parser.add_argument(
            "--stop-with-parent",
            action="store_true",
            help="End when the process that started this one is gone.",
        )

    def handle(self, *args, once, job, stop_with_parent, **options):
        if job:
            run(self._find(job))
        elif once:
            self._round()
        else:
            self._loop(stop_with_parent)

    def _find(self, name):
        jobs = {job.name: job for job in all_jobs()}
        if name not in jobs:
            raise CommandError(f"No job {name}. There are: {', '.join(sorted(jobs))}.")
        return jobs[name]

    def _loop(self, stop_with_parent):
        self.stopping = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        parent = os.getppid()
        while not self.stopping.is_set():
            self._round()
            self.stopping.wait(PAUSE_SECONDS)
            if stop_with_parent and os.getppid() != parent:
                break

    def _stop(self, number, frame):
        self.stopping.set()
        # A second signal ends a job that takes its time.
        signal.signal(number, signal.SIG_DFL)

    def _round(self):
        close_old_connections()
        for job in all_jobs():
            if getattr(self, "stopping", None) and self.stopping.is_set():
                return
            try:
                run_if_due(job)
            except (OperationalError, InterfaceError):
                # The database is away: wait for it as the rest of the site does.
                logger.warning("Timed job %s: the database does not answer", job.name)
                close_old_connections()
                return
