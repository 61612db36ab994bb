"""What the background worker makes of uploads."""

from django.db import transaction
from django_tasks import task

from . import pictures, texts


@task(backend="background")
def picture_document(pk):
    pictures.picture_document(pk)


@task(backend="background")
def read_document(pk):
    texts.read_document(pk)


@task(backend="background")
def measure_media(pk):
    pictures.measure_media(pk)


def after_commit(job, pk):
    """Have the worker do a task on a row as soon as the row is certain."""

    # Robust: should this fail, the timed job finds the row, and the upload is saved all
    # the same. Not a partial: Django's log of a failure asks for the function's name.
    def ask_the_worker():
        job.enqueue(pk)

    transaction.on_commit(ask_the_worker, robust=True)
