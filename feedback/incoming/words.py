"""The words of a mail: text alone, without what was quoted and signed. HTML is read, never shown."""

import codecs
import re

from lxml.etree import ParserError, iterwalk
from lxml.html import HTMLParser, document_fromstring
from mailparser_reply.parser import EmailMessage

from safeguards.text import clean_text

# More than anybody writes; the rest of a mail is files, quotes or meant to harm.
MOST_BYTES = 100_000
# What is looked through for quotes: the patterns take far longer for longer texts.
MOST_SEARCHED = 10_000
MOST_PARTS = 200
UNSHOWN = {"head", "script", "style", "template", "title", "object", "svg", "math"}
# After these a reader leaves a line free; the others only begin a new one.
PARAGRAPHS = {
    "blockquote",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "ol",
    "p",
    "pre",
    "table",
    "ul",
}
LINES = {
    "address",
    "article",
    "dd",
    "div",
    "dt",
    "footer",
    "header",
    "li",
    "section",
    "tr",
}
# They turn bytes into text at a cost that grows with the square, or into other bytes.
ODD_CHARSETS = {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape"}
LANGUAGES = ["en", "pl"]
QUOTED_LINE = re.compile(r"\s*>")
RULED_OFF = re.compile(r"[_-]{5,}")
# The library also takes "Thank you," for the beginning of a signature, and what follows with it.
SIGNATURE = re.compile(
    r"^(?:[-_]{2}$|Sent from my\b|Get Outlook for\b|Wysłan[eo] z\b|أُ?رسلت? من)(?:.|\s)*",
    re.MULTILINE | re.IGNORECASE,
)


def text_and_files(message):
    """The text of a parsed mail and how many files came with it."""
    plain, marked_up, files = [], [], 0
    for part in _parts(message):
        kind = part.get_content_type()
        if _is_file(part):
            files += 1
        elif kind == "text/plain":
            plain.append(_decoded(part))
        else:
            marked_up.append(_decoded(part))
    text = _tidy("\n".join(plain))
    if not text and marked_up:
        text = _tidy(text_of_html(marked_up[0]))
    return text, files


def text_of_html(html):
    """The words of a page of HTML, its paragraphs on lines of their own and its quotes marked with >."""
    try:
        # As bytes: what it says of its own encoding no longer holds.
        page = document_fromstring(
            html[:MOST_BYTES].encode(), parser=HTMLParser(encoding="utf-8")
        )
    except ParserError:
        # Nothing is in it.
        return ""
    lines = _Lines()
    for event, element in iterwalk(page, events=("start", "end", "comment", "pi")):
        if event == "start":
            lines.begin(element)
        elif event == "end":
            lines.end(element)
        lines.add(element.text if event == "start" else element.tail)
    return lines.text


class _Lines:
    """The lines of a text as its elements begin and end."""

    def __init__(self):
        self._done, self._line = [], []
        self._quotes = self._unshown = 0

    def begin(self, element):
        self._break_at(element)
        if element.tag == "br":
            self._break()
        self._quotes += element.tag == "blockquote"
        self._unshown += element.tag in UNSHOWN

    def end(self, element):
        self._break_at(element)
        self._quotes -= element.tag == "blockquote"
        self._unshown -= element.tag in UNSHOWN

    def add(self, text):
        if text and not self._unshown:
            self._line.append(text.replace("\n", " "))

    @property
    def text(self):
        self._break()
        return "\n".join(self._done)

    def _break_at(self, element):
        if element.tag in PARAGRAPHS or (element.tag in LINES and self._line):
            self._break()

    def _break(self):
        line = " ".join("".join(self._line).split())
        self._done.append(f"> {line}" if line and self._quotes else line)
        self._line = []


def split_reply(text):
    """What somebody wrote, and what their program put below it: quotes and the signature."""
    reply = _above_quotes(_reply_in(text[:MOST_SEARCHED]))
    if not reply:
        # They wrote below what they quote, or nothing.
        reply = _without_quotes(text)
        return (reply, text) if reply else (text, "")
    if text[:MOST_SEARCHED].startswith(reply):
        return reply, text[len(reply) :].strip()
    return reply, text


def _reply_in(text):
    mail = EmailMessage(
        text=text, languages=list(LANGUAGES), _signature_regex=SIGNATURE
    )
    replies = mail.read().replies
    return replies[0].body if replies and not replies[0].headers else ""


def _above_quotes(text):
    """Cut quotes at the end, and the line that says whose they are, in whatever language."""
    lines = text.split("\n")
    end = len(lines)
    while end and (not lines[end - 1] or QUOTED_LINE.match(lines[end - 1])):
        end -= 1
    has_quotes = any(QUOTED_LINE.match(line) for line in lines[end:])
    if has_quotes and end and lines[end - 1].rstrip().endswith(":"):
        end -= 1
    if end and RULED_OFF.fullmatch(lines[end - 1].strip()):
        end -= 1
    return "\n".join(lines[:end]).strip()


def _without_quotes(text):
    lines = text.split("\n")
    kept = [line for line in lines if not QUOTED_LINE.match(line)]
    if kept and len(kept) < len(lines) and kept[0].rstrip().endswith(":"):
        del kept[0]
    return "\n".join(kept).strip()


def _parts(message):
    """The leaves of a mail in their order; a mail inside a mail is one leaf."""
    waiting, seen = [message], 0
    while waiting and seen < MOST_PARTS:
        part = waiting.pop()
        seen += 1
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting.extend(reversed(part.get_payload()))
        else:
            yield part


def _is_file(part):
    return (
        part.get_content_type() not in {"text/plain", "text/html"}
        or part.get_content_disposition() == "attachment"
        or part.get_filename() is not None
    )


def _decoded(part):
    content = part.get_payload(decode=True) or b""
    charset = str(part.get_content_charset("utf-8"))
    try:
        name = codecs.lookup(charset).name
        if name.replace("-", "_") in ODD_CHARSETS:
            name = "utf-8"
        return content[:MOST_BYTES].decode(name, "replace")
    except (LookupError, UnicodeError, ValueError):
        return content[:MOST_BYTES].decode("utf-8", "replace")


def _tidy(text):
    text = clean_text(text, multiline=True)
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
