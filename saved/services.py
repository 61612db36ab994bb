"""Every write: keeping a page, letting it go, having seen what is new."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from wagtail.models import Page

from .models import SavedPage

MOST_SAVED = 200


class TooManySaved(Exception):
    """Somebody keeps as many pages as we can show in one place."""


@transaction.atomic
def save_page(user, page):
    """Keep a page for somebody; saving it twice changes nothing.

    Whether they may read the page is the caller's to ask (pages.access).
    """
    # One at a time for each person: two clicks make one row, and nobody slips past the limit.
    get_user_model().objects.select_for_update(no_key=True).get(pk=user.pk)
    own = SavedPage.objects.of(user)
    saved = own.filter(page_id=page.pk).first()
    if saved:
        return saved
    if own.count() >= MOST_SAVED:
        raise TooManySaved
    return SavedPage.objects.create(
        user_id=user.pk, page_id=page.pk, seen_revision_id=page.live_revision_id
    )


def remove_page(user, page_id):
    """Let go of a page that somebody saved, if they did."""
    SavedPage.objects.of(user).filter(page_id=page_id).delete()


def remove_saved(user, pk):
    """Let go of one row, whatever became of its page."""
    SavedPage.objects.of(user).filter(pk=pk).delete()


@transaction.atomic
def mark_seen(user, *, until):
    """Note that somebody has seen everything that was new at a moment, and nothing after it."""
    until = min(until, timezone.now())
    own = SavedPage.objects.of(user).filter(looked_at__lt=until)
    live_revision = Page.objects.filter(pk=OuterRef("page_id"))
    own.unchanged_since(until).update(
        seen_revision_id=Subquery(live_revision.values("live_revision_id"))
    )
    own.update(looked_at=until)


def hand_over(from_user, to_user):
    """Give what somebody saved to another account of theirs, which keeps its own rows; how much it was."""
    own = SavedPage.objects.of(to_user).filter(page__isnull=False)
    rows = SavedPage.objects.of(from_user).exclude(page_id__in=own.values("page_id"))
    return rows.order_by().update(user=to_user)


def forget(user):
    """Let go of everything that somebody saved, and say how much it was."""
    deleted, _of_each = SavedPage.objects.of(user).delete()
    return deleted
