"""Plain text shown as HTML: everything typed is text, only web addresses become links."""

import re
from urllib.parse import urlsplit

from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

from safeguards.personal_details import marked

WEB_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\]+", re.IGNORECASE)
PARAGRAPH_BREAK = re.compile(r"\n{2,}")
# Other people's links: no credit in search engines, no hold on our window.
MARK = '<mark class="found">{} <small class="found__kind">{}</small></mark>'
LINK = '<a href="{}" rel="nofollow ugc noopener">{}</a>'


def as_html(text):
    """Paragraphs, line breaks and links; whatever looks like markup is shown as it was typed."""
    paragraphs = PARAGRAPH_BREAK.split(text.strip())
    # Each part was escaped on its own, in _with_links.
    return mark_safe("\n".join(f"<p>{_lines(each)}</p>" for each in paragraphs))  # noqa: S308


def as_marked_html(text, findings):
    """The same for moderators, with each detail that was found marked and named."""
    if not findings:
        return as_html(text)
    pieces = [
        format_html(MARK, escape(piece), finding.kind.label)
        if finding
        else mark_safe(_lines(piece))  # noqa: S308
        for piece, finding in marked(text, findings)
    ]
    return format_html("<p>{}</p>", mark_safe("".join(pieces)))  # noqa: S308


def links_in(text):
    """The addresses in a text that become links, each as often as it stands there."""
    return [address for _start, address in _links(text)]


def _lines(paragraph):
    return "<br>\n".join(_with_links(line) for line in paragraph.split("\n"))


def _with_links(line):
    parts = []
    end = 0
    for start, address in _links(line):
        parts.append(escape(line[end:start]))
        parts.append(format_html(LINK, address, address))
        end = start + len(address)
    parts.append(escape(line[end:]))
    return "".join(parts)


def _links(text):
    """Each address with the place where it begins."""
    for match in WEB_ADDRESS.finditer(text):
        address = _without_punctuation(match.group())
        if _has_host(address):
            yield match.start(), address


def _without_punctuation(address):
    """The address without what ends the sentence around it."""
    address = address.rstrip(".,;:!?…")
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(".,;:!?…")
    return address


def _has_host(address):
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    # A name before the host only serves to make one site look like another.
    return bool(parts.hostname) and "@" not in parts.netloc
