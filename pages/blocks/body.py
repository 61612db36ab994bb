"""The blocks that the body of any page may hold."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .links import CallToActionBlock, ContactBlock, RelatedPagesBlock
from .media import DownloadBlock, FigureBlock, GalleryBlock, ImageBlock, VideoBlock
from .numbers import ChartBlock, StatisticBlock, TableBlock
from .printing import stream_nodes
from .questions import QuestionsBlock
from .steps import StepsBlock, TimelineBlock
from .text import (
    DoListBlock,
    DontListBlock,
    ExpanderBlock,
    HeadingBlock,
    InsetBlock,
    QuoteBlock,
    TextBlock,
    WarningBlock,
)

# What editors choose from, in the order in which they need it.
TEXT = _("Words")
ADVICE = _("What to do")
NUMBERS = _("Numbers")
FILES = _("Pictures, videos and files")
LINKS = _("Where to go next")


class BodyBlock(blocks.StreamBlock):
    """What the body of a page is put together from."""

    text = TextBlock(group=TEXT)
    heading = HeadingBlock(group=TEXT)
    quote = QuoteBlock(group=TEXT)
    inset = InsetBlock(group=TEXT)
    expander = ExpanderBlock(group=TEXT)
    timeline = TimelineBlock(group=TEXT)
    questions = QuestionsBlock(group=TEXT)
    steps = StepsBlock(group=ADVICE)
    do_list = DoListBlock(group=ADVICE)
    dont_list = DontListBlock(group=ADVICE)
    warning = WarningBlock(group=ADVICE)
    statistic = StatisticBlock(group=NUMBERS)
    chart = ChartBlock(group=NUMBERS)
    table = TableBlock(group=NUMBERS)
    image = ImageBlock(group=FILES)
    gallery = GalleryBlock(group=FILES)
    figure = FigureBlock(group=FILES)
    video = VideoBlock(group=FILES)
    download = DownloadBlock(group=FILES)
    call_to_action = CallToActionBlock(group=LINKS)
    related_pages = RelatedPagesBlock(group=LINKS)
    contact = ContactBlock(group=LINKS)

    class Meta:
        template = "blocks/body.html"

    def clean(self, value):
        value = super().clean(value)
        for child, _level, address in parts(value):
            if address and child.value["anchor"]:
                child.value["anchor"] = address
        return value

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["parts"] = parts(value)
        return context

    def print_nodes(self, value):
        return stream_nodes(value)


def parts(stream):
    """Each block with the level that headings inside it have here and, if it is one, its own address."""
    level, taken = 2, set()
    for child in stream:
        address = ""
        if child.block_type == "heading":
            address = _free(child.value.address, taken)
            taken.add(address)
        yield child, level, address
        if _begins_part(child):
            level = 3


def _free(address, taken):
    """The address, or the next one like it that no other heading has."""
    number, free = 2, address
    while free in taken:
        number, free = number + 1, f"{address}-{number}"
    return free


def _begins_part(child):
    """Whether a block holds a large heading."""
    if child.block_type == "heading":
        return child.value["level"] == "h2"
    return child.block_type == "text" and "<h2" in child.value.source
