"""What the background worker runs."""

from django_tasks import task

from . import services


@task(backend="background")
def make_pack_in_background(pk):
    services.make_pack(pk)
