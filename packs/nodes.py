"""What tools say, as the nodes of pages/blocks/printing.py, looked up for all of them at once."""

import re
from collections.abc import Iterator
from functools import partial

from django.utils.html import escape
from wagtail.blocks import StreamValue
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page
from wagtail.rich_text.rewriters import LinkRewriter

from library.models import CLICImage
from pages.blocks.printing import paragraph, rich_text_nodes
from pages.models import ToolPage
from safeguards.text import UNWANTED

TEXTS = (
    "what_it_is",
    "when_to_use",
    "when_not_to_use",
    "who_to_involve",
    "what_you_need",
    "pitfalls",
)
STREAMS = ("steps", "example")
# Between texts that are looked through together; what was typed never holds it.
SEPARATOR = "\x1e"
ON_SCREEN = "max-1200x1200|format-webp"
# No tool lists lists in lists in lists; a PDF can't nest for ever.
DEEPEST = 6
# What no line can hold may be broken, so that it doesn't run off the paper.
LONG_WORD = re.compile(r"[^\s\u200b]{45}(?=[^\s\u200b])")
PAGE_ID = re.compile(r"\d{1,9}", re.ASCII)
# What isn't read but used.
CODES = {"address", "dir", "kind", "lang", "link", "name", "src", "style", "url"}


def nodes_of(request, tools):
    """For each tool its texts and streams as nodes, by the name of the field."""
    stored = _with_links(
        request,
        [
            {name: getattr(tool, name) for name in TEXTS}
            | {name: list(getattr(tool, name).raw_data) for name in STREAMS}
            for tool in tools
        ],
    )
    streams = {name: _stream_nodes(name, stored) for name in STREAMS}
    return [
        {name: rich_text_nodes(fields[name]) for name in TEXTS}
        | {name: streams[name][place] for name in STREAMS}
        for place, fields in enumerate(stored)
    ]


def bounded(value, *, notes, depth=0):
    """A copy of nodes, as deep as can be printed; with `notes`, the facilitator's notes among them."""
    if isinstance(value, list):
        return [bounded(one, notes=notes, depth=depth) for one in value]
    if not isinstance(value, dict):
        return value
    if depth > DEEPEST:
        return next(iter(paragraph(" ".join(words_in(value)))), {"kind": "nothing"})
    copy = {
        key: bounded(inner, notes=notes, depth=depth + 1)
        for key, inner in value.items()
    }
    if "note" in copy and not notes:
        copy["note"] = ""
    return copy


def breakable(value):
    """A copy of all that is said without what can't be printed, and with places to break long words."""
    if isinstance(value, str):
        return LONG_WORD.sub("\\g<0>\u200b", UNWANTED.sub("", value))
    if isinstance(value, list):
        return [breakable(one) for one in value]
    if isinstance(value, dict):
        return {
            key: inner if key in CODES else breakable(inner)
            for key, inner in value.items()
        }
    return value


def show_pictures(content, closed):
    """Give each picture that can be shown its address and size; the others leave their captions.

    Those are deleted, damaged, without consent, or in one of the collections that are closed to
    the reader.
    """
    images = CLICImage.objects.select_related("collection").prefetch_related(
        "renditions"
    )
    found = images.in_bulk({node["image_id"] for node in pictures_in(content)})
    for node in pictures_in(content):
        image = found.get(node["image_id"])
        if image and not (
            image.is_withheld or image.collection.path.startswith(closed)
        ):
            node |= _shown(image)


def pictures_in(content) -> Iterator[dict]:
    """Every picture among nodes, however deep."""
    for value in content.values() if isinstance(content, dict) else content:
        if isinstance(value, dict | list):
            yield from pictures_in(value)
    if isinstance(content, dict) and content.get("kind") == "image":
        yield content


def _shown(image):
    try:
        rendition = image.get_rendition(ON_SCREEN)
    except (SourceImageIOError, OSError):
        return {}
    return {
        "src": rendition.url,
        "width": rendition.width,
        "height": rendition.height,
    }


def _with_links(request, stored):
    """Stored rich text with the addresses that its links lead to, in a query for each kind of link."""
    texts = [text for text in _strings(stored) if 'linktype="' in text]
    rewrite = LinkRewriter(
        bulk_rules={
            "page": partial(_page_links, request),
            "document": DocumentLinkHandler.expand_db_attributes_many,
        }
    )
    joined = SEPARATOR.join(text.replace(SEPARATOR, "") for text in texts)
    linked = dict(zip(texts, rewrite(joined).split(SEPARATOR), strict=False))
    return _replaced(stored, linked)


def _page_links(request, links):
    """Where links to pages lead; those to pages that aren't published lead nowhere."""
    ids = {link["id"] for link in links if PAGE_ID.fullmatch(link.get("id", ""))}
    pages = Page.objects.live().in_bulk([int(pk) for pk in ids])
    addresses = {str(pk): page.get_url(request) or "" for pk, page in pages.items()}
    return [f'<a href="{escape(addresses.get(link.get("id"), ""))}">' for link in links]


def _stream_nodes(name, stored):
    """The nodes of one stream of each tool: read as if they were one, so that blocks are looked up once."""
    streams = [fields[name] for fields in stored]
    block = ToolPage._meta.get_field(name).stream_block
    together = StreamValue(
        block, [child for stream in streams for child in stream], is_lazy=True
    )
    children = iter(together)
    return [
        [
            node
            for child in (next(children) for _each in stream)
            for node in child.block.print_nodes(child.value)
        ]
        for stream in streams
    ]


def _strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


def _replaced(value, texts):
    if isinstance(value, str):
        return texts.get(value, value)
    if isinstance(value, dict):
        return {key: _replaced(inner, texts) for key, inner in value.items()}
    if isinstance(value, list):
        return [_replaced(inner, texts) for inner in value]
    return value


def words_in(value):
    """Every text that somebody reads within a node."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for inner in value:
            yield from words_in(inner)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in CODES:
                yield from words_in(inner)
