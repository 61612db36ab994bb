"""Makes the copies that people asked for, one at a time, and never leaves one half made."""

import logging
import traceback
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryFile

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone

from .. import notifications
from ..copies import write_copy
from ..models import DataExport

logger = logging.getLogger(__name__)


def export_storage():
    """The private storage of copies: only /account/data/ serves what is in it."""
    return storages["exports"]


def file_name(pk):
    """What the file of this copy is called, also before it is there: none is left behind unseen."""
    return f"{pk}.zip"


@transaction.atomic
def make_export(pk):
    """Make the copy with this number, unless it is made or somebody makes it right now.

    The row is ours while the transaction lasts: a worker that dies lets go of it at once.
    """
    export = DataExport.objects.under_way().claimed(pk)
    if export is None:
        return
    try:
        with transaction.atomic():
            _make(export)
    except Exception as error:  # noqa: BLE001  (what a database says can repeat what was written)
        _log_failure(export, error)
        _give_up(export)


def make_left_behind():
    """Make what has waited too long: the worker stands still, or died over it."""
    for pk in list(DataExport.objects.left_behind().values_list("pk", flat=True)):
        if not _was_given_up(pk):
            make_export(pk)


def _make(export):
    storage = export_storage()
    name = file_name(export.pk)
    # It has no name in any folder, and is gone with the process.
    with TemporaryFile() as file:
        write_copy(export.user, file)
        export.bytes = file.tell()
        file.seek(0)
        storage.delete(name)
        export.file_name = storage.save(name, File(file))
    export.ready_at = timezone.now()
    export.expires_at = export.ready_at + timedelta(hours=settings.DATA_EXPORT_HOURS)
    export.save()
    notifications.copy_ready(export.user)


@transaction.atomic
def _was_given_up(pk):
    """Give up a copy that was tried for long enough; whether it was."""
    export = DataExport.objects.given_up().claimed(pk)
    if export:
        logger.error("The copy %s was given up: it was never finished", pk)
        _give_up(export)
    return export is not None


def _give_up(export):
    export_storage().delete(file_name(export.pk))
    export.refresh_from_db()
    export.failed_at = timezone.now()
    export.save(update_fields=["failed_at"])


def _log_failure(export, error):
    places = traceback.extract_tb(error.__traceback__)
    logger.error(
        "The copy %s could not be made: %s at %s",
        export.pk,
        type(error).__name__,
        " > ".join(f"{Path(each.filename).name}:{each.lineno}" for each in places),
    )
