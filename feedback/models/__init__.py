"""What visitors tell us, what is done about it, and what stays of it."""

from .digests import DigestRefusal, DigestSent
from .events import FeedbackEvent
from .figures import FeedbackFigure
from .items import EXCERPT_LENGTH, MAX_MESSAGE_LENGTH, FeedbackItem
from .kinds import FeedbackKind, FeedbackSettings
from .listing import MOST_COUNTED
from .mails import MAX_ANSWER_LENGTH, FeedbackMail, KeptAnswer
from .notes import DoneNote
from .numbers import CountedAnswer, DailySalt, PastFeedback, UsefulnessCount
from .tags import FeedbackTag, TaggedFeedback
from .work import MAX_NOTE_LENGTH, FeedbackNote, PageTask

__all__ = [
    "EXCERPT_LENGTH",
    "MAX_ANSWER_LENGTH",
    "MAX_MESSAGE_LENGTH",
    "MAX_NOTE_LENGTH",
    "MOST_COUNTED",
    "CountedAnswer",
    "DailySalt",
    "DigestRefusal",
    "DigestSent",
    "DoneNote",
    "FeedbackEvent",
    "FeedbackFigure",
    "FeedbackItem",
    "FeedbackKind",
    "FeedbackMail",
    "FeedbackNote",
    "FeedbackSettings",
    "FeedbackTag",
    "KeptAnswer",
    "PageTask",
    "PastFeedback",
    "TaggedFeedback",
    "UsefulnessCount",
]
