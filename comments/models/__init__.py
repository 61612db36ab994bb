"""What readers write under pages, who may write there, and what was decided about it."""

from .changing import EDITED_FREELY
from .comments import MAX_COMMENT_LENGTH, NAMELESS, Comment
from .decisions import CommentDecision, RejectionReason
from .drafts import CommentDraft
from .follows import Follow, Notice
from .marks import HelpfulMark
from .policies import PagePolicy
from .reading import Order
from .reports import MAX_NOTE_LENGTH, CommentReport
from .settings import CommentSettings, HeldWord

__all__ = [
    "EDITED_FREELY",
    "MAX_COMMENT_LENGTH",
    "MAX_NOTE_LENGTH",
    "NAMELESS",
    "Comment",
    "CommentDecision",
    "CommentDraft",
    "CommentReport",
    "CommentSettings",
    "Follow",
    "HeldWord",
    "HelpfulMark",
    "Notice",
    "Order",
    "PagePolicy",
    "RejectionReason",
]
