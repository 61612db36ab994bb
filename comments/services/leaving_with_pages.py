"""What becomes of comments when the page under which they stand is deleted: docs/adr/0027."""

from .. import notifications
from ..models import Comment, CommentDecision

Action = CommentDecision.Action


def page_goes(page):
    """Log that the comments of a page go with it, and tell those whose words readers saw or waited for."""
    comments = list(
        Comment.objects.filter(page_id=page.pk).select_related("author").order_by("pk")
    )
    CommentDecision.objects.bulk_create(
        CommentDecision(comment_id=comment.pk, action=Action.DELETED, other_id=page.pk)
        for comment in comments
    )
    writers = {}
    for comment in comments:
        if comment.is_removable and comment.author_id:
            writers.setdefault(comment.author, []).append(comment)
    for writer, theirs in writers.items():
        notifications.comments_gone(page, writer, len(theirs))
