"""Giving what somebody wrote and marked to another account of the same person."""

from django.db import transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from ..models import (
    Comment,
    CommentDraft,
    CommentReport,
    Follow,
    HelpfulMark,
    Notice,
)


@transaction.atomic
def hand_over(from_user, to_user):
    """Give comments, drafts, reports, marks and what is followed to another account; how many comments.

    Where both accounts did the same once, that of the account that stays counts, and
    nobody marks or is told of what they wrote themselves.
    """
    count = Comment.objects.filter(author_id=from_user.pk).update(author=to_user)
    marked = _marked_by(from_user) | _marked_by(to_user)
    _give(Follow, "user", from_user, to_user, ["page_id", "thread_id"])
    _give(Notice, "user", from_user, to_user, ["comment_id"])
    _give(HelpfulMark, "user", from_user, to_user, ["comment_id"])
    _give(CommentDraft, "user", from_user, to_user, ["browser", "page_id", "parent_id"])
    _give(CommentReport, "reporter", from_user, to_user, ["comment_id", "settled_at"])
    for model in (HelpfulMark, Notice):
        model.objects.filter(user=to_user, comment__author=to_user).delete()
    _count_marks(marked)
    return count


def _give(model, owner, from_user, to_user, once):
    """Give rows of which the other account has none; `once` are the columns that tell."""
    theirs = model.objects.filter(**{owner: to_user})
    taken = set(theirs.values_list(*once))
    for row in model.objects.filter(**{owner: from_user}):
        if tuple(getattr(row, column) for column in once) in taken:
            row.delete()
        else:
            setattr(row, owner, to_user)
            row.save(update_fields=[owner])


def _marked_by(user):
    return set(
        HelpfulMark.objects.filter(user=user).values_list("comment_id", flat=True)
    )


def _count_marks(numbers):
    counts = (
        HelpfulMark.objects.filter(comment=OuterRef("pk"))
        .order_by()
        .values("comment")
        .annotate(count=Count("pk"))
        .values("count")
    )
    Comment.objects.filter(pk__in=numbers).update(
        helpful_count=Coalesce(Subquery(counts), 0)
    )
