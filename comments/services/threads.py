"""What moderators do with whole threads: lock, move, merge, and take each of it back.

Rows are taken in one order, threads before replies and each by number, so that moderators
and writers who meet here wait for one another and never for each other.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from .. import notifications
from ..models import Comment, CommentDecision, CommentDraft, Follow
from ..permissions import can_moderate, can_read_comments
from .states import AlreadyDecided, Refused, change, check

Action = CommentDecision.Action
State = Comment.State


class NotAThread(Refused):
    message = _("This is a reply. Do it with the comment that began the thread.")


class CannotMoveThere(Refused):
    message = _(
        "The thread can’t go there. Choose another page that is published and shows comments."
    )


class OtherReaders(Refused):
    message = _(
        "Not everyone who can read the one page can read the other. "
        "A thread stays among its readers."
    )


class CannotMerge(Refused):
    message = _("Choose another published comment on the same page.")


@transaction.atomic
def lock(thread, *, moderator, seen=None):
    """Take no more replies in a thread. Raises AlreadyDecided, NotAThread."""
    return _set_locked(thread, True, Action.LOCKED, moderator, seen)


@transaction.atomic
def unlock(thread, *, moderator, seen=None):
    """Take replies in a thread again."""
    return _set_locked(thread, False, Action.UNLOCKED, moderator, seen)


@transaction.atomic
def move_thread(thread, *, to_page, moderator, seen=None):
    """Move a thread with all its replies to another page, with those who follow it, and tell who began it.

    Raises AlreadyDecided, NotAThread, CannotMoveThere, OtherReaders.
    """
    _refuse_others(moderator)
    thread = _take_thread(thread, seen)
    from_page = thread.page
    to_page = Page.objects.filter(pk=to_page.pk, live=True).first()
    if (
        to_page is None
        or to_page.pk == from_page.pk
        or to_page.is_root()
        or not can_read_comments(to_page)
    ):
        raise CannotMoveThere
    if _restrictions(from_page) != _restrictions(to_page):
        raise OtherReaders
    replies = _take_replies(Comment.objects.replies_in([thread]))
    change(
        thread,
        Action.MOVED,
        by=moderator,
        other=from_page,
        codes=[f"to:{to_page.pk}"],
        page=to_page,
    )
    Comment.objects.filter(pk__in=replies).update(page=to_page)
    Follow.objects.filter(thread=thread).update(page=to_page)
    CommentDraft.objects.filter(parent=thread).update(page=to_page)
    CommentDraft.objects.filter(parent__in=replies).update(page=to_page)
    notifications.comment_moved(thread)
    return thread


@transaction.atomic
def merge(comment, *, into, moderator, seen=None):
    """Keep one of two comments that say the same; replies and followers go to its thread.

    The log says what went, so that `unmerge` can bring it back. Marks are not added up.
    Raises AlreadyDecided, CannotMerge.
    """
    _refuse_others(moderator)
    comment, into = _take_both(comment, into)
    check(comment, expected={State.WAITING, State.PUBLISHED}, seen=seen)
    thread = into.parent or into
    if (
        comment.pk in {into.pk, thread.pk}
        or comment.page_id != into.page_id
        or not into.is_public
    ):
        raise CannotMerge
    replies = _take_replies(Comment.objects.replies_in([comment]))
    Comment.objects.filter(pk__in=replies).update(parent=thread)
    followers = _copy_followers(comment, thread)
    change(
        comment,
        Action.MERGED,
        state=State.MERGED,
        by=moderator,
        other=into,
        codes=[
            f"was:{comment.state}",
            *(f"reply:{number}" for number in replies),
            *(f"follow:{number}" for number in followers),
        ],
        merged_into=into,
    )
    notifications.comment_merged(comment)
    return comment


@transaction.atomic
def unmerge(comment, *, moderator, seen=None):
    """Take two comments apart again: the one is as it was, with its own replies, and its writer is told.

    Raises AlreadyDecided, WordsAreGone.
    """
    _refuse_others(moderator)
    merging = CommentDecision.objects.merging_of(comment)
    codes = merging.codes if merging else []
    replies = Comment.objects.filter(pk__in=_numbers(codes, "reply"))
    threads = {comment.pk, *replies.values_list("parent_id", flat=True)}
    _take(Comment.objects.filter(pk__in=threads) | replies)
    comment = Comment.objects.get(pk=comment.pk)
    check(comment, expected={State.MERGED}, seen=seen)
    replies.update(parent=comment, page_id=comment.page_id)
    Follow.objects.filter(pk__in=_numbers(codes, "follow")).delete()
    change(
        comment,
        Action.UNMERGED,
        state=State.PUBLISHED if f"was:{State.PUBLISHED}" in codes else State.WAITING,
        by=moderator,
        other=comment.merged_into,
        merged_into=None,
    )
    if comment.is_public:
        notifications.comment_shown_again(comment)
    else:
        notifications.comment_waits_again(comment)
    return comment


def _set_locked(thread, is_locked, action, moderator, seen):
    _refuse_others(moderator)
    thread = _take_thread(thread, seen)
    if thread.is_locked == is_locked:
        raise AlreadyDecided(thread)
    change(thread, action, by=moderator, is_locked=is_locked)
    return thread


def _refuse_others(moderator):
    if not can_moderate(moderator):
        raise PermissionDenied


def _take_thread(thread, seen):
    """A thread that is not merged with another, as it is now and ours."""
    (thread,) = _take(Comment.objects.filter(pk=thread.pk))
    if thread.parent_id:
        raise NotAThread
    check(thread, expected=set(State) - {State.MERGED}, seen=seen)
    return thread


def _take_both(one, other):
    """Two comments as they are now, ours with the threads they stand in."""
    numbers = {one.pk, other.pk, one.parent_id, other.parent_id} - {None}
    both = _take(Comment.objects.filter(pk__in=numbers))
    taken = {comment.pk: comment for comment in both}
    for comment in (one, other):
        now = taken[comment.pk]
        # Merged into another thread at this moment.
        if now.parent_id != comment.parent_id:
            raise AlreadyDecided(now)
    return taken[one.pk], taken[other.pk]


def _take_replies(replies):
    return [reply.pk for reply in _take(replies)]


def _take(comments):
    return list(comments.in_order_of_locking().select_for_update(no_key=True))


def _copy_followers(comment, thread):
    """Whoever followed the one thread follows the other from now on; the numbers of what is new."""
    if comment.parent_id:
        return []
    already = Follow.objects.filter(thread=thread).values("user_id")
    new = Follow.objects.bulk_create(
        Follow(
            user_id=each.user_id, page_id=thread.page_id, thread=thread, pace=each.pace
        )
        for each in Follow.objects.filter(thread=comment).exclude(user_id__in=already)
    )
    return [follow.pk for follow in new]


def _numbers(codes, kind):
    return [
        int(code.removeprefix(f"{kind}:"))
        for code in codes
        if code.startswith(f"{kind}:")
    ]


def _restrictions(page):
    return set(page.get_view_restrictions().values_list("pk", flat=True))
