"""Files go with the rows that named them; what is new about an upload is found out."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from .models import CaptionTrack, CLICDocument, CLICMedia, DocumentVersion
from .storage import delete_after_commit
from .tasks import after_commit, measure_media, picture_document, read_document


@receiver(post_delete, sender=CaptionTrack)
@receiver(post_delete, sender=DocumentVersion)
def delete_file(instance, **kwargs):
    delete_after_commit(instance.file)


@receiver(post_delete, sender=CLICDocument)
def delete_preview(instance, **kwargs):
    delete_after_commit(instance.preview)


@receiver(post_save, sender=CLICDocument)
def picture_new_document(instance, **kwargs):
    if instance.is_unpictured:
        after_commit(picture_document, instance.pk)


@receiver(post_save, sender=CLICDocument)
def read_new_document(instance, **kwargs):
    if instance.is_unread:
        after_commit(read_document, instance.pk)


@receiver(post_save, sender=CLICMedia)
def measure_new_media(instance, **kwargs):
    if instance.is_unmeasured:
        after_commit(measure_media, instance.pk)
