"""Erasing somebody, everywhere: asked for, called off, and done when the days to do so are over."""

import logging
import traceback
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from safeguards import references

from .. import notifications
from ..models import AccountEvent, ErasureReceipt, ErasureRequest, User
from ..models.events import log
from ..registry import registered
from .people import refuse_last_superuser

logger = logging.getLogger(__name__)

Action = AccountEvent.Action
WORDS_STAY, WORDS_GO = "words_stay", "words_go"


class NotErased(Exception):
    """Some people who were to be erased are still there; the log says who, by number."""


@transaction.atomic
def ask_for_erasure(user, *, keeps_words):
    """Note that somebody wants to be erased once the days to call it off are over, and write to them.

    Asking twice changes nothing.
    """
    refuse_last_superuser(user)
    # Two tabs take turns here.
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    now = timezone.now()
    request, is_new = ErasureRequest.objects.get_or_create(
        user=user,
        defaults={
            "keeps_words": keeps_words,
            "asked_at": now,
            "due_at": now + timedelta(days=settings.ERASURE_WAIT_DAYS),
        },
    )
    if is_new:
        code = WORDS_STAY if keeps_words else WORDS_GO
        log(Action.ERASURE_ASKED, user, actor=user, code=code)
        notifications.erasure_asked(user, request)
    return request


@transaction.atomic
def call_off_erasure(user):
    """Keep the account after all; whether there was anything to call off."""
    deleted, _of_each = ErasureRequest.objects.filter(user_id=user.pk).delete()
    if deleted:
        log(Action.ERASURE_CANCELLED, user, actor=user)
        notifications.erasure_called_off(user)
    return bool(deleted)


def erase_due():
    """Erase everyone whose days are over, each on their own: one who can't be holds up nobody."""
    numbers = list(ErasureRequest.objects.due().values_list("user_id", flat=True))
    failed = [number for number in numbers if not _try(number)]
    if failed:
        raise NotErased(", ".join(map(str, failed)))


@transaction.atomic
def erase_now(user, actor, keeps_words):
    """Erase somebody everywhere, at once, and return the receipt, which names no one.

    None where somebody else was quicker. Whether `actor` may do so is the caller's to ask;
    without one the site itself does it. Raises LastAdministrator.
    """
    refuse_last_superuser(user)
    user = User.objects.select_for_update().filter(pk=user.pk).first()
    if user is None:
        return None
    # Deleting takes it off the object.
    number = user.pk
    counts = {}
    # The account last: the others find by it what is theirs.
    for data in sorted(registered(), key=lambda data: data.key == "account"):
        counts[data.key] = data.erase(user, keeps_words)
    log(Action.ERASED, number, actor=actor)
    receipt = ErasureReceipt.objects.create(
        reference=references.new_reference("ER"),
        kept_words=keeps_words,
        counts={key: count for key, count in counts.items() if count},
    )
    notifications.erasure_done(user, receipt)
    return receipt


def _try(number):
    """Erase the person with this number if they still want it; whether nothing went wrong."""
    try:
        with transaction.atomic():
            # Called off at this moment, or being done elsewhere: not ours.
            due = ErasureRequest.objects.due().select_for_update(skip_locked=True)
            request = due.filter(user_id=number).first()
            if request:
                erase_now(request.user, request.user, request.keeps_words)
    except Exception as error:  # noqa: BLE001  (what a database says can repeat what was written)
        places = traceback.extract_tb(error.__traceback__)
        logger.error(
            "Account %s could not be erased: %s at %s",
            number,
            type(error).__name__,
            " > ".join(f"{Path(each.filename).name}:{each.lineno}" for each in places),
        )
        return False
    return True
