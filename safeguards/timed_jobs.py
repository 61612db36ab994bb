"""Jobs that run by the clock, one loop for all of them: `manage.py run_timed_jobs`."""

import logging
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from zlib import crc32

from django.db import connection
from django.utils import timezone

from .models import TimedJobRun

logger = logging.getLogger(__name__)

# The first half of our advisory locks' keys, so that they meet nobody else's.
LOCK_SPACE = crc32(b"clic timed jobs") - 2**31


@dataclass(frozen=True)
class TimedJob:
    """Something to be done at least this often, as often as one likes without harm."""

    name: str
    every: timedelta
    function: Callable[[], object]


_jobs: dict[str, TimedJob] = {}


class NameTaken(ValueError):
    """Two timed jobs were given the same name."""


def timed_job(name, *, every):
    """Have `run_timed_jobs` call this function once in every such time."""

    def register(function):
        taken = _jobs.get(name)
        if taken and taken.function.__module__ != function.__module__:
            raise NameTaken(name)
        _jobs[name] = TimedJob(name=name, every=every, function=function)
        return function

    return register


def all_jobs():
    """Every registered job, the most frequent first."""
    return sorted(_jobs.values(), key=lambda job: (job.every, job.name))


def run_if_due(job):
    """Run a job unless it ran recently or runs elsewhere right now; True when it was run."""
    if not _is_due(job):
        return False
    with only_here(job.name) as alone:
        # Asked again: another machine may have finished it while we waited for the lock.
        if not alone or not _is_due(job):
            return False
        run(job)
        return True


def run(job):
    """Run a job now and note how it went; its failure is noted and logged, never raised."""
    TimedJobRun.objects.update_or_create(
        name=job.name, defaults={"last_started": timezone.now()}
    )
    error = ""
    try:
        job.function()
    except Exception as caught:
        logger.exception("Timed job %s failed", job.name)
        error = type(caught).__name__
    TimedJobRun.objects.filter(name=job.name).update(
        last_finished=timezone.now(), last_error=error[:200]
    )


def note_run(name):
    """Note that something outside the loop, such as the worker, was alive just now."""
    now = timezone.now()
    TimedJobRun.objects.update_or_create(
        name=name, defaults={"last_started": now, "last_finished": now}
    )


def _is_due(job):
    row = TimedJobRun.objects.filter(name=job.name).first()
    if row is None or row.last_started is None:
        return True
    return row.last_started + job.every <= timezone.now()


@contextmanager
def only_here(name):
    """Whether we alone may run this job, for as long as the block lasts.

    The lock belongs to a transaction on a connection of its own: a session's lock would
    get lost behind PgBouncer, and the job itself must be free to commit as it goes.
    """
    separate = connection.copy()
    try:
        separate.set_autocommit(False)
        with separate.cursor() as cursor:
            cursor.execute(
                "SELECT pg_try_advisory_xact_lock(%s, %s)",
                [LOCK_SPACE, crc32(name.encode()) - 2**31],
            )
            yield cursor.fetchone()[0]
        separate.rollback()
    finally:
        separate.close()
