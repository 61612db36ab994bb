"""What the background worker runs."""

from django_tasks import task

from .services import announcing


@task(backend="background")
def announce_comment(pk):
    announcing.announce(pk)
    announcing.write_letters()
