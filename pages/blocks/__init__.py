"""What editors put a page together from, one class a block."""

from .body import BodyBlock
from .media import DownloadBlock, FigureBlock, ImageBlock, VideoBlock
from .numbers import StatisticBlock
from .steps import FacilitatedStepBlock, FacilitatedStepsBlock, StepBlock, StepsBlock
from .text import (
    RICH_TEXT_FEATURES,
    ExpanderBlock,
    InsetBlock,
    QuoteBlock,
    TextBlock,
)

__all__ = [
    "RICH_TEXT_FEATURES",
    "BodyBlock",
    "DownloadBlock",
    "ExpanderBlock",
    "FacilitatedStepBlock",
    "FacilitatedStepsBlock",
    "FigureBlock",
    "ImageBlock",
    "InsetBlock",
    "QuoteBlock",
    "StatisticBlock",
    "StepBlock",
    "StepsBlock",
    "TextBlock",
    "VideoBlock",
]
