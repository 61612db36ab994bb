"""Timed jobs of the library."""

from datetime import timedelta

from django_tasks_db.models import DBTaskResult

from safeguards.timed_jobs import timed_job

from .models import CLICDocument, CLICImage, CLICMedia, CLICRendition
from .tasks import measure_media, picture_document, read_document

AT_ONCE = 200


@timed_job("look into uploads", every=timedelta(hours=1))
def look_into_uploads():
    """Uploads from before the site looked into them, or that a worker left when it died."""
    for task, rows in [
        (picture_document, CLICDocument.objects.unpictured()),
        (read_document, CLICDocument.objects.unread()),
        (measure_media, CLICMedia.objects.unmeasured()),
    ]:
        waiting = DBTaskResult.objects.ready().filter(task_path=task.module_path)
        if not waiting.exists():
            for pk in rows.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]:
                task.enqueue(pk)


@timed_job("delete sizes of withheld pictures", every=timedelta(hours=6))
def delete_withheld_renditions():
    """Once consent has ended, no copy of the picture stays where readers were sent for it."""
    withheld = CLICImage.objects.withheld()
    CLICRendition.objects.filter(image__in=withheld).delete()
