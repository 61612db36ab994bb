"""What readers write under pages, who may write there, and what was decided about it."""

from .comments import MAX_COMMENT_LENGTH, Comment
from .decisions import CommentDecision, RejectionReason
from .drafts import CommentDraft
from .follows import Follow, Notice
from .marks import HelpfulMark
from .policies import PagePolicy
from .reports import MAX_NOTE_LENGTH, CommentReport
from .settings import CommentSettings, HeldWord

__all__ = [
    "MAX_COMMENT_LENGTH",
    "MAX_NOTE_LENGTH",
    "Comment",
    "CommentDecision",
    "CommentDraft",
    "CommentReport",
    "CommentSettings",
    "Follow",
    "HeldWord",
    "HelpfulMark",
    "Notice",
    "PagePolicy",
    "RejectionReason",
]
