"""Every write: what members say under a page, and what moderators decide about it."""

from datetime import timedelta
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from safeguards.text import clean_text

from . import notifications
from .models import (
    MAX_COMMENT_LENGTH,
    Comment,
    CommentDecision,
    CommentDraft,
    PagePolicy,
)
from .permissions import (
    can_comment,
    can_moderate,
    can_remove,
    can_reply_to,
    can_set_policy,
)

Action = CommentDecision.Action
State = Comment.State

# The same words again so soon are a second click or a second tab, not a second thought.
REPEATED_WITHIN = timedelta(minutes=5)


class CannotBeStored(ValueError):
    """The text of a comment is empty or too long."""


class CannotReply(ValueError):
    """What someone replies to is not there to be answered."""


class AlreadyDecided(Exception):
    """Someone else was quicker to decide about a comment; `comment` shows how."""

    def __init__(self, comment):
        super().__init__(comment.pk)
        self.comment = comment


@transaction.atomic
def post_comment(*, page, author, body, parent=None, submission=None):
    """Keep what a member wrote and return it: published, or waiting for a moderator.

    The same form sent twice, or the same words a few minutes later, return the first
    comment. A reply to a reply joins the thread. Whether the writer may read the page is
    the caller's to ask (pages.access), because it can depend on the session.
    """
    if not author.is_authenticated:
        raise PermissionDenied
    # One comment of a member at a time: repeats are seen even when sent in the same instant.
    author = get_user_model().objects.select_for_update(no_key=True).get(pk=author.pk)
    if not can_comment(author, page):
        raise PermissionDenied
    body = clean_text(body, multiline=True)
    if not body or len(body) > MAX_COMMENT_LENGTH:
        raise CannotBeStored
    if parent is not None and not can_reply_to(parent, page):
        raise CannotReply
    thread = (parent.parent or parent) if parent else None
    submission = submission or uuid4()
    earlier = Comment.objects.repeats_of(
        page=page,
        author=author,
        parent=thread,
        body=body,
        submission=submission,
        since=timezone.now() - REPEATED_WITHIN,
    ).first()
    if earlier:
        return earlier
    if Comment.objects.filter(submission=submission).exists():
        # A form that the browser kept, with other words in it: another comment.
        submission = uuid4()
    is_trusted = author.is_trusted or Comment.objects.vouching_for(author).exists()
    comment = Comment.objects.create(
        page=page,
        author=author,
        parent=thread,
        answers=parent,
        body=body,
        submission=submission,
        state=State.PUBLISHED if is_trusted else State.WAITING,
        published_at=timezone.now() if is_trusted else None,
    )
    _log(comment, Action.PUBLISHED_AT_ONCE if is_trusted else Action.HELD)
    if is_trusted:
        notifications.reply_published(comment)
    return comment


@transaction.atomic
def approve(comment, *, moderator):
    """Publish a comment that waits, and tell its writer."""
    comment = _take(comment, moderator, {State.WAITING})
    _publish(comment)
    _log(comment, Action.APPROVED, moderator)
    notifications.comment_published(comment)
    return comment


@transaction.atomic
def reject(comment, *, moderator, reason):
    """Don't publish a comment that waits, and tell its writer why."""
    comment = _take(comment, moderator, {State.WAITING})
    comment.state = State.REJECTED
    comment.save(update_fields=["state"])
    _log(comment, Action.REJECTED, moderator, reason)
    notifications.comment_not_published(comment, reason)
    return comment


@transaction.atomic
def hide(comment, *, moderator):
    """Take a published comment away from readers, and tell its writer."""
    comment = _take(comment, moderator, {State.PUBLISHED})
    comment.state = State.HIDDEN
    comment.save(update_fields=["state"])
    _log(comment, Action.HIDDEN, moderator)
    notifications.comment_hidden(comment)
    return comment


@transaction.atomic
def restore(comment, *, moderator):
    """Show a comment that was hidden or not published, and tell its writer."""
    comment = _take(comment, moderator, {State.HIDDEN, State.REJECTED})
    was_public = comment.published_at is not None
    _publish(comment)
    _log(comment, Action.RESTORED, moderator)
    if was_public:
        notifications.comment_shown_again(comment)
    else:
        notifications.comment_published(comment)
    return comment


@transaction.atomic
def remove_own(comment, *, author):
    """Take away what one wrote oneself: its words are gone, replies to it stay."""
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    if not can_remove(author, comment):
        raise PermissionDenied
    _empty(comment)
    return comment


@transaction.atomic
def forget_author(author, *, keep_words):
    """Part a member from what they wrote: without their name, or without their words too.

    A comment that others replied to leaves an empty place, so that no reply is lost.
    Returns of how many comments.
    """
    CommentDraft.objects.filter(user_id=author.pk).delete()
    comments = Comment.objects.filter(author_id=author.pk)
    count = comments.count()
    if not keep_words:
        for comment in comments.exclude(state=State.REMOVED).select_for_update():
            _empty(comment)
        # Replies first: a thread is empty only once one's own replies in it are gone.
        comments.filter(parent__isnull=False).delete()
        comments.filter(parent__isnull=True, replies__isnull=True).delete()
    comments.update(author=None)
    return count


def set_policy(page, mode, *, user):
    """Open or close comments on a page and all pages under it, at once; None: as above it."""
    if not can_set_policy(user, page):
        raise PermissionDenied
    if mode is None:
        PagePolicy.objects.filter(page_id=page.pk).delete()
    else:
        PagePolicy.objects.update_or_create(page_id=page.pk, defaults={"mode": mode})


def _take(comment, moderator, expected):
    """The comment as it is now, ours until the transaction ends."""
    if not can_moderate(moderator):
        raise PermissionDenied
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    if comment.state not in expected:
        raise AlreadyDecided(comment)
    return comment


def _publish(comment):
    is_first_time = comment.published_at is None
    comment.state = State.PUBLISHED
    comment.published_at = comment.published_at or timezone.now()
    comment.save(update_fields=["state", "published_at"])
    if is_first_time:
        notifications.reply_published(comment)


def _empty(comment):
    comment.state = State.REMOVED
    comment.body = ""
    comment.save(update_fields=["state", "body"])
    _log(comment, Action.REMOVED)


def _log(comment, action, moderator=None, reason=None):
    CommentDecision.objects.create(
        comment_id=comment.pk,
        action=action,
        moderator_id=moderator and moderator.pk,
        reason_id=reason and reason.pk,
    )
