"""The words of blocks, from the data as it is stored: no page, picture or document is fetched for them."""

import re
from dataclasses import dataclass
from html import unescape

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock

TAG = re.compile(r"<[^>]*>")
LINE_TAG = re.compile(r"</?(?:blockquote|br|div|h[1-6]|hr|li|ol|p|ul)\b[^>]*>")
HEADING = re.compile(r"<(h[1-6])\b[^>]*>(.*?)</\1>", re.DOTALL)


@dataclass(frozen=True)
class StoredText:
    """One text of a block: the name of its field there, and whether it is rich."""

    name: str
    text: str
    is_rich: bool = False

    @property
    def plain(self):
        """The text without tags, a line for each paragraph."""
        return plain(self.text) if self.is_rich else self.text


def texts_in(block, value, *, without=lambda block: (), name=""):
    """Each text of a block's stored value; `without` names the fields that a block keeps to itself."""
    if not value:
        return
    if isinstance(block, blocks.StreamBlock):
        for child in value:
            if part := block.child_blocks.get(child["type"]):
                yield from texts_in(
                    part, child["value"], without=without, name=child["type"]
                )
    elif isinstance(block, blocks.StructBlock):
        for field, part in block.child_blocks.items():
            if field not in without(block):
                yield from texts_in(part, value.get(field), without=without, name=field)
    elif isinstance(block, blocks.ListBlock):
        for item in value:
            # Lists written before their items had ids hold the values alone.
            has_id = isinstance(item, dict) and "value" in item
            item = item["value"] if has_id else item
            yield from texts_in(block.child_block, item, without=without, name=name)
    elif isinstance(block, BaseTypedTableBlock):
        yield StoredText("caption", value.get("caption", ""))
        for column in value["columns"]:
            yield StoredText("heading", column["heading"])
        for row in value["rows"]:
            yield from (StoredText("cell", str(cell)) for cell in row["values"] if cell)
    elif isinstance(block, blocks.RichTextBlock):
        yield StoredText(name, value, is_rich=True)
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock):
        yield StoredText(name, value)


def plain(html):
    """A rich text as it is stored, without its tags: a line for each paragraph."""
    text = unescape(TAG.sub("", LINE_TAG.sub("\n", html)))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def headings_in(html):
    """The headings of a rich text."""
    return [plain(found[2]) for found in HEADING.finditer(html)]
