"""What moderators decide about one comment, and how they undo it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from accounts.services.people import set_trusted, set_watched
from safeguards.personal_details import find_details

from .. import notifications
from ..announcements import announce_later
from ..models import Comment, CommentDecision
from ..permissions import can_moderate
from . import threads
from .questions import note_answer
from .states import Refused, change, take

Action = CommentDecision.Action
State = Comment.State
Hold = Comment.Hold

# What the log says of an approval that made the writer trusted.
TRUSTED = "trusted"
# What it says where that took the writer off watch.
OFF_WATCH = "off_watch"
# What it says of a place that no finder found, but a moderator marked.
MARKED = "marked"


class NothingToTakeOut(Refused):
    message = _("There are no personal details to take out. Mark them first.")


class NothingToPutBack(Refused):
    message = _(
        "There is nothing to put back: the comment was changed since, "
        "or what it said before was deleted after its time."
    )


class NothingToUndo(Refused):
    message = _("There is nothing to undo: the comment was changed since.")


# What takes a decision back: what the log then says, and in which states it may be done.
OPPOSITES = {
    Action.APPROVED: (Action.WAITING_AGAIN, {State.PUBLISHED}),
    Action.KEPT: (Action.WAITING_AGAIN, {State.PUBLISHED}),
    Action.REJECTED: (Action.WAITING_AGAIN, {State.REJECTED}),
    Action.RETURNED: (Action.WAITING_AGAIN, {State.RETURNED}),
    Action.HIDDEN: (Action.RESTORED, {State.HIDDEN}),
    Action.HIDDEN_BY_LINK: (Action.RESTORED, {State.HIDDEN}),
    Action.RESTORED: (Action.HIDDEN, {State.PUBLISHED}),
    Action.DETAILS_REMOVED: (
        Action.DETAILS_RESTORED,
        {State.WAITING, State.PUBLISHED},
    ),
    Action.LOCKED: (Action.UNLOCKED, set(State)),
    Action.UNLOCKED: (Action.LOCKED, set(State)),
    Action.MOVED: (Action.MOVED, set(State)),
    Action.MERGED: (Action.UNMERGED, {State.MERGED}),
}


@transaction.atomic
def approve(comment, *, moderator, seen=None):
    """Publish a comment that waits, and tell its writer.

    `seen` is the version that the moderator looked at. Raises AlreadyDecided.
    """
    comment = take_for(moderator, comment, {State.WAITING}, seen)
    publish(comment, Action.APPROVED, by=moderator)
    notifications.comment_published(comment)
    return comment


@transaction.atomic
def approve_and_trust(comment, *, moderator, seen=None):
    """Publish a comment that waits, and what its writer writes from now on at once."""
    author = comment.author
    if author is None:
        return approve(comment, moderator=moderator, seen=seen)
    # The writer first, as when they post: nobody waits for each other.
    codes = [] if author.is_trusted else [TRUSTED]
    codes += [OFF_WATCH] if author.is_watched else []
    set_trusted(author, True, by=moderator)
    comment = take_for(moderator, comment, {State.WAITING}, seen)
    publish(comment, Action.APPROVED, by=moderator, codes=codes)
    notifications.comment_published(comment)
    return comment


@transaction.atomic
def reject(comment, *, moderator, reason, seen=None):
    """Don't publish a comment that waits, and tell its writer why."""
    comment = take_for(moderator, comment, {State.WAITING}, seen)
    change(comment, Action.REJECTED, state=State.REJECTED, by=moderator, reason=reason)
    notifications.comment_not_published(comment, reason)
    return comment


@transaction.atomic
def ask_to_change(comment, *, moderator, reason, seen=None):
    """Send a comment that waits back to its writer, who can change it and send it again."""
    comment = take_for(moderator, comment, {State.WAITING}, seen)
    change(
        comment,
        Action.RETURNED,
        state=State.RETURNED,
        by=moderator,
        reason=reason,
        # Whoever is asked to may, however often they have sent it before.
        resent_at=None,
    )
    notifications.comment_returned(comment, reason)
    return comment


@transaction.atomic
def hide(comment, *, moderator, seen=None):
    """Take a published comment away from readers, and tell its writer."""
    comment = take_for(moderator, comment, {State.PUBLISHED}, seen)
    change(comment, Action.HIDDEN, state=State.HIDDEN, by=moderator)
    notifications.comment_hidden(comment)
    return comment


@transaction.atomic
def restore(comment, *, moderator, seen=None):
    """Show a comment that was hidden or not published, and tell its writer.

    Raises WordsAreGone where nothing is left to show.
    """
    comment = take_for(moderator, comment, {State.HIDDEN, State.REJECTED}, seen)
    was_public = comment.published_at is not None
    publish(comment, Action.RESTORED, by=moderator)
    if was_public:
        notifications.comment_shown_again(comment)
    else:
        notifications.comment_published(comment)
    return comment


@transaction.atomic
def put_back(comment, *, moderator, seen=None):
    """Put a comment that was decided about into the queue again, and tell its writer.

    Trust that came with an approval goes with it, and whoever was on watch is so again.
    """
    latest = latest_decision(comment)
    if comment.author and latest and OFF_WATCH in latest.codes:
        set_watched(comment.author, True, by=moderator)
    elif comment.author and latest and TRUSTED in latest.codes:
        set_trusted(comment.author, False, by=moderator)
    decided = {State.PUBLISHED, State.REJECTED, State.RETURNED}
    comment = take_for(moderator, comment, decided, seen)
    change(
        comment,
        Action.WAITING_AGAIN,
        state=State.WAITING,
        by=moderator,
        held_for=comment.held_for or [Hold.MODERATOR],
        cleared_at=None,
    )
    notifications.comment_waits_again(comment)
    return comment


