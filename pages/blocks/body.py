"""The blocks that the body of any page may hold."""

from wagtail import blocks

from .media import DownloadBlock, FigureBlock, ImageBlock, VideoBlock
from .numbers import StatisticBlock
from .printing import stream_nodes
from .steps import StepsBlock
from .text import ExpanderBlock, InsetBlock, QuoteBlock, TextBlock


class BodyBlock(blocks.StreamBlock):
    """What the body of a page is put together from."""

    text = TextBlock()
    image = ImageBlock()
    figure = FigureBlock()
    quote = QuoteBlock()
    statistic = StatisticBlock()
    steps = StepsBlock()
    inset = InsetBlock()
    expander = ExpanderBlock()
    download = DownloadBlock()
    video = VideoBlock()

    class Meta:
        template = "blocks/body.html"

    def print_nodes(self, value):
        return stream_nodes(value)
