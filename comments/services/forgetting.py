"""Parting people from what they wrote, and deleting what nobody may see any more."""

from django.db import transaction
from django.db.models import F

from ..models import (
    Comment,
    CommentDraft,
    CommentReport,
    Follow,
    HelpfulMark,
    Notice,
)
from .writing import empty

State = Comment.State


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
        for comment in comments.exclude(state=State.REMOVED).select_for_update():
            empty(comment)
        # Replies first: a thread is empty only once one's own replies in it are gone.
        comments.filter(parent__isnull=False).delete()
        comments.filter(parent__isnull=True, replies__isnull=True).delete()
    comments.update(author=None, original_body="")
    return count
