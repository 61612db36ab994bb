"""Counting who finds a page useful, without knowing who: docs/adr/0030."""

import hmac
from dataclasses import dataclass
from hashlib import sha256
from secrets import token_bytes

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from ua_parser import parse_device

from safeguards.address import client_network

from ..models import CountedAnswer, DailySalt, UsefulnessCount

# Longer ones only take time to read.
LONGEST_HEADER = 500
# As the list of user agents calls whatever reads by itself.
CRAWLER = "Spider"
# Every browser's name begins like this; those of other programs that fetch pages don't.
BROWSERS = ("Mozilla/", "Opera/")


@dataclass(frozen=True)
class Reader:
    """What a browser says of itself with each request: enough to tell a reload from another reader."""

    network: str
    user_agent: str
    languages: str

    @classmethod
    def of(cls, request):
        return cls(
            network=client_network(request),
            user_agent=request.headers.get("User-Agent", "")[:LONGEST_HEADER],
            languages=request.headers.get("Accept-Language", "")[:LONGEST_HEADER],
        )

    @property
    def is_program(self):
        """Whether no person reads there, going by what it calls itself."""
        if not self.user_agent.startswith(BROWSERS):
            return True
        device = parse_device(self.user_agent)
        return device is not None and device.family == CRAWLER


@transaction.atomic
def count_answer(page, *, is_useful, reader):
    """Count that a reader found a page useful, or not; whether it was counted.

    Programs are not counted, nor is a reader who has answered for this page today. Whether
    they may read the page is the caller's to ask (pages.access).
    """
    if reader.is_program:
        return False
    day = timezone.localdate()
    _answer, is_first = CountedAnswer.objects.get_or_create(
        key=_key(reader, page, day), defaults={"day": day}
    )
    if is_first:
        answer = "yes" if is_useful else "no"
        UsefulnessCount.objects.update_or_create(
            page_id=page.pk,
            day=day,
            defaults={answer: F(answer) + 1},
            create_defaults={answer: 1},
        )
    return is_first


@transaction.atomic
def forget_past_days():
    """Delete the salts of days that are over, and what they were used for: nothing leads back."""
    today = timezone.localdate()
    CountedAnswer.objects.of_days_before(today).delete()
    DailySalt.objects.of_days_before(today).delete()


def _key(reader, page, day):
    """A number that is the same for the same browser on the same page and day, and says nothing more."""
    # repr, so that no header can imitate the border between two parts.
    parts = repr((reader.network, reader.user_agent, reader.languages, page.pk))
    return hmac.new(_salt_of(day), parts.encode("utf-8", "replace"), sha256).hexdigest()


def _salt_of(day):
    # Whoever comes first makes it; everybody else waits a moment and takes the same.
    row, _is_new = DailySalt.objects.get_or_create(
        day=day, defaults={"salt": token_bytes(32)}
    )
    return bytes(row.salt)
