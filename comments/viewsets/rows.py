"""What moderators see of each comment, asked for together however many there are."""

from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from accounts.permissions import can_suspend, can_trust
from safeguards.personal_details import Kind, find_details, patterns_in_use

from ..models import (
    Comment,
    CommentDecision,
    CommentReport,
    HeldWord,
    RejectionReason,
)
from ..services import deciding
from ..text import as_marked_html

Action = CommentDecision.Action
Hold = Comment.Hold
State = Comment.State

UNDOING = {
    Action.WAITING_AGAIN: gettext_lazy("Undo: back into the queue"),
    Action.DETAILS_RESTORED: gettext_lazy("Undo: put the details back"),
    Action.UNMERGED: gettext_lazy("Undo: take apart again"),
    Action.MOVED: gettext_lazy("Undo: move back"),
}
# Beside a comment these have buttons of their own.
UNDOING_IN_THE_LOG = {
    **UNDOING,
    Action.RESTORED: gettext_lazy("Undo: show it again"),
    Action.HIDDEN: gettext_lazy("Undo: hide it again"),
    Action.LOCKED: gettext_lazy("Undo: lock again"),
    Action.UNLOCKED: gettext_lazy("Undo: open again"),
}


@dataclass
class Row:
    """One comment as a moderator sees it: with its place, its writer and what readers reported."""

    comment: Comment
    # The sections its page stands in, the widest first.
    sections: list
    findings: list
    may_trust: bool
    may_suspend: bool
    # What readers reported and no moderator has dealt with, the oldest first.
    reports: list
    # The words to look at that stand in it, where it waits for them.
    words: list = field(default_factory=list)
    # What pressing Undo does; empty: there is nothing to undo, or a button of its own for it.
    undoing: str = ""

    @property
    def is_waiting(self):
        return self.comment.state == State.WAITING

    @property
    def has_decisions(self):
        is_open = self.is_waiting or self.comment.is_public or self.may_restore
        return is_open or bool(self.undoing)

    @property
    def first_decision(self):
        """The name of what the form of its decisions does first; buttons lead to others."""
        if self.may_keep:
            return "keep"
        if self.is_waiting:
            return "approve"
        if self.comment.is_public:
            return "hide"
        return "restore" if self.may_restore else "undo"

    @property
    def may_keep(self):
        """Whether it was public and readers reported it, so that a moderator may leave it so."""
        stands = self.is_waiting or self.comment.is_public
        return bool(stands and self.comment.published_at and self.reports)

    @property
    def may_restore(self):
        is_away = self.comment.state in {State.HIDDEN, State.REJECTED}
        return is_away and not self.comment.emptied_at

    @property
    def may_take_out(self):
        return bool(self.findings) and (self.is_waiting or self.comment.is_public)

    @property
    def may_lock(self):
        """Whether its thread can be locked and moved."""
        return self.thread.state not in {State.MERGED, State.REMOVED}

    @property
    def html(self):
        """Its words, with the details that were found marked."""
        return as_marked_html(self.comment.body, self.findings)

    @property
    def thread(self):
        return self.comment.parent or self.comment

    @property
    def answered(self):
        """What it answers, where that isn't the start of its thread."""
        is_apart = self.comment.answers_id != self.comment.parent_id
        return self.comment.answers if is_apart else None

    @property
    def is_at_risk(self):
        """Whether someone may be at risk, as its writer or a reader says."""
        waits_for_risk = self.is_waiting and Hold.AT_RISK in self.comment.held_for
        reasons = {report.reason for report in self.reports}
        return waits_for_risk or CommentReport.Reason.AT_RISK in reasons

    @property
    def held_for(self):
        """Why it waits, in words; a risk is said apart, and louder."""
        if not self.is_waiting:
            return []
        return [
            Hold(hold).label for hold in self.comment.held_for if hold != Hold.AT_RISK
        ]

    @property
    def was_held(self):
        """How often its writer's comments waited, this one apart."""
        return max(self.comment.author.held - (1 if self.is_waiting else 0), 0)

    @property
    def kinds(self):
        """The kinds of details that were found, each once."""
        return list(dict.fromkeys(finding.kind.label for finding in self.findings))


