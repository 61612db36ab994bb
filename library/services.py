"""What a form, the demo and other apps call to put files into the library."""

from django.db import transaction
from wagtail.models import Collection

from .models import CaptionTrack, CLICDocument


@transaction.atomic
def add_document(*, title, file, language="en", slug="", collection=None, user=None):
    """Keep a new document, with its file as the first version."""
    return CLICDocument.objects.create(
        title=title,
        file=file,
        language=language,
        slug=slug,
        collection=collection or Collection.get_first_root_node(),
        uploaded_by_user=user,
    )


@transaction.atomic
def replace_document_file(document, *, file, what_changed, user=None):
    """Give a document a new file at the same address; the old one stays as a version."""
    document.file = file
    document.what_changed = what_changed
    document.changed_by = user
    document.save()
    return document


@transaction.atomic
def add_caption_track(media, *, language, file, kind=CaptionTrack.Kind.CAPTIONS):
    """Give a video its captions in a language.

    Raises BrokenCaptions where the file is no WebVTT.
    """
    return CaptionTrack.objects.create(
        media=media, language=language, kind=kind, file=file
    )
