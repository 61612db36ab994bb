"""Choosing how to hear of a discussion by mail, and stopping it."""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from pages.access import pages_readable_by

from ..models import Follow
from ..permissions import can_read_comments, can_write

Pace = Follow.Pace

# More than anybody reads, and few enough for one page of "my account".
MOST_FOLLOWED = 200


class TooManyFollowed(Exception):
    """Somebody follows as many discussions as we can list."""


@transaction.atomic
def follow(user, page, thread=None, *, pace):
    """Note how a member wants to hear of a page's comments, or of one thread; None: nothing special.

    What is chosen for a thread wins over its page, and "never" there ends mail about replies too.
    Raises PermissionDenied where we could not write to them about the page.
    """
    # One choice of a member at a time: nobody slips past the limit.
    user = get_user_model().objects.select_for_update(no_key=True).get(pk=user.pk)
    chosen = Follow.objects.of(user).about(page, thread)
    if pace is None or (thread is None and pace == Pace.NEVER):
        chosen.delete()
        return
    # Whoever wants to hear nothing may always say so.
    is_wanted = pace != Pace.NEVER
    if is_wanted and not can_follow(user, page):
        raise PermissionDenied
    if thread is not None and (thread.page_id != page.pk or thread.parent_id):
        raise PermissionDenied
    earlier = chosen.first()
    if earlier is None:
        if is_wanted and Follow.objects.of(user).count() >= MOST_FOLLOWED:
            raise TooManyFollowed
        Follow.objects.create(user=user, page_id=page.pk, thread=thread, pace=pace)
    elif earlier.pace != pace:
        if earlier.pace == Pace.NEVER:
            # What was said while they wanted to hear nothing is no news.
            earlier.since = timezone.now()
        earlier.pace = pace
        earlier.save(update_fields=["pace", "since"])


def can_follow(user, page):
    """Whether we may write to this person about comments on this page.

    A page behind a password can't be followed: no mail knows who has entered it.
    """
    return (
        can_write(user)
        and bool(pages_readable_by(user, [page]))
        and can_read_comments(page)
    )


def stop_all(user, *paces):
    """End all mail about discussions that comes at one of these paces; threads with "never" stay so."""
    Follow.objects.of(user).at_pace(*paces).delete()
