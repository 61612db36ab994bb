"""The one door to a comment's state: locked, checked, counted and logged together."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import Comment, CommentDecision, CommentReport

State = Comment.State

# What a moderator's look at a waiting comment ends in.
DECIDED = {State.PUBLISHED, State.REJECTED, State.RETURNED, State.HIDDEN, State.MERGED}

# Whether those were right who reported a comment, by what became of it; where nobody
# decided, as when its writer takes it away, there is no answer.
WERE_RIGHT = {
    State.PUBLISHED: False,
    State.REJECTED: True,
    State.RETURNED: True,
    State.HIDDEN: True,
    State.MERGED: True,
    State.REMOVED: None,
}


class AlreadyDecided(Exception):
    """Someone else was quicker: `comment` is not as whoever decides saw it, and shows how it is."""

    def __init__(self, comment):
        super().__init__(comment.pk)
        self.comment = comment


class Refused(Exception):
    """What a moderator asked for can't be done; as text it says kindly why."""

    message = ""

    def __str__(self):
        return str(self.message)


class WordsAreGone(Refused):
    message = _("The words of this comment were deleted after their time.")


def take(comment, *, expected, seen=None):
    """The comment as it is now, ours until the transaction ends.

    `expected` are the states it may be in, and `seen` the version that somebody looked at,
    where they had to look. Raises AlreadyDecided.
    """
    # With the start of its thread, which comes first, as for all who take several: publishing a
    # reply may change what it answers.
    around = Comment.objects.around(comment).select_for_update(no_key=True)
    taken = {each.pk: each for each in around}
    if comment.pk not in taken:
        # It went with its page or its writer a moment ago.
        raise AlreadyDecided(comment)
    comment = taken[comment.pk]
    check(comment, expected=expected, seen=seen)
    return comment


def check(comment, *, expected, seen=None):
    """Raise AlreadyDecided if a comment that is ours is not as somebody saw it."""
    if comment.state not in expected or seen not in {None, comment.version}:
        raise AlreadyDecided(comment)


def change(
    comment, action, *, state=None, by=None, reason=None, codes=(), other=None, **fields
):
    """Change a comment that was taken, count the change, and log it.

    `state` is the new one, if it changes; `by` the moderator (nobody: the site, or the writer);
    `codes` and `other` go into the log, `fields` into the comment. What has no words left
    can't be shown or wait again: WordsAreGone.
    """
    now = timezone.now()
    waited = None
    if state is not None:
        if comment.emptied_at and state in {State.PUBLISHED, State.WAITING}:
            raise WordsAreGone
        if comment.state == State.WAITING and state in DECIDED:
            waited = now - comment.waiting_since
        fields = {**_what_follows(comment, state, now), **fields}
    was_public = comment.is_public
    for name, value in {**fields, "version": comment.version + 1}.items():
        setattr(comment, name, value)
    comment.save(update_fields=[*fields, "version"])
    if was_public and not comment.is_public:
        _ask_again_without(comment)
    log(
        comment,
        action,
        by=by,
        reason=reason,
        codes=codes,
        other=other,
        waited=waited,
    )


def log(comment, action, *, by=None, reason=None, codes=(), other=None, waited=None):
    """Write down what happened to a comment: numbers and codes only (docs/adr/0012)."""
    CommentDecision.objects.create(
        comment_id=comment.pk,
        action=action,
        moderator_id=by and by.pk,
        reason_id=reason and reason.pk,
        codes=list(codes),
        other_id=other and other.pk,
        waited=waited,
    )


def _ask_again_without(answer):
    """A question is open again when its answer goes, unless another is public or a person settled it."""
    if not answer.badge or not answer.parent_id:
        return
    for question in Comment.objects.without_answer(answer):
        if not CommentDecision.objects.was_answered_by_a_reply(question):
            continue
        question.answered_at = None
        question.save(update_fields=["answered_at"])
        log(question, CommentDecision.Action.ASKED_AGAIN, other=answer)


def _what_follows(comment, state, now):
    """What else a new state means for a comment."""
    if state == State.WAITING:
        return {"state": state, "waiting_since": now}
    fields = {"state": state, "decided_at": now}
    reports = CommentReport.objects.open().about(comment)
    was_reported = reports.update(settled_at=now, was_right=WERE_RIGHT[state])
    if state == State.PUBLISHED:
        fields |= {"published_at": comment.published_at or now, "held_for": []}
        if was_reported:
            fields["cleared_at"] = now
    return fields
