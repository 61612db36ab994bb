"""What members say under a page, change, send again and take back."""

from datetime import timedelta
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from safeguards.limits import within_limit
from safeguards.text import clean_text

from ..announcements import announce_later
from ..models import EDITED_FREELY, MAX_COMMENT_LENGTH, Comment, CommentDecision
from ..permissions import (
    can_comment,
    can_edit,
    can_hide_name,
    can_remove,
    can_reply_to,
    can_resend,
)
from .badges import badge_for
from .holds import tell_of, why_held
from .questions import note_answer
from .states import AlreadyDecided, change, log

Action = CommentDecision.Action
Hold = Comment.Hold
State = Comment.State

# The same words again so soon are a second click or a second tab, not a second thought.
REPEATED_WITHIN = timedelta(minutes=5)

# What other words don't answer: only a moderator ends it.
LASTING_HOLDS = {Hold.AT_RISK, Hold.REPORTS, Hold.MODERATOR, Hold.RESENT}


class CannotBeStored(ValueError):
    """The text of a comment is empty or too long."""


class CannotReply(ValueError):
    """What someone replies to is not there to be answered."""


class NameIsShown(ValueError):
    """Somebody wants to write without their name where names are shown."""


class WrittenTooMuch(Exception):
    """A member has reached a limit; `limit` says which."""

    def __init__(self, limit):
        super().__init__(limit.name)
        self.limit = limit


@transaction.atomic
def post_comment(
    *,
    page,
    author,
    body,
    parent=None,
    submission=None,
    hides_name=False,
    is_question=False,
    is_at_risk=False,
    limits=(),
):
    """Keep what a member wrote and return it: published, or waiting for a moderator.

    The same form sent twice, or the same words a few minutes later, return the first
    comment and count towards no limit. A reply to a reply joins the thread. Whether the writer
    may read the page is the caller's to ask (pages.access), because it can depend on the session.
    `limits` are those that hold for the caller, each with what it counts by.
    """
    if not author.is_authenticated:
        raise PermissionDenied
    # One comment of a member at a time: repeats are seen even when sent in the same instant.
    people = get_user_model().objects.with_standing().select_for_update(no_key=True)
    author = people.get(pk=author.pk)
    if not can_comment(author, page):
        raise PermissionDenied
    body = _storable(body)
    if hides_name and not can_hide_name(page):
        raise NameIsShown
    thread = None
    if parent is not None:
        parent, thread = _answerable(parent, page)
    submission = submission or uuid4()
    earlier = Comment.objects.repeats_of(
        page=page,
        author=author,
        parent=thread,
        body=body,
        submission=submission,
        since=timezone.now() - REPEATED_WITHIN,
    ).first()
    if earlier:
        return earlier
    for limit, key in limits:
        if not within_limit(limit, key):
            raise WrittenTooMuch(limit)
    if Comment.objects.filter(submission=submission).exists():
        # A form that the browser kept, with other words in it: another comment.
        submission = uuid4()
    held_for = why_held(author=author, page=page, body=body, is_at_risk=is_at_risk)
    comment = Comment.objects.create(
        page=page,
        author=author,
        parent=thread,
        answers=parent,
        body=body,
        submission=submission,
        hides_name=hides_name,
        # In a thread questions are asked by who began it; a reply is an answer.
        is_question=is_question and thread is None,
        badge=badge_for(author, page, hides_name),
        held_for=held_for,
        state=State.WAITING if held_for else State.PUBLISHED,
        published_at=None if held_for else timezone.now(),
    )
    log(
        comment,
        Action.HELD if held_for else Action.PUBLISHED_AT_ONCE,
        codes=held_for,
    )
    tell_of(comment)
    if comment.is_public:
        note_answer(comment)
        announce_later(comment)
    return comment


@transaction.atomic
def edit_comment(
    comment,
    *,
    author,
    body,
    seen=None,
    hides_name=False,
    is_question=False,
    is_at_risk=False,
):
    """Change what one wrote; whatever would hold a new comment holds this one again.

    `seen` is the version that its writer had before them: AlreadyDecided, where somebody
    changed or decided something meanwhile. The same change twice is one change.
    """
    comment = _own(comment, author)
    said = _said(comment, body, hides_name, is_question)
    newly_at_risk = is_at_risk and Hold.AT_RISK not in comment.held_for
    if not newly_at_risk and _is_as_said(comment, said):
        return comment
    if seen not in {None, comment.version}:
        raise AlreadyDecided(comment)
    if not can_edit(comment.author, comment):
        raise PermissionDenied
    held_for = why_held(
        author=comment.author,
        page=comment.page,
        body=said["body"],
        is_at_risk=is_at_risk,
        comment=comment,
    )
    waits_newly = bool(held_for) and comment.is_public
    if comment.state == State.WAITING:
        held_for = _held_still(comment, held_for)
    change(
        comment,
        Action.EDITED,
        state=State.WAITING if waits_newly else None,
        codes=held_for,
        held_for=held_for,
        edited_at=timezone.now() if _is_noticed(comment) else comment.edited_at,
        moderators_told_at=None if waits_newly else comment.moderators_told_at,
        **_begun_anew(said),
    )
    if newly_at_risk:
        tell_of(comment)
    return comment


