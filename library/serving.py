"""Sends stored files: whole, in parts (so that films can be sought in) or not again."""

import re
import unicodedata
from email.utils import formatdate

from django.http import FileResponse, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, parse_http_date_safe
from whitenoise.responders import SlicedFile

# One part, as every player and download manager asks; several at once get the whole file.
RANGE = re.compile(
    r"\s*bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*", re.IGNORECASE | re.ASCII
)


MAX_NAME_LENGTH = 80


class RangeNotSatisfiable(Exception):
    """A part was asked for that begins behind the end."""


class StoredFileResponse(FileResponse):
    """Streams in pieces fit for films; its headers are those it is given."""

    block_size = 64 * 1024

    def set_headers(self, filelike):
        pass


def send_file(request, open_file, *, size, etag, modified=None, headers):
    """Answer with what `open_file` opens: all of it, the part asked for, or 304.

    `etag` is quoted and strong; `modified` counts seconds since 1970. `headers` go with
    every answer, `Content-Type` among them.
    """
    headers = {
        **headers,
        "ETag": etag,
        "Accept-Ranges": "bytes",
        "X-Content-Type-Options": "nosniff",
    }
    if modified is not None:
        headers["Last-Modified"] = formatdate(modified, usegmt=True)
    unchanged = get_conditional_response(request, etag=etag, last_modified=modified)
    if unchanged is not None:
        return _with(headers, unchanged, without=["Content-Type"])
    try:
        span = _part_asked_for(request, size, etag, modified)
    except RangeNotSatisfiable:
        response = HttpResponse(status=416)
        headers["Content-Range"] = f"bytes */{size}"
        return _with(headers, response, without=["Content-Type", "Content-Disposition"])
    start, end = span or (0, size - 1)
    headers["Content-Length"] = str(end - start + 1)
    if span:
        headers["Content-Range"] = f"bytes {start}-{end}/{size}"
    if request.method == "HEAD":
        return _with(headers, HttpResponse())
    file = open_file()
    if span:
        file = SlicedFile(file, start, end)
    return _with(headers, StoredFileResponse(file, status=206 if span else 200))


def disposition(title, plain_name, extension, *, inline):
    """How a file is offered: under its title, in whatever script, and a plain name for old browsers."""
    name = _file_name(title) or plain_name
    header = content_disposition_header(not inline, f"{name}.{extension}")
    if name.isascii():
        return header
    fallback = content_disposition_header(not inline, f"{plain_name}.{extension}")
    return header.replace("; ", f"{fallback[fallback.index('; ') :]}; ", 1)


def _file_name(title):
    """A title as the name of a file: letters, marks and numbers of any script, else a hyphen."""
    kept = "".join(
        letter if unicodedata.category(letter)[0] in "LMN" else "-"
        for letter in unicodedata.normalize("NFC", title)
    )
    return re.sub("-+", "-", kept)[:MAX_NAME_LENGTH].strip("-").lower()


def _part_asked_for(request, size, etag, modified):
    """The first and the last byte of the part asked for, or None for the whole file."""
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    if request.method != "GET" or not asked or not _is_same(request, etag, modified):
        return None
    first, last = asked.groups()
    if first:
        start, end = int(first), min(int(last or size), size - 1)
        if last and int(last) < start:
            return None
    elif last:
        start, end = max(size - int(last), 0), size - 1
    else:
        return None
    if start > end:
        raise RangeNotSatisfiable
    return start, end


def _is_same(request, etag, modified):
    """Whether the reader's first part, if there was one, is of the file as it is now."""
    condition = request.headers.get("If-Range")
    if condition is None:
        return True
    if '"' in condition:
        return condition == etag
    return modified is not None and parse_http_date_safe(condition) == modified


def _with(headers, response, without=()):
    for name, value in headers.items():
        if name not in without:
            response[name] = value
    return response
