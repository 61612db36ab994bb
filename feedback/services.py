"""Every write of what visitors tell us: keeping a message, deciding about it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from wagtail.log_actions import log

from .models import FeedbackItem
from .notifications import confirm_to_sender, tell_team
from .permissions import can_decide

State = FeedbackItem.State

LOG_ACTIONS = {
    State.NEW: "feedback.reopen",
    State.DONE: "feedback.done",
    State.SPAM: "feedback.spam",
}


@transaction.atomic
def receive_feedback(
    *, kind, message, name="", email="", page=None, user=None, is_caught=False
):
    """Keep a visitor's message and the mails about it, all or nothing.

    `user` is the member who sent it, if one was signed in. The same message sent again on the same day is the first one: nothing is kept or
    mailed twice. What the honeypot caught goes to spam, and nobody is told.
    """
    item, is_first = FeedbackItem.objects.get_or_create(
        fingerprint=_fingerprint(kind, message, name, email, page, user, is_caught),
        defaults={
            "kind": kind,
            "message": message,
            "name": name,
            "email": email,
            "page": page,
            "user": user,
            "state": State.SPAM if is_caught else State.NEW,
        },
    )
    if is_first and not is_caught:
        tell_team(item)
        confirm_to_sender(item)
    return item


def mark_done(item, *, by):
    """Say that a message has been dealt with."""
    return _move(item, State.DONE, by)


def mark_spam(item, *, by):
    """Put a message aside that nobody meant for us."""
    return _move(item, State.SPAM, by)


def reopen(item, *, by):
    """Put a message back among the new ones."""
    return _move(item, State.NEW, by)


@transaction.atomic
def hand_over(from_user, to_user):
    """Give what a member sent to another account of theirs; answers go to its address. How much it was."""
    items = FeedbackItem.objects.of(from_user).order_by()
    numbers = list(items.values_list("pk", flat=True))
    FeedbackItem.objects.filter(pk__in=numbers).update(user=to_user)
    FeedbackItem.objects.naming(from_user.email).update(email=to_user.email)
    return len(numbers)


@transaction.atomic
def forget_sender(user, *, keep_words):
    """Part a member from what they sent: without their name, or without their words too.

    Returns of how many messages.
    """
    items = FeedbackItem.objects.of(user)
    if keep_words:
        count = items.update(user=None, name="", email="")
    else:
        count, _of_each = items.delete()
    # What somebody else sent on their behalf.
    FeedbackItem.objects.naming(user.email).update(name="", email="")
    return count


@transaction.atomic
def _move(item, state, colleague):
    """Change the state and log who did; doing so twice changes and logs nothing more."""
    if not can_decide(colleague):
        raise PermissionDenied
    item = FeedbackItem.objects.select_for_update().get(pk=item.pk)
    if item.state == state:
        return item
    item.state = state
    is_open = state == State.NEW
    item.handled_at = None if is_open else timezone.now()
    item.handled_by = None if is_open else colleague
    item.save(update_fields=["state", "handled_at", "handled_by"])
    log(item, LOG_ACTIONS[state], user=colleague)
    return item


def _fingerprint(kind, message, name, email, page, user, is_caught):
    parts = [
        timezone.localdate().isoformat(),
        kind and kind.pk,
        message,
        name,
        email,
        page and page.pk,
        user and user.pk,
        is_caught,
    ]
    # Keyed, so that nobody can find a name or an address by trying it out; repr, so that
    # no text can imitate the border between two parts.
    return salted_hmac(
        "feedback.fingerprint", repr(parts), algorithm="sha256"
    ).hexdigest()
