"""The timed jobs that every site needs, whatever it publishes."""

from datetime import timedelta

from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from . import services
from .tasks import note_that_the_worker_runs
from .timed_jobs import timed_job


@timed_job("send outbox", every=timedelta(seconds=10))
def send_outbox():
    """Mail that waits for another attempt, or was left behind by a worker that died."""
    services.send_due(limit=20)


@timed_job("ask the worker", every=timedelta(minutes=1))
def ask_the_worker():
    """A task whose only use is to show that tasks are done."""
    unanswered = DBTaskResult.objects.ready().filter(
        task_path=note_that_the_worker_runs.module_path
    )
    if not unanswered.exists():
        note_that_the_worker_runs.enqueue()


@timed_job("forget finished mail", every=timedelta(days=1))
def forget_finished_mail():
    services.forget_finished_mail()


@timed_job("forget ended sessions", every=timedelta(days=1))
def forget_ended_sessions():
    call_command("clearsessions", verbosity=0)


@timed_job("forget finished tasks", every=timedelta(days=1))
def forget_finished_tasks():
    call_command(
        "prune_db_task_results",
        "--backend=background",
        "--min-age-days=1",
        "--failed-min-age-days=30",
        verbosity=0,
    )
