"""Parting people from what they wrote, and deleting what nobody may see any more."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from ..models import (
    Comment,
    CommentDecision,
    CommentDraft,
    CommentReport,
    Follow,
    HelpfulMark,
    Notice,
)
from .states import change
from .writing import empty

Action = CommentDecision.Action
State = Comment.State

# What the log says where only what a comment said before was deleted.
FORMER_WORDS = "former_words"


@transaction.atomic
def forget_author(author, *, keep_words):
    """Part a member from what they wrote: without their name, or without their words too.

    A comment that others replied to leaves an empty place, so that no reply is lost.
    Returns of how many comments.
    """
    for model in (CommentDraft, Follow, Notice):
        model.objects.filter(user_id=author.pk).delete()
    marked = Comment.objects.filter(helpful_marks__user_id=author.pk)
    marked.update(helpful_count=F("helpful_count") - 1)
    HelpfulMark.objects.filter(user_id=author.pk).delete()
    # Moderators still see that somebody reported, and why; the words are gone with their writer.
    CommentReport.objects.filter(reporter_id=author.pk).update(reporter=None, note="")
    comments = Comment.objects.filter(author_id=author.pk)
    count = comments.count()
    if not keep_words:
        standing = comments.exclude(state=State.REMOVED)
        # With the threads they stand in: a question may lose its answer.
        around = Comment.objects.filter(
            Q(pk__in=standing.values("pk")) | Q(pk__in=standing.values("parent_id"))
        )
        for comment in around.in_order_of_locking().select_for_update():
            if comment.author_id == author.pk and comment.state != State.REMOVED:
                empty(comment)
        # Replies first: a thread is empty only once one's own replies in it are gone.
        comments.filter(parent__isnull=False).delete()
        comments.filter(parent__isnull=True, replies__isnull=True).delete()
    comments.update(author=None, original_body="")
    return count


def delete_old_words():
    """Delete the words of comments that readers don't see, and what others said before, after their time.

    The place and what was decided stay; what only waits is never touched.
    """
    now = timezone.now()
    moment = now - timedelta(days=settings.COMMENT_WORDS_KEPT_DAYS)
    comments = Comment.objects.with_old_words(moment)
    for comment in _one_by_one(comments):
        change(comment, Action.EMPTIED, body="", original_body="", emptied_at=now)
        # What readers said about it may repeat it.
        CommentReport.objects.about(comment).update(note="")
    comments = Comment.objects.with_old_original_words(moment)
    for comment in _one_by_one(comments):
        change(comment, Action.EMPTIED, codes=[FORMER_WORDS], original_body="")


def _one_by_one(comments):
    """Each of these comments, ours in a transaction of its own; one that somebody has waits for the next day."""
    for number in list(comments.values_list("pk", flat=True)):
        with transaction.atomic():
            free = comments.select_for_update(no_key=True, skip_locked=True)
            comment = free.filter(pk=number).first()
            if comment:
                yield comment
