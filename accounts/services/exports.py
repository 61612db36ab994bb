"""Copies of all that the site holds of somebody: asked for, and gone again."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ..models import AccountEvent, DataExport, User
from ..models.events import log
from ..tasks import make_data_copy
from .copying import export_storage, file_name

Action = AccountEvent.Action
MOST_IN_A_DAY = 5
A_DAY = timedelta(days=1)


class TooManyToday(Exception):
    """Somebody asked for as many copies in a day as we make for one person."""


@transaction.atomic
def ask_for_export(user):
    """Have a copy made of all that is held of this person; one that is under way is the answer."""
    # One wish of a person at a time: a second click at the same instant finds the first.
    person = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    under_way = DataExport.objects.of(person).under_way().first()
    if under_way:
        return under_way
    now = timezone.now()
    events = AccountEvent.objects.about(person).since(now - A_DAY, Action.EXPORT_ASKED)
    if events.count() >= MOST_IN_A_DAY:
        raise TooManyToday
    export = DataExport.objects.create(
        user=person,
        asked_at=now,
        expires_at=now + timedelta(hours=settings.DATA_EXPORT_HOURS),
    )
    log(Action.EXPORT_ASKED, person, actor=person)

    # Robust: should this fail, the timed job finds the row. Not a partial: Django's log of a
    # failure asks for the function's name.
    def ask_the_worker():
        make_data_copy.enqueue(str(export.pk))

    transaction.on_commit(ask_the_worker, robust=True)
    return export


def forget_expired_exports():
    """Remove the copies whose time is over, and files that no copy stands for; how many copies."""
    expired = list(DataExport.objects.expired())
    for export in expired:
        _forget(export)
    storage = export_storage()
    # Listed before the rows are asked for: a file is only made for a row that is there.
    names = _stored_names(storage)
    expected = {file_name(pk) for pk in DataExport.objects.values_list("pk", flat=True)}
    for name in set(names) - expected:
        storage.delete(name)
    return len(expired)


def forget_exports_of(user):
    """Remove every copy of what is held of this person, the files at once; how many."""
    exports = list(DataExport.objects.of(user))
    for export in exports:
        _forget(export)
    return len(exports)


def _stored_names(storage):
    try:
        _folders, names = storage.listdir("")
    except FileNotFoundError:
        # Nobody has asked for a copy yet.
        return []
    return names


def _forget(export):
    export_storage().delete(file_name(export.pk))
    export.delete()
