"""What a form, the demo and other apps call to put files into the library."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Collection

from .models import CaptionTrack, CLICDocument, CLICImage
from .models.consent import consent_changed
from .permissions import can_change

# What Wagtail's log calls them.
WITHDRAWN = "library.consent_withdrawn"
RENEWED = "library.consent_renewed"


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


@transaction.atomic
def withdraw_consent(item, *, by):
    """Show a picture or a video to nobody any more, because someone in it asked for that."""
    if not can_change(by, item):
        raise PermissionDenied
    if not _change(item, consent_withdrawn_on=timezone.localdate()):
        return
    if isinstance(item, CLICImage):
        # Their files go too, after the commit: see wagtail.images.signal_handlers.
        item.renditions.all().delete()
    log(instance=item, action=WITHDRAWN, user=by)


@transaction.atomic
def renew_consent(item, *, by):
    """Show a picture or a video again, because those in it have consented again."""
    if not can_change(by, item):
        raise PermissionDenied
    if _change(item, consent_withdrawn_on=None):
        log(instance=item, action=RENEWED, user=by)


def _change(item, *, consent_withdrawn_on):
    """Whether this request, and not one sent at the same time, changed it."""
    is_withdrawn_before = consent_withdrawn_on is None
    rows = type(item).objects.filter(
        pk=item.pk, consent_withdrawn_on__isnull=not is_withdrawn_before
    )
    item.consent_withdrawn_on = consent_withdrawn_on
    has_changed = rows.update(consent_withdrawn_on=consent_withdrawn_on)
    if has_changed:
        consent_changed.send(type(item), item=item)
    return has_changed
