"""What editors put a page together from, one class a block."""

from .body import BodyBlock
from .links import CallToActionBlock, ContactBlock, RelatedPagesBlock
from .media import DownloadBlock, FigureBlock, GalleryBlock, ImageBlock, VideoBlock
from .numbers import ChartBlock, StatisticBlock, TableBlock
from .questions import MAX_QUESTION_LENGTH, QuestionBlock, QuestionsBlock
from .steps import (
    FacilitatedStepBlock,
    FacilitatedStepsBlock,
    StepBlock,
    StepsBlock,
    TimelineBlock,
)
from .text import (
    RICH_TEXT_FEATURES,
    SHORT_TEXT_FEATURES,
    DoListBlock,
    DontListBlock,
    ExpanderBlock,
    HeadingBlock,
    InsetBlock,
    QuoteBlock,
    TextBlock,
    WarningBlock,
)

__all__ = [
    "MAX_QUESTION_LENGTH",
    "RICH_TEXT_FEATURES",
    "SHORT_TEXT_FEATURES",
    "BodyBlock",
    "CallToActionBlock",
    "ChartBlock",
    "ContactBlock",
    "DoListBlock",
    "DontListBlock",
    "DownloadBlock",
    "ExpanderBlock",
    "FacilitatedStepBlock",
    "FacilitatedStepsBlock",
    "FigureBlock",
    "GalleryBlock",
    "HeadingBlock",
    "ImageBlock",
    "InsetBlock",
    "QuestionBlock",
    "QuestionsBlock",
    "QuoteBlock",
    "RelatedPagesBlock",
    "StatisticBlock",
    "StepBlock",
    "StepsBlock",
    "TableBlock",
    "TextBlock",
    "TimelineBlock",
    "VideoBlock",
    "WarningBlock",
]
