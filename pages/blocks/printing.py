"""What blocks are on paper: plain data, so that nothing an editor types can be code there.

Each block answers `print_nodes(value)` with a list of the nodes below, ready for JSON:

    {"kind": "heading", "level": 2 or 3, "text": str}
    {"kind": "paragraph", "runs": [{"text": str, "bold": bool, "italic": bool, "link": str}]}
    {"kind": "list", "ordered": bool, "items": [[node, …], …]}
    {"kind": "image", "image_id": int, "alt": str, "caption": str}
    {"kind": "quote", "text": str, "by": str}
    {"kind": "box", "style": "inset", "warning", "do", "dont" or "card", "title": str, "nodes": [node, …]}
    {"kind": "table", "caption": str, "header_row": bool, "header_column": bool, "rows": [[str, …], …]}
    {"kind": "steps", "steps": [{"title": str, "minutes": int or None, "materials": str,
                                 "note": str, "nodes": [node, …]}]}
    {"kind": "statistic", "number": str, "label": str, "source": str}
    {"kind": "link", "text": str, "url": str}

Addresses are whole ones, for people who type them. A line break within a text is "\\n".
"""

import re
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, CData, NavigableString, Tag
from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.rich_text import expand_db_html

BOLD = {"b", "strong"}
ITALIC = {"i", "em"}
HEADINGS = {"h1": 2, "h2": 2, "h3": 3, "h4": 3, "h5": 3, "h6": 3}
LISTS = {"ul": False, "ol": True}
# What holds other blocks, and shows nothing of its own.
CONTAINERS = {"div", "section", "article", "blockquote", "figure", "[document]"}
SCHEMES = {"http", "https", "mailto", "tel"}


def stream_nodes(stream):
    """The nodes of all blocks of a stream, in order."""
    return [node for child in stream for node in child.block.print_nodes(child.value)]


def rich_text_nodes(html):
    """The nodes of a rich text: a block's value, or HTML as it is stored or as it is shown."""
    html = expand_db_html(str(getattr(html, "source", html)))
    return _block_nodes(BeautifulSoup(html, "html.parser"))


def rich_text_words(html):
    """A rich text as one plain text: a line for each paragraph and each entry of a list."""
    return "\n".join(_lines(rich_text_nodes(html)))


def heading(text, level=2):
    """A heading, unless it says nothing."""
    return [{"kind": "heading", "level": level, "text": text}] if text else []


def paragraph(text, *, bold=False, italic=False):
    """A paragraph of plain text, unless it says nothing."""
    return _paragraph([_run(text, bold=bold, italic=italic)]) if text else []


def plain_list(texts):
    """A list of short plain texts; nothing when there are none."""
    items = [paragraph(text) for text in texts if text]
    return [{"kind": "list", "ordered": False, "items": items}] if items else []


def table(caption, rows, *, header_column):
    """A table, whose first row says what is in each column."""
    return [
        {
            "kind": "table",
            "caption": caption or "",
            "header_row": True,
            "header_column": header_column,
            "rows": rows,
        }
    ]


def quote(text, by=""):
    """What somebody said."""
    return [{"kind": "quote", "text": text or "", "by": by or ""}]


def statistic(number, label, source=""):
    """A number that matters, and what it counts."""
    return [
        {
            "kind": "statistic",
            "number": number or "",
            "label": label or "",
            "source": source or "",
        }
    ]


def sourced(source):
    """Where numbers come from, unless nobody says."""
    return paragraph(_("Source: %s") % source, italic=True) if source else []


def image(image, caption=""):
    """A picture of the library; nothing where it was deleted."""
    if image is None:
        return []
    return [
        {
            "kind": "image",
            "image_id": image.pk,
            "alt": image.default_alt_text,
            "caption": caption or "",
        }
    ]


def box(style, title, nodes):
    """Nodes set apart from what is around them."""
    return [{"kind": "box", "style": style, "title": title or "", "nodes": nodes}]


def link(text, address):
    """A line that leads elsewhere."""
    return [{"kind": "link", "text": text or "", "url": whole_address(address)}]


def whole_address(address):
    """An address as it is typed from paper; empty for a place within the same page, and for what is none."""
    if not address or address.startswith("#"):
        return ""
    try:
        whole = urljoin(f"{settings.PUBLIC_URL}/", address)
        return whole if urlsplit(whole).scheme in SCHEMES else ""
    except ValueError:
        # How Python refuses what somebody meant to replace: http://[address]/
        return ""


def _block_nodes(parent):
    """The nodes of everything in an element; text that stands alone becomes a paragraph."""
    nodes, runs = [], []
    for child in parent.children:
        inner = _nodes_of(child)
        if inner is None:
            runs += _runs(child)
        else:
            nodes += [*_paragraph(runs), *inner]
            runs = []
    return nodes + _paragraph(runs)


def _nodes_of(element):
    """The nodes of a block element; None for what stands in a line."""
    name = element.name if isinstance(element, Tag) else None
    if name in HEADINGS:
        return heading(_text(element), HEADINGS[name])
    if name == "p":
        return _paragraph(_runs(element))
    if name in LISTS:
        items = [_block_nodes(item) for item in element.find_all("li", recursive=False)]
        return [{"kind": "list", "ordered": LISTS[name], "items": items}]
    if name in CONTAINERS:
        return _block_nodes(element)
    return None


def _runs(element, bold=False, italic=False, link=""):
    """The pieces of text of a line, each with how it looks and where it leads."""
    if isinstance(element, NavigableString):
        # Comments and the like are strings too, of kinds of their own.
        is_text = type(element) in {NavigableString, CData}
        text = re.sub(r"\s+", " ", element) if is_text else ""
        return [_run(text, bold=bold, italic=italic, link=link)]
    if element.name == "br":
        return [_run("\n", bold=bold, italic=italic, link=link)]
    if element.name == "img":
        return [_run(element.get("alt", ""), bold=bold, italic=italic, link=link)]
    bold = bold or element.name in BOLD
    italic = italic or element.name in ITALIC
    if element.name == "a":
        link = whole_address(element.get("href", ""))
    return [
        run for child in element.children for run in _runs(child, bold, italic, link)
    ]


def _run(text, *, bold=False, italic=False, link=""):
    return {"text": text, "bold": bold, "italic": italic, "link": link}


def _paragraph(runs):
    """One paragraph of these runs, without space around it; nothing when they say nothing."""
    joined = []
    for run in runs:
        if joined and {**joined[-1], "text": ""} == {**run, "text": ""}:
            joined[-1]["text"] += run["text"]
        elif run["text"]:
            joined.append(dict(run))
    while joined and not joined[0]["text"].strip():
        joined.pop(0)
    while joined and not joined[-1]["text"].strip():
        joined.pop()
    if not joined:
        return []
    joined[0]["text"] = joined[0]["text"].lstrip()
    joined[-1]["text"] = joined[-1]["text"].rstrip()
    return [{"kind": "paragraph", "runs": joined}]


def _text(element):
    return re.sub(r"\s+", " ", element.get_text()).strip()


def _lines(nodes):
    """What headings, paragraphs and lists say, line by line."""
    for node in nodes:
        if node["kind"] == "heading":
            yield node["text"]
        elif node["kind"] == "paragraph":
            yield "".join(run["text"] for run in node["runs"])
        elif node["kind"] == "list":
            for item in node["items"]:
                yield from _lines(item)
