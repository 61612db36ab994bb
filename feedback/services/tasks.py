"""What has to be changed on a page because of a message."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import FeedbackEvent, FeedbackItem, PageTask
from ..permissions import can_decide, can_finish_task
from .states import Refused, change, check, log, take

Action = FeedbackEvent.Action


class OneTaskAtATime(Refused):
    message = _(
        "A task on a page is open for this message. Finish it or take it back first."
    )


class NoPage(Refused):
    message = _("Say first which page the message is about.")


class TaskIsGone(Refused):
    message = _("A colleague has taken this task back.")


@transaction.atomic
def make_task(item, *, page, what, by, seen=None):
    """Have something done on a page, whose editor shows it until it is. Raises ChangedMeanwhile, OneTaskAtATime."""
    if not can_decide(by):
        raise PermissionDenied
    item = take(item)
    task = item.tasks.open().first()
    if task and (task.page_id, task.what) == (page.pk, what):
        return task
    check(item, seen=seen)
    if task:
        raise OneTaskAtATime
    task = PageTask.objects.create(item=item, page=page, what=what, made_by=by)
    change(item, Action.TASK_MADE, by=by, other=task)
    return task


@transaction.atomic
def finish_task(task, *, by):
    """Say that what a task asks for is done on its page; its message stays as it is. Raises TaskIsGone."""
    task = _take(task, by)
    if task.done_at is None:
        task.done_at, task.done_by = timezone.now(), by
        task.save(update_fields=["done_at", "done_by"])
        _log(task, Action.TASK_DONE, by)
    return task


@transaction.atomic
def reopen_task(task, *, by):
    """Say that a task is not done after all. Raises OneTaskAtATime, TaskIsGone."""
    task = _take(task, by)
    if task.done_at is None:
        return task
    if task.item and task.item.tasks.open().exists():
        raise OneTaskAtATime
    task.done_at, task.done_by = None, None
    task.save(update_fields=["done_at", "done_by"])
    _log(task, Action.TASK_REOPENED, by)
    return task


@transaction.atomic
def take_task_back(task, *, by):
    """Take an open task away that should not have been made; one that is done stays. Raises TaskIsGone."""
    if not can_decide(by):
        raise PermissionDenied
    task = _take(task, by)
    if task.done_at is None:
        _log(task, Action.TASK_TAKEN_BACK, by)
        task.delete()


def _take(task, by):
    """The task as it is now, ours until the transaction ends; its message first, as everywhere."""
    items = FeedbackItem.objects.select_for_update(no_key=True)
    item = items.filter(pk=task.item_id).first()
    tasks = PageTask.objects.select_related("page").select_for_update(of=["self"])
    task = tasks.filter(pk=task.pk).first()
    if task is None:
        raise TaskIsGone
    if not can_finish_task(by, task.page):
        raise PermissionDenied
    task.item = item
    return task


def _log(task, action, by):
    if task.item:
        log(task.item, action, by=by, other=task)
