"""Telling moderators by mail what needs them, and what a link in such a mail may do."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from safeguards.limits import Limit, within_limit

from .. import notices, notifications
from ..mail_links import HIDE, HOLD
from ..models import Comment, CommentDecision
from ..permissions import can_moderate
from .states import change, take

Action = CommentDecision.Action
Hold = Comment.Hold
State = Comment.State

# What comes on top of this in an hour is told together, by the clock.
AT_ONCE = Limit("moderators_at_once", count=10, seconds=60 * 60)


def moderators():
    """Everyone who was made a moderator and can sign in; where there is nobody, the administrators."""
    # Which pages somebody may read depends on their groups.
    people = get_user_model().objects.prefetch_related("groups")
    named = people.able_to_sign_in().given("comments", "moderate_comment")
    return list(named.order_by("pk") or people.administrators().order_by("pk"))


def tell_at_once(comment):
    """Tell moderators of a comment that can't wait, in the caller's transaction; of others, nothing."""
    risky = Comment.objects.unknown_to_moderators().risky().filter(pk=comment.pk)
    if risky.exists() and within_limit(AT_ONCE, "all"):
        _tell(risky, notices.comments_need_you_now)


@transaction.atomic
def tell_of_risky_comments():
    """Tell moderators of all that can't wait and that nobody has told them of."""
    risky = Comment.objects.unknown_to_moderators().risky()
    _tell(risky, notices.comments_need_you_now)


@transaction.atomic
def tell_of_comments():
    """Tell moderators of all that is new for them, in their working hours."""
    if _is_working_hour(timezone.localtime(timezone=timezone.get_default_timezone())):
        _tell(Comment.objects.unknown_to_moderators(), notices.comments_need_you)


@transaction.atomic
def decide_by_link(comment, action, *, recipient, seen):
    """Do what a link in a mail to `recipient` says, and tell the writer; the log names no moderator.

    Nobody has signed in for it, so that it only ever takes a comment away: HOLD or HIDE. Raises
    AlreadyDecided unless the comment is still as it was when the mail was written (`seen`).
    """
    if not can_moderate(recipient):
        raise PermissionDenied
    comment = take(comment, expected=STATES[action], seen=seen)
    codes = [f"link:{recipient.pk}"]
    was_public = comment.is_public
    if action == HOLD:
        change(
            comment,
            Action.HELD_BY_LINK,
            state=State.WAITING,
            codes=codes,
            held_for=[Hold.MODERATOR],
        )
        notifications.comment_waits_again(comment)
    else:
        change(comment, Action.HIDDEN_BY_LINK, state=State.HIDDEN, codes=codes)
        if was_public:
            notifications.comment_hidden(comment)
        else:
            notifications.comment_put_aside(comment)
    return comment


# What a link may be used on.
STATES = {HOLD: {State.PUBLISHED}, HIDE: {State.PUBLISHED, State.WAITING}}


def _tell(comments, write):
    comments, people = list(comments.for_mails()), moderators()
    if not comments or not people:
        return
    write(people, comments)
    told = Comment.objects.filter(pk__in=[comment.pk for comment in comments])
    told.update(moderators_told_at=timezone.now())


def _is_working_hour(moment):
    return (
        moment.weekday() in settings.COMMENT_DIGEST_WEEKDAYS
        and moment.hour in settings.COMMENT_DIGEST_HOURS
    )
