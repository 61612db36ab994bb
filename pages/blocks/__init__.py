"""What editors put a page together from, one class a block."""

from .body import BodyBlock
from .media import DownloadBlock, FigureBlock, ImageBlock, VideoBlock
from .numbers import StatisticBlock
from .text import (
    RICH_TEXT_FEATURES,
    ExpanderBlock,
    InsetBlock,
    QuoteBlock,
    StepsBlock,
    TextBlock,
)

__all__ = [
    "RICH_TEXT_FEATURES",
    "BodyBlock",
    "DownloadBlock",
    "ExpanderBlock",
    "FigureBlock",
    "ImageBlock",
    "InsetBlock",
    "QuoteBlock",
    "StatisticBlock",
    "StepsBlock",
    "TextBlock",
    "VideoBlock",
]
