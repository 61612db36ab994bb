"""Files go with the rows that named them, also where a row goes with another one."""

from django.db.models.signals import post_delete
from django.dispatch import receiver

from .models import CaptionTrack, DocumentVersion
from .storage import delete_after_commit


@receiver(post_delete, sender=CaptionTrack)
@receiver(post_delete, sender=DocumentVersion)
def delete_file(instance, **kwargs):
    delete_after_commit(instance.file)
