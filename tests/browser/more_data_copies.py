"""Copies of people's data in each of their states, for as long as the tests run."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import DataExport, User
from tests.browser.people import KEEPER, MODERATOR, NEW_MEMBER


def add_data_copies():
    """One that is ready, one that failed, and one that nobody begins to make before tomorrow."""
    now = timezone.now()
    later = now + timedelta(days=2)
    _add(KEEPER, ready_at=now, bytes=12_345, file_name="x.zip", expires_at=later)
    _add(NEW_MEMBER, failed_at=now, expires_at=later)
    _add(MODERATOR, asked_at=now + timedelta(days=1), expires_at=later)


def _add(email, **state):
    DataExport.objects.create(user=User.objects.get(email=email), **state)
