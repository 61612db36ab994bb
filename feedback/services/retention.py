"""How long we keep messages: a year with names, three years in all, and numbers for ever.

Each batch is a transaction of its own, so that a job that is killed loses nothing and the next
one goes on where it ended; what somebody has in hand at this moment waits for the next day.
docs/adr/0032
"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ..models import FeedbackEvent, FeedbackItem, PastFeedback
from ..models.pictures import picture_storage
from .forgetting import delete_messages, make_nameless

Action = FeedbackEvent.Action

BATCH = 500
# A picture lies there before its message is saved: younger ones are nobody's business.
LOST_AFTER = timedelta(days=1)


def forget_old_feedback(*, dry_run=False):
    """Delete messages whose time is over, and take names and addresses off older ones.

    Returns how many of each, by name; with `dry_run` it only counts.
    """
    # First what goes whole: nobody has to make it nameless before.
    return {
        "deleted": _in_batches(_to_delete, _delete, dry_run),
        "without_names": _in_batches(_to_name_no_more, _make_nameless, dry_run),
    }


def forget_lost_pictures():
    """Delete the files that no message stands for: whoever took them died over it. How many."""
    storage = picture_storage()
    try:
        _folders, names = storage.listdir("")
    except FileNotFoundError:
        # Nobody has sent a picture yet.
        return 0
    lost = 0
    for start in range(0, len(names), BATCH):
        batch = names[start : start + BATCH]
        known = set(FeedbackItem.objects.with_pictures(batch))
        for name in batch:
            if name not in known and _is_old(storage, name):
                storage.delete(name)
                lost += 1
    return lost


def _to_delete():
    moment = timezone.now() - timedelta(days=settings.FEEDBACK_KEPT_DAYS)
    return FeedbackItem.objects.sent_before(moment)


def _to_name_no_more():
    moment = timezone.now() - timedelta(days=settings.FEEDBACK_NAMED_DAYS)
    return FeedbackItem.objects.sent_before(moment).named_without_need()


def _in_batches(which, do, dry_run):
    """For how many messages it is time; each batch is done on its own, the oldest first."""
    if dry_run:
        return which().count()
    done = last = 0
    while True:
        with transaction.atomic():
            batch = list(
                which()
                .after(last)
                .select_for_update(skip_locked=True, of=("self",))[:BATCH]
            )
            if not batch:
                return done
            do(batch)
        done += len(batch)
        last = batch[-1].pk


def _make_nameless(batch):
    named = [item for item in batch if item.tells_of_sender]
    make_nameless(_rows(batch), nameless_at=timezone.now())
    _log(named, Action.NAMELESS)


def _delete(batch):
    PastFeedback.objects.bulk_create(map(_number_of, batch))
    _log(batch, Action.DELETED)
    delete_messages(_rows(batch), with_tasks=False)


def _number_of(item):
    """What stays of a message: what reports count."""
    return PastFeedback(
        received_on=timezone.localdate(item.created_at),
        kind_id=item.kind_id,
        page_id=item.page_id,
        source=item.source,
        state=item.state,
        answered_after=item.answered_at and item.answered_at - item.created_at,
    )


def _log(batch, action):
    FeedbackEvent.objects.bulk_create(
        FeedbackEvent(item_id=item.pk, action=action) for item in batch
    )


def _rows(batch):
    return FeedbackItem.objects.filter(pk__in=[item.pk for item in batch])


def _is_old(storage, name):
    try:
        made = storage.get_modified_time(name)
    except FileNotFoundError:
        # Taken away a moment ago.
        return False
    return made < timezone.now() - LOST_AFTER
