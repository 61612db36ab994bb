"""Makes the PDF of a pack, and removes what nobody asks for any more."""

import logging

from django.core.files.base import ContentFile
from django.utils import timezone

from library.storage import delete_after_commit

from .models import PackFile
from .typesetting import NotTypeset, typeset

logger = logging.getLogger(__name__)


def make_pack(pk):
    """Make the PDF that waits under this number, unless somebody else makes it already."""
    claimed = PackFile.objects.unclaimed().filter(pk=pk)
    if not claimed.update(claimed_at=timezone.now()):
        return
    pack = PackFile.objects.get(pk=pk)
    try:
        pdf = typeset(pack.content)
    except NotTypeset:
        logger.exception("The pack %s could not be set", pk)
        pack.state = PackFile.State.FAILED
    else:
        pack.file.save("", ContentFile(pdf), save=False)
        pack.state = PackFile.State.READY
    pack.content = None
    pack.finished_at = timezone.now()
    pack.save(update_fields=["state", "file", "content", "finished_at"])


def make_left_behind():
    """Make what has waited too long: the worker stands still, or died over it."""
    for pk in PackFile.objects.left_behind().values_list("pk", flat=True):
        make_pack(pk)


def forget_packs():
    """Remove the PDFs that nobody has asked for these days."""
    for pack in PackFile.objects.forgotten():
        delete_after_commit(pack.file)
        pack.delete()
