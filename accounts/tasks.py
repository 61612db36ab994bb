"""What the background worker runs."""

from django_tasks import task

from .services import locks


@task(backend="background")
def tell_of_lock(pk):
    locks.tell_owner(pk)