@transaction.atomic
def take_details_out(comment, *, moderator, seen=None, spans=None):
    """Replace personal details by a word for their kind, and tell the writer.

    Those that the finder finds, or what stands at `spans`, pairs of start and end that a
    moderator marked. What it said before is kept for moderators, and for a while only;
    the log has kinds and places. Raises NothingToTakeOut.
    """
    comment = take_for(moderator, comment, {State.WAITING, State.PUBLISHED}, seen)
    with translation.override(comment.page.locale.language_code):
        places = _found(comment.body) if spans is None else _marked(comment.body, spans)
        body = _without(comment.body, places)
    change(
        comment,
        Action.DETAILS_REMOVED,
        by=moderator,
        codes=[f"{kind}:{start}-{end}" for kind, start, end, _words in places],
        body=body,
        original_body=comment.original_body or comment.body,
        held_for=[hold for hold in comment.held_for if hold != Hold.DETAILS],
    )
    notifications.comment_changed(comment)
    return comment


@transaction.atomic
def put_details_back(comment, *, moderator, seen=None):
    """Show what a comment said before details were taken out. Raises NothingToPutBack."""
    comment = take_for(moderator, comment, {State.WAITING, State.PUBLISHED}, seen)
    if not can_put_details_back(comment):
        raise NothingToPutBack
    held_for = comment.held_for
    if comment.state == State.WAITING and Hold.DETAILS not in held_for:
        held_for = [*held_for, Hold.DETAILS]
    change(
        comment,
        Action.DETAILS_RESTORED,
        by=moderator,
        body=comment.original_body,
        original_body="",
        held_for=held_for,
    )
    notifications.comment_changed(comment)
    return comment


def can_put_details_back(comment):
    """Whether what a comment said before is still there, and its writer has not changed it since."""
    if not comment.original_body:
        return False
    latest = CommentDecision.objects.of_words(comment).first()
    return latest is not None and latest.action == Action.DETAILS_REMOVED


def latest_decision(comment):
    """What was decided last about a comment, by whomever."""
    return CommentDecision.objects.latest_about([comment]).get(comment.pk)


def undo(comment, *, moderator, seen=None):
    """Take back what was decided last about a comment. Raises NothingToUndo, AlreadyDecided."""
    action = opposite_of(comment)
    if action is None:
        raise NothingToUndo
    if action == Action.MOVED:
        before = Page.objects.filter(pk=latest_decision(comment).other_id).first()
        if before is None:
            raise threads.CannotMoveThere
        return threads.move_thread(
            comment, to_page=before, moderator=moderator, seen=seen
        )
    service = {
        Action.WAITING_AGAIN: put_back,
        Action.RESTORED: restore,
        Action.HIDDEN: hide,
        Action.DETAILS_RESTORED: put_details_back,
        Action.LOCKED: threads.lock,
        Action.UNLOCKED: threads.unlock,
        Action.UNMERGED: threads.unmerge,
    }[action]
    return service(comment, moderator=moderator, seen=seen)


def opposite_of(comment):
    """What the log would say if the latest decision about a comment were undone; None: it can't be."""
    return opposites_of([comment]).get(comment.pk)


def opposites_of(comments):
    """The same for many comments with one query: those that can be undone, by their numbers."""
    latest = CommentDecision.objects.latest_about(comments)
    found = {
        comment.pk: opposite_to(comment, latest[comment.pk].action)
        for comment in comments
        if comment.pk in latest
    }
    return {number: action for number, action in found.items() if action}


def opposite_to(comment, latest_action):
    """The same where the latest decision is known; None: it can't be undone."""
    action, states = OPPOSITES.get(latest_action, (None, ()))
    if comment.state not in states or _is_too_late(comment, action):
        return None
    return action


def _is_too_late(comment, action):
    """Whether the words that undoing would show are gone."""
    if action == Action.DETAILS_RESTORED:
        return not comment.original_body
    shows = {Action.WAITING_AGAIN, Action.RESTORED, Action.UNMERGED}
    return comment.emptied_at is not None and action in shows


def publish(comment, action, *, by=None, codes=()):
    """Show a comment that was taken to readers; those whom it answers are told the first time."""
    is_first_time = comment.published_at is None
    change(comment, action, state=State.PUBLISHED, by=by, codes=codes)
    note_answer(comment)
    if is_first_time:
        announce_later(comment)


def take_for(moderator, comment, expected, seen=None):
    """The comment as it is now, for a moderator to decide about."""
    if not can_moderate(moderator):
        raise PermissionDenied
    return take(comment, expected=expected, seen=seen)


def _found(text):
    """What the finder finds: its kind, from where to where it stands, what to put there."""
    findings = find_details(text)
    if not findings:
        raise NothingToTakeOut
    return [
        (each.kind.value, each.start, each.end, str(each.kind.removed))
        for each in findings
    ]


def _marked(text, spans):
    """What a moderator marked, in order; marks that touch are one."""
    words = gettext("[details removed]")
    places = []
    for start, end in sorted(spans):
        if not 0 <= start < end <= len(text):
            raise NothingToTakeOut
        if places and start <= places[-1][2]:
            _kind, start, last_end, _words = places.pop()
            end = max(end, last_end)
        places.append((MARKED, start, end, words))
    if not places:
        raise NothingToTakeOut
    return places


def _without(text, places):
    pieces, reached = [], 0
    for _kind, start, end, words in places:
        pieces += [text[reached:start], words]
        reached = end
    return "".join([*pieces, text[reached:]])
