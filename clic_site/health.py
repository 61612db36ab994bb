"""Whether this process answers (/healthz), and whether all it needs does too (/readyz)."""

import inspect
import logging
from dataclasses import dataclass
from datetime import timedelta

from asgiref.sync import async_to_sync
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from health_check.base import HealthCheck
from health_check.checks import Cache, Database, Storage
from health_check.exceptions import ServiceUnavailable

from safeguards.models import TimedJobRun
from safeguards.tasks import WORKER

logger = logging.getLogger(__name__)

# The shortest job runs every ten seconds, and the worker is asked every minute.
LONGEST_SILENCE = timedelta(minutes=3)


@dataclass
class Worker(HealthCheck):
    """Whether tasks get done: the worker has answered the timed jobs' question lately."""

    def run(self):
        row = TimedJobRun.objects.filter(name=WORKER).first()
        _require_recent(row and row.last_finished)


@dataclass
class TimedJobs(HealthCheck):
    """Whether the loop of timed jobs goes round."""

    def run(self):
        newest = TimedJobRun.objects.exclude(name=WORKER).order_by("-last_started")
        _require_recent(newest.values_list("last_started", flat=True).first())


CHECKS = {
    "database": Database(),
    "cache": Cache(),
    "worker": Worker(),
    "timed jobs": TimedJobs(),
    "storage": Storage(),
    "document storage": Storage(alias="documents"),
}


@require_safe
@never_cache
def healthz(request):
    """The process answers; asks nothing else, so that a slow database restarts nothing."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request):
    """A line for each thing the site needs; 503 when one of them fails."""
    answers = {name: _answer(check) for name, check in CHECKS.items()}
    ready = all(answer == "ok" for answer in answers.values())
    lines = [f"{name}: {answer}\n" for name, answer in answers.items()]
    lines += [f"note: the job “{name}” failed last time\n" for name in _failed_jobs()]
    return HttpResponse(
        lines, status=200 if ready else 503, content_type="text/plain; charset=utf-8"
    )


def _answer(check):
    run = check.run
    if inspect.iscoroutinefunction(run):
        run = async_to_sync(run)
    try:
        run()
    except Exception:
        # What exactly is wrong is for the log, not for whoever asks.
        logger.exception("Not ready: %r", check)
        return "failed"
    return "ok"


def _failed_jobs():
    try:
        return list(
            TimedJobRun.objects.exclude(last_error="").values_list("name", flat=True)
        )
    except Exception:
        logger.exception("The timed jobs' results cannot be read")
        return []


def _require_recent(moment):
    if moment is None or moment < timezone.now() - LONGEST_SILENCE:
        raise ServiceUnavailable(f"nothing heard since {moment}")
