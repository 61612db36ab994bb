"""What the background worker runs."""

from django_tasks import task

from .services import copying, locks


@task(backend="background")
def make_data_copy(pk):
    copying.make_export(pk)


@task(backend="background")
def tell_of_lock(pk):
    locks.tell_owner(pk)
