"""How often documents are fetched: a number a day, nothing about who fetched them."""

import logging
import re
from urllib.parse import urlsplit

from django.db import DatabaseError
from django.utils import timezone

from .models import DownloadCount

logger = logging.getLogger(__name__)

# Programs that say so themselves: crawlers, previews of links, monitors.
ROBOT = re.compile(
    r"bot\b|crawl|spider|slurp|scan|monitor|externalhit|preview|archiver|fetcher"
    r"|feed|^curl|^wget|^python|^go-http|^java/",
    re.IGNORECASE,
)
ADMIN_PREFIXES = ("/admin/", "/django-admin/")


def is_download(request, response):
    """Whether a reader is being sent a whole document; a part of one is not, unless it is all of it."""
    return _is_whole(response) and is_by_reader(request)


def is_by_reader(request):
    """Whether somebody asks for this page to read it.

    What a robot fetches is not, nor what a browser fetches in advance, or what a colleague looks
    at from the admin.
    """
    return (
        request.method == "GET"
        and not ROBOT.search(request.headers.get("User-Agent", ""))
        and "prefetch" not in request.headers.get("Sec-Purpose", "")
        and not _path(request.headers.get("Referer", "")).startswith(ADMIN_PREFIXES)
    )


def note_download(document):
    """Count a download; a failure is logged and the reader gets the file all the same."""
    try:
        DownloadCount.objects.count_one(document, timezone.localdate())
    except DatabaseError:
        logger.exception("A download was not counted")


def _is_whole(response):
    if response.status_code == 206:
        sent, _slash, size = response["Content-Range"].rpartition("/")
        return sent == f"bytes 0-{int(size) - 1}"
    return response.status_code == 200


def _path(address):
    try:
        return urlsplit(address).path
    except ValueError:
        return ""
