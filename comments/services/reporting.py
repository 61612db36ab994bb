"""What readers report, what follows from it, and keeping a comment all the same.

Whatever a moderator decides about a comment settles its reports: states.py.
"""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safeguards.at_risk import alert_lead
from safeguards.text import clean_text

from .. import notifications
from ..models import (
    MAX_NOTE_LENGTH,
    Comment,
    CommentDecision,
    CommentReport,
    CommentSettings,
)
from ..permissions import can_moderate, can_write
from .inbox import tell_at_once
from .states import AlreadyDecided, change, log, take

Action = CommentDecision.Action
Hold = Comment.Hold
Reason = CommentReport.Reason
State = Comment.State

# How long a report stays after a moderator has settled it.
KEPT_FOR = timedelta(days=365)


@transaction.atomic
def report_comment(comment, *, reporter=None, reason, note=""):
    """Keep why a reader wants a moderator to look at a comment; returns the report, and whether it is new.

    `reporter` is a member; without one, or before their address is proven, the report is listed
    and takes nothing away. Whether they may read the page is the caller's to ask. Raises
    AlreadyDecided where the comment is no longer shown and no moderator has yet to look at it.
    """
    comment = take(comment, expected={State.PUBLISHED, State.WAITING})
    if comment.published_at is None:
        raise AlreadyDecided(comment)
    note = clean_text(note, multiline=True)[:MAX_NOTE_LENGTH]
    reports = CommentReport.objects.open().about(comment)
    is_first_of_risk = not reports.of_risk().exists()
    report = _known(reports, reporter, reason, note)
    if report and (report.reason == Reason.AT_RISK or reason != Reason.AT_RISK):
        return report, False
    if report:
        # Nobody who reported something else first is kept from saying this.
        report.reason, report.note = reason, note or report.note
        report.save(update_fields=["reason", "note"])
    else:
        report = CommentReport.objects.create(
            comment=comment,
            reporter=reporter,
            reason=reason,
            note=note,
            is_weighty=reporter is not None and is_weighty(reporter, comment),
        )
    log(comment, Action.REPORTED, codes=[reason])
    _hold_if_needed(comment, report, reports)
    tell_at_once(comment)
    if reason == Reason.AT_RISK and is_first_of_risk:
        alert_lead(
            what=_("a comment"),
            address=reverse("comment_queue:comment", args=[comment.pk]),
            on_page=comment.page.title,
        )
    return report, True


def is_weighty(user, comment):
    """Whether this member's report counts towards taking a comment away."""
    return (
        can_write(user)
        and not user.is_watched
        and user.pk != comment.author_id
        and (user.is_trusted or Comment.objects.vouching_for(user).exists())
    )


@transaction.atomic
def keep_despite_reports(comment, *, moderator, seen=None):
    """Leave a comment public, or make it so again, whatever readers reported; it lasts until its words change.

    `seen` is the version that the moderator looked at. Raises AlreadyDecided.
    """
    if not can_moderate(moderator):
        raise PermissionDenied
    comment = take(comment, expected={State.PUBLISHED, State.WAITING}, seen=seen)
    reports = CommentReport.objects.open().about(comment)
    if comment.published_at is None or not reports.exists():
        raise AlreadyDecided(comment)
    was_away = not comment.is_public
    change(comment, Action.KEPT, state=State.PUBLISHED, by=moderator)
    if was_away:
        notifications.comment_shown_again(comment)
    return comment


def forget_settled_reports():
    """Delete reports that were settled long ago; the log keeps that there were some."""
    CommentReport.objects.settled_before(timezone.now() - KEPT_FOR).delete()


def _known(reports, reporter, reason, note):
    """The open report that says this already: one for each member, and for the same words of nobody."""
    reports = reports.made_by(reporter)
    if reporter is None:
        reports = reports.saying(reason, note)
    return reports.first()


def _hold_if_needed(comment, report, reports):
    """Take a comment away from readers until a moderator has looked at it, where its reports suffice."""
    if comment.cleared_at is not None:
        return
    holds = []
    if (
        report.reason == Reason.AT_RISK
        and report.reporter
        and can_write(report.reporter)
    ):
        holds.append(Hold.AT_RISK)
    if reports.count_of_weighty_members() >= CommentSettings.load().reports_needed:
        holds.append(Hold.REPORTS)
    new = [hold for hold in holds if hold not in comment.held_for]
    if not new:
        return
    is_taken_away = comment.is_public
    change(
        comment,
        Action.HELD_BY_REPORTS,
        state=State.WAITING if is_taken_away else None,
        codes=new,
        held_for=[*comment.held_for, *new],
    )
    if is_taken_away:
        notifications.comment_held(comment)
