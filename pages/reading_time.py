"""How long a text takes to read.

Counted from the data as it is stored: no page, picture or document is fetched for it.
"""

import re
import unicodedata
from html import unescape
from math import ceil

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock

WORDS_A_MINUTE = 230
# Languages that put no space between words: how many signs make one, and how the signs are named.
SIGNS_IN_A_WORD = {
    2: ("CJK", "HIRAGANA", "KATAKANA"),
    5: ("THAI", "LAO", "KHMER", "MYANMAR"),
}
# Before these nothing is written without spaces.
FIRST_UNSPACED = "\u0e00"
TAG = re.compile(r"<[^>]*>")


def minutes_to_read(stream):
    """Minutes for the text of a stream of blocks, rounded up; 0 when there is nothing to read."""
    words = sum(words_in(text) for text in _texts(stream.stream_block, stream.raw_data))
    return ceil(words / WORDS_A_MINUTE)


def words_in(text):
    """How many words a plain text has, in any script."""
    signs_of = dict.fromkeys(SIGNS_IN_A_WORD, 0)
    spaced = []
    for sign in text:
        signs = _signs_in_a_word(sign) if sign >= FIRST_UNSPACED else None
        if signs:
            signs_of[signs] += 1
        spaced.append(" " if signs else sign)
    unspaced = sum(ceil(count / signs) for signs, count in signs_of.items())
    pieces = "".join(spaced).split()
    return unspaced + sum(any(map(str.isalnum, piece)) for piece in pieces)


def _signs_in_a_word(sign):
    name = unicodedata.name(sign, "")
    for signs, scripts in SIGNS_IN_A_WORD.items():
        if name.startswith(scripts):
            return signs
    return None


def _texts(block, value):
    """Each text that readers see of a block's stored value."""
    if not value:
        return
    if isinstance(block, blocks.StreamBlock):
        for child in value:
            if child["type"] in block.child_blocks:
                yield from _texts(block.child_blocks[child["type"]], child["value"])
    elif isinstance(block, blocks.StructBlock):
        unread = getattr(block, "unread", ())
        for name, part in block.child_blocks.items():
            if name not in unread:
                yield from _texts(part, value.get(name))
    elif isinstance(block, blocks.ListBlock):
        for item in value:
            # Lists written before their items had ids hold the values alone.
            has_id = isinstance(item, dict) and "value" in item
            yield from _texts(block.child_block, item["value"] if has_id else item)
    elif isinstance(block, BaseTypedTableBlock):
        yield value.get("caption", "")
        yield from (column["heading"] for column in value["columns"])
        yield from (
            str(cell) for row in value["rows"] for cell in row["values"] if cell
        )
    elif isinstance(block, blocks.RichTextBlock):
        yield unescape(TAG.sub(" ", value))
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock):
        yield value
