"""What members say under a page, and take back."""

from datetime import timedelta
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from safeguards.text import clean_text

from .. import notifications
from ..models import MAX_COMMENT_LENGTH, Comment, CommentDecision
from ..permissions import can_comment, can_remove, can_reply_to
from .holds import why_held
from .states import change, log

Action = CommentDecision.Action
State = Comment.State

# The same words again so soon are a second click or a second tab, not a second thought.
REPEATED_WITHIN = timedelta(minutes=5)


class CannotBeStored(ValueError):
    """The text of a comment is empty or too long."""


class CannotReply(ValueError):
    """What someone replies to is not there to be answered."""


@transaction.atomic
def post_comment(
    *,
    page,
    author,
    body,
    parent=None,
    submission=None,
    hides_name=False,
    is_question=False,
    is_at_risk=False,
):
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
    held_for = why_held(author=author, page=page, body=body, is_at_risk=is_at_risk)
    comment = Comment.objects.create(
        page=page,
        author=author,
        parent=thread,
        answers=parent,
        body=body,
        submission=submission,
        hides_name=hides_name,
        is_question=is_question,
        held_for=held_for,
        state=State.WAITING if held_for else State.PUBLISHED,
        published_at=None if held_for else timezone.now(),
    )
    log(
        comment,
        Action.HELD if held_for else Action.PUBLISHED_AT_ONCE,
        codes=held_for,
    )
    if comment.is_public:
        notifications.reply_published(comment)
    return comment


@transaction.atomic
def remove_own(comment, *, author):
    """Take away what one wrote oneself: its words are gone, replies to it stay."""
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    if not can_remove(author, comment):
        raise PermissionDenied
    empty(comment)
    return comment


def empty(comment):
    """Take the words of a comment away for good; its place stays where others replied."""
    change(
        comment,
        Action.REMOVED,
        state=State.REMOVED,
        body="",
        original_body="",
        held_for=[],
    )