@transaction.atomic
def resend_comment(
    comment,
    *,
    author,
    body,
    seen=None,
    hides_name=False,
    is_question=False,
    is_at_risk=False,
):
    """Send what was not published once more, changed; a moderator looks at it again."""
    comment = _own(comment, author)
    said = _said(comment, body, hides_name, is_question)
    if comment.resent_at and comment.is_standing and _is_as_said(comment, said):
        return comment
    if seen not in {None, comment.version}:
        raise AlreadyDecided(comment)
    if not can_resend(comment.author, comment):
        raise PermissionDenied
    reasons = why_held(
        author=comment.author,
        page=comment.page,
        body=said["body"],
        is_at_risk=is_at_risk,
        comment=comment,
    )
    held_for = [Hold.RESENT, *reasons]
    change(
        comment,
        Action.RESENT,
        state=State.WAITING,
        codes=held_for,
        held_for=held_for,
        resent_at=timezone.now(),
        moderators_told_at=None,
        **_begun_anew(said),
    )
    tell_of(comment)
    return comment


@transaction.atomic
def remove_own(comment, *, author):
    """Take away what one wrote oneself: its words are gone, replies to it stay."""
    comment = _own(comment, author)
    if not can_remove(author, comment):
        raise PermissionDenied
    empty(comment)
    return comment


def empty(comment):
    """Take the words of a comment away for good; its place stays where others replied."""
    change(
        comment,
        Action.REMOVED,
        state=State.REMOVED,
        body="",
        original_body="",
    )


def _storable(body):
    body = clean_text(body, multiline=True)
    if not body or len(body) > MAX_COMMENT_LENGTH:
        raise CannotBeStored
    return body


def _answerable(parent, page):
    """What somebody replies to and the start of its thread, ours until the reply is kept.

    A writer who changes the one, and a moderator who locks or hides it, wait for the reply.
    """
    around = Comment.objects.around(parent).select_for_update(no_key=True)
    found = {comment.pk: comment for comment in around}
    if parent.pk not in found:
        raise CannotReply
    parent = found[parent.pk]
    parent.parent = found.get(parent.parent_id)
    if not can_reply_to(parent, page):
        raise CannotReply
    return parent, parent.parent or parent


def _own(comment, author):
    """A comment that this member wrote, as it is now and theirs until the transaction ends."""
    # With the start of its thread, as states.take: a question may lose its answer.
    around = Comment.objects.around(comment).select_for_update(no_key=True)
    comment = {each.pk: each for each in around}.get(comment.pk)
    if not author.is_authenticated or not comment or comment.author_id != author.pk:
        raise PermissionDenied
    return comment


def _said(comment, body, hides_name, is_question):
    if hides_name and not (comment.hides_name or can_hide_name(comment.page)):
        raise NameIsShown
    badge = comment.badge
    if hides_name != comment.hides_name:
        badge = badge_for(comment.author, comment.page, hides_name)
    return {
        "body": _storable(body),
        "hides_name": hides_name,
        "is_question": is_question and comment.parent_id is None,
        "badge": badge,
    }


def _is_as_said(comment, said):
    return all(getattr(comment, name) == value for name, value in said.items())


def _held_still(comment, reasons):
    """Why a comment that waits goes on waiting with other words: nothing but a moderator ends it."""
    lasting = [each for each in comment.held_for if each in LASTING_HOLDS]
    return list(dict.fromkeys([*lasting, *reasons])) or comment.held_for


def _is_noticed(comment):
    """Whether readers may have read or answered other words: they are told of the change."""
    if comment.published_at is None:
        return False
    is_late = timezone.now() - comment.published_at > EDITED_FREELY
    return is_late or Comment.objects.answered().filter(pk=comment.pk).exists()


def _begun_anew(said):
    """Other words: what moderators decided about the old ones holds no longer."""
    return {**said, "original_body": "", "cleared_at": None}
