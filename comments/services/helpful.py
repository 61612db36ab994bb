"""Members say what helped them, and take it back."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F

from ..models import Comment, HelpfulMark
from ..permissions import can_mark_helpful


@transaction.atomic
def mark_helpful(comment, *, user):
    """Note that a comment helped somebody; noting it again changes nothing.

    Whether they may read its page is the caller's to ask (pages.access).
    """
    comment = _take(comment, user)
    _mark, is_new = HelpfulMark.objects.get_or_create(
        comment_id=comment.pk, user_id=user.pk
    )
    if is_new:
        _count(comment, 1)


@transaction.atomic
def unmark_helpful(comment, *, user):
    """Take a mark back; where there is none, nothing changes."""
    comment = _take(comment, user)
    marks = HelpfulMark.objects.filter(comment_id=comment.pk, user_id=user.pk)
    removed, _models = marks.delete()
    if removed:
        _count(comment, -1)


def _take(comment, user):
    # One at a time for each comment: fifty at once are counted one after the other.
    comment = Comment.objects.select_for_update(no_key=True).get(pk=comment.pk)
    if not can_mark_helpful(user, comment):
        raise PermissionDenied
    return comment


def _count(comment, change):
    # No change of words or state: whoever looks at the comment has still seen it as it is.
    Comment.objects.filter(pk=comment.pk).update(
        helpful_count=F("helpful_count") + change
    )
