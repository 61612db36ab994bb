"""Texts and bodies: what content names by its key becomes what the site holds."""

import re

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text import RichText
from wagtailmedia.blocks import AbstractMediaChooserBlock

from pages.blocks import BodyBlock

BODY = BodyBlock()


def stream(demo, body, kinds=BODY):
    """The value of a stream field: blocks as `(type, value)`, with every key replaced."""
    return [
        (kind, _value(demo, kinds.child_blocks[kind], value)) for kind, value in body
    ]


def rich_text(demo, html):
    """Rich text as it is stored: links by the slug of a page become links by its number."""
    return re.sub(
        r'href="page:([\w-]+)"',
        lambda found: f'linktype="page" id="{demo.pages[found[1]].pk}"',
        html,
    )


def _value(demo, block, value):
    if isinstance(block, blocks.RichTextBlock):
        return RichText(rich_text(demo, value))
    if isinstance(block, blocks.BaseStructBlock):
        return {
            name: _value(demo, block.child_blocks[name], part)
            for name, part in value.items()
        }
    if isinstance(block, blocks.BaseStreamBlock):
        return stream(demo, value, block)
    if isinstance(block, blocks.ListBlock):
        return [_value(demo, block.child_block, part) for part in value]
    for chooser, found in (
        (ImageChooserBlock, demo.images),
        (DocumentChooserBlock, demo.documents),
        (AbstractMediaChooserBlock, demo.clips),
        (blocks.PageChooserBlock, demo.pages),
    ):
        if isinstance(block, chooser) and value:
            return found[value]
    return value