def rows_of(comments, *, viewer, places):
    """A row for each of these comments, as `viewer` sees it; they were made with `for_rows`."""
    comments = list(comments)
    writers = Comment.objects.writers(
        {comment.author_id for comment in comments if comment.author_id}
    )
    patterns = patterns_in_use()
    # Asked for once, and only if a comment waits for one of them.
    held_words = HeldWord.objects.all()
    rows = []
    for comment in comments:
        comment.author = writers.get(comment.author_id)
        undoing = deciding.opposite_to(comment, comment.latest_action)
        rows.append(
            Row(
                comment=comment,
                sections=places.above(comment.page),
                findings=find_details(comment.body, patterns),
                may_trust=_may_trust(viewer, comment.author),
                may_suspend=_may_suspend(viewer, comment.author),
                reports=[_report_from(values) for values in comment.reported],
                words=held_words.said_in(comment.body)
                if comment.is_waiting and Hold.WORDS in comment.held_for
                else [],
                undoing=UNDOING.get(undoing, ""),
            )
        )
    return rows


def _report_from(values):
    """A report as it came with its comment."""
    made_at = parse_datetime(values.pop("made_at"))
    return CommentReport(made_at=made_at, **values)


def _may_suspend(viewer, author):
    return author is not None and can_suspend(viewer, author)


def _may_trust(viewer, author):
    return author is not None and not author.is_trusted and can_trust(viewer, author)


@dataclass
class Entry:
    """One line of the log, with the names and words that the log itself doesn't keep."""

    decision: CommentDecision
    moderator: object = None
    reason: RejectionReason | None = None
    comment: Comment | None = None
    # From where a thread was moved.
    from_page: Page | None = None
    details: list = field(default_factory=list)
    # What pressing Undo does; empty: something was decided since, or it can't be undone.
    undoing: str = ""

    @property
    def is_by_link(self):
        return self.decision.action in {Action.HELD_BY_LINK, Action.HIDDEN_BY_LINK}

    @property
    def is_by_writer(self):
        """Whether the writer of the comment did it."""
        return self.decision.action in {Action.EDITED, Action.RESENT, Action.REMOVED}

    @property
    def is_by_reader(self):
        return self.decision.action == Action.REPORTED


def entries_of(decisions):
    """These decisions with who decided, why, and about which comment."""
    decisions = list(decisions)
    people = get_user_model().objects.in_bulk(
        {each.moderator_id for each in decisions if each.moderator_id}
    )
    reasons = RejectionReason.objects.in_bulk(
        {each.reason_id for each in decisions if each.reason_id}
    )
    comments = Comment.objects.select_related("page", "author").in_bulk(
        {each.comment_id for each in decisions}
    )
    pages = Page.objects.in_bulk(
        {each.other_id for each in decisions if each.action == Action.MOVED}
    )
    latest = CommentDecision.objects.latest_about(comments.values())
    opposites = deciding.opposites_of(comments.values())
    return [
        Entry(
            decision=decision,
            moderator=people.get(decision.moderator_id),
            reason=reasons.get(decision.reason_id),
            comment=comments.get(decision.comment_id),
            from_page=pages.get(decision.other_id)
            if decision.action == Action.MOVED
            else None,
            details=[
                words for code in decision.codes if (words := _in_words(decision, code))
            ],
            undoing=UNDOING_IN_THE_LOG.get(opposites.get(decision.comment_id), "")
            if decision == latest.get(decision.comment_id)
            else "",
        )
        for decision in decisions
    ]


def _in_words(decision, code):
    """What a code of the log says; numbers of other comments say nothing to anyone."""
    kind, _colon, where = code.partition(":")
    if kind in Kind.values or kind == deciding.MARKED:
        label = Kind(kind).label if kind in Kind.values else _("marked by hand")
        return _("%(kind)s (characters %(place)s)") % {"kind": label, "place": where}
    if where:
        return ""
    if decision.action == Action.REPORTED and code in CommentReport.Reason.values:
        return CommentReport.Reason(code).label
    if code in Hold.values:
        return Hold(code).label
    said = {
        deciding.TRUSTED: _("trusted from now on"),
        deciding.OFF_WATCH: _("no longer on watch"),
    }
    return said.get(code, code)
