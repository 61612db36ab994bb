"""What every mail looks like: signed as text, and laid out as HTML that says the same.

Mails are written once, as plain text. Paragraphs, lists that begin with "- ", addresses of this
site on a line of their own and codes on a line of their own are told by how they are written.
"""

import re
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlsplit

import css_inline
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language, get_language_bidi

# What plain-text programs know the end of a letter by.
SIGNATURE_LINE = "-- "
ITEM = "- "
CODE = re.compile(r"\d{4,10}")
ADDRESS = re.compile(r"https?://\S+")
# They end the sentence around an address, not the address.
AFTER_ADDRESS = ".,;:!?)”’\"'"


@dataclass(frozen=True)
class Block:
    """Lines that belong together: "text", "list", "address" or "code".

    What `leads` stands close to the next block, as "Read it here:" does.
    """

    kind: str
    lines: list[str]
    leads: bool

    def linked_lines(self):
        return [_with_links(line) for line in self.lines]


def lay_out(message):
    """Sign a mail that is text alone, and give it its HTML version, in the language in use."""
    blocks = _blocks(message.body)
    signature = render_to_string("email/signature.txt", _frame()).strip()
    message.body = f"{message.body.strip()}\n\n{SIGNATURE_LINE}\n{signature}\n"
    context = {"subject": message.subject, "blocks": blocks, **_frame()}
    message.attach_alternative(_inlined("email/base.html", context), "text/html")


def _inlined(template, context):
    # Several mail programs read no style sheet at all; those that do find what is kept for
    # small and for dark screens.
    return css_inline.inline(
        render_to_string(template, context),
        keep_at_rules=True,
        load_remote_stylesheets=False,
    )


def _frame():
    return {
        "PUBLIC_URL": settings.PUBLIC_URL,
        "site_name": urlsplit(settings.PUBLIC_URL).netloc,
        "language": get_language() or settings.LANGUAGE_CODE,
        "direction": "rtl" if get_language_bidi() else "ltr",
    }


def _blocks(text):
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        lines = [line.strip() for line in paragraph.splitlines()]
        groups = [(kind, list(group)) for kind, group in groupby(lines, _kind)]
        for number, (kind, group) in enumerate(groups, 1):
            found = [
                line.removeprefix(ITEM) if kind == "list" else line for line in group
            ]
            yield Block(kind, found, leads=number < len(groups))


def _kind(line):
    if line.startswith(ITEM):
        return "list"
    if CODE.fullmatch(line):
        return "code"
    if ADDRESS.fullmatch(line) and _is_ours(line):
        return "address"
    return "text"


def _with_links(line):
    parts, end = [], 0
    for match in ADDRESS.finditer(line):
        address = match.group().rstrip(AFTER_ADDRESS)
        if _is_ours(address):
            parts.append((line[end : match.start()],))
            parts.append((format_html('<a href="{0}">{0}</a>', address),))
            end = match.start() + len(address)
    parts.append((line[end:],))
    return format_html_join("", "{}", parts)


def _is_ours(address):
    # Names and what people write stand in mails too: we lead nobody to another site.
    rest = address.removeprefix(settings.PUBLIC_URL)
    return rest != address and rest[:1] in {"", "/", "?", "#"}
