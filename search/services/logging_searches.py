"""Noting what is searched for and opened, so that editors learn from it; nothing about who it was."""

import logging
import re
from datetime import timedelta

from django.conf import settings
from django.core.cache import caches
from django.core.signing import BadSignature, TimestampSigner
from django.db import DatabaseError
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language

from library.counting import is_by_reader
from library.languages import primary
from safeguards.address import client_network
from safeguards.limits import Limit, within_limit_here
from safeguards.personal_details import find_details, patterns_in_use
from safeguards.text import clean_text

from ..asking.question import Filters
from ..models import Findable, IndexState, LoggedSearch
from ..words import searchable

logger = logging.getLogger(__name__)

LONGEST = 200
# Nobody comes back to a list of results after a day.
TOKEN_LASTS = timedelta(days=1)
signer = TimestampSigner(salt="search.log")
# Numbers of people, and addresses that were not typed to the end: no search of pages needs them.
LIKE_A_PERSONS = re.compile(r"\d{6}|\b\d{3}[ -]\d{3}|@\w")
PATTERNS = "search.number_patterns"
PATTERNS_KEPT = 60
BATCH = 5000
# A whole hospital may sit behind one address; whatever comes beyond this is a program's, and
# what it types must neither fill the table nor drown what readers look for. In each process.
FROM_A_NETWORK = Limit("searches_noted", count=600, seconds=60 * 60)
FROM_ALL = Limit("searches_noted_of_all", count=10_000, seconds=24 * 60 * 60)


def log_search(request, *, words, total, filters=None, page_number=1, corrected_to=""):
    """Note a search and return its token for `opened_address`; "" where it is not noted.

    Noted is what a reader typed, once: not the further pages of the results nor how they were
    narrowed, nor more than a whole hospital types. `words` are as typed; `total` is how much they
    found, nothing where results for other words (`corrected_to`) are shown. A failure is logged,
    and the reader gets the results all the same.
    """
    words = clean_text(words, multiline=False)[:LONGEST]
    is_first_look = page_number == 1 and not (filters or Filters()).is_narrowing
    if not (is_first_look and searchable(words) and _is_asked_by_reader(request)):
        return ""
    if not _has_room(client_network(request)):
        return ""
    if tells_of_somebody(words):
        words = corrected_to = ""
    try:
        search = LoggedSearch.objects.create(
            language=primary(get_language()),
            words=words,
            folded=searchable(words)[:LONGEST],
            found=total,
            corrected_to=corrected_to[:LONGEST],
        )
    except DatabaseError:
        logger.exception("A search was not noted")
        return ""
    return signer.sign(search.pk)


def opened_address(token, key):
    """Where a browser tells that a result was opened, for the link's `ping`; "" without a token."""
    if not token:
        return ""
    return f"{reverse('search_opened')}?{urlencode({'search': token, 'key': key})}"


def note_opened(token, key):
    """Note that the thing with this key was opened from the results of a search; whether that was new."""
    try:
        number = signer.unsign(token, max_age=TOKEN_LASTS)
    except BadSignature:
        return False
    in_use = IndexState.objects.values("generation")[:1]
    heads = Findable.objects.of_generation(in_use).heads()
    if not heads.with_keys([key]).exists():
        return False
    return LoggedSearch.objects.note_opened(int(number), key)


def forget_old_searches():
    """Delete what is older than settings.SEARCH_LOG_KEPT_DAYS, some at a time; how many it were."""
    day = timezone.localdate() - timedelta(days=settings.SEARCH_LOG_KEPT_DAYS)
    forgotten = 0
    while batch := list(
        LoggedSearch.objects.before(day).values_list("pk", flat=True)[:BATCH]
    ):
        LoggedSearch.objects.filter(pk__in=batch).delete()
        forgotten += len(batch)
    return forgotten


def _is_asked_by_reader(request):
    # Pages of others can have their readers' browsers ask for it as for a picture.
    shown_as = request.headers.get("Sec-Fetch-Dest", "document")
    return shown_as == "document" and is_by_reader(request)


def _has_room(network):
    """Whether one more search is noted; counts it."""
    limits = (FROM_A_NETWORK, network), (FROM_ALL, "")
    return all(within_limit_here(limit, key) for limit, key in limits)


def tells_of_somebody(words):
    """Whether words look like details of a person."""
    patterns = caches["process"].get_or_set(PATTERNS, patterns_in_use, PATTERNS_KEPT)
    return bool(LIKE_A_PERSONS.search(words) or find_details(words, patterns))
