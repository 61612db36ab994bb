"""What the background worker runs."""

from django_tasks import task

from . import services
from .timed_jobs import note_run


@task(backend="background")
def send_messages(numbers):
    for pk in numbers:
        services.send_one(pk)


@task(backend="background")
def note_that_the_worker_runs():
    note_run(WORKER)


WORKER = "background worker"
