"""What readers write under pages, who may write there, and what was decided about it."""

from .comments import MAX_COMMENT_LENGTH, Comment
from .decisions import CommentDecision, RejectionReason
from .drafts import CommentDraft
from .policies import PagePolicy

__all__ = [
    "MAX_COMMENT_LENGTH",
    "Comment",
    "CommentDecision",
    "CommentDraft",
    "PagePolicy",
    "RejectionReason",
]
