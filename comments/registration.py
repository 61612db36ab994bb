"""What comments offer to a member's account: seeing, taking along and erasing what one wrote."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.registry import PersonalData, columns, register, register_impersonal

from .models import (
    Comment,
    CommentDecision,
    CommentDraft,
    CommentReport,
    Follow,
    HelpfulMark,
    RejectionReason,
)
from .permissions import can_moderate
from .services.forgetting import forget_author
from .services.handing_over import hand_over
from .standing import readable_titles, with_standing

SHOWN = 5


PERSONAL = (
    *columns("comments.Comment", "author body original_body"),
    *columns("comments.CommentDraft", "user browser body"),
    *columns("comments.CommentReport", "reporter note"),
    *columns("comments.Follow", "user"),
    *columns("comments.HelpfulMark", "user"),
    *columns("comments.Notice", "user"),
)

IMPERSONAL = {
    "comments.CommentDecision": "numbers and codes: docs/adr/0012",
    "comments.Comment.held_for": "codes of reasons",
    "comments.CommentSettings": "what editors decide for all comments",
    "comments.HeldWord": "a list that editors keep",
    "comments.PagePolicy": "what holds for a page",
    "comments.RejectionReason": "a list that moderators choose from",
}


def summary(user):
    """The member's newest comments and where they stand, for "my account"."""
    comments = Comment.objects.written_by(user)
    counts = comments.tally_of_states()
    return {
        "template": "comments/account.html",
        "context": {
            "comments": with_standing(user, comments.select_related("page")[:SHOWN]),
            "count": sum(counts.values()),
            "waiting": counts.get(Comment.State.WAITING, 0),
        },
    }


def export(user):
    """What the member wrote and began to write, with what was decided about it, as JSON can hold it.

    A page that they may not read any more has no title.
    """
    comments = list(Comment.objects.written_by(user).select_related("page"))
    drafts = list(CommentDraft.objects.filter(user_id=user.pk).select_related("page"))
    follows = list(Follow.objects.filter(user_id=user.pk).select_related("page"))
    titles = readable_titles(user, [*comments, *drafts, *follows])
    decisions = _decisions(comments)
    return {
        "comments": [
            {
                "page": titles.get(comment.page_id),
                "written": comment.created_at.isoformat(),
                "state": comment.state,
                "in_reply": comment.parent_id is not None,
                "text": comment.body,
                "text_before": comment.original_body,
                "name_hidden": comment.hides_name,
                "decisions": decisions.get(comment.pk, []),
            }
            for comment in comments
        ],
        "drafts": [
            {
                "page": titles.get(draft.page_id),
                "written": draft.written_at.isoformat(),
                "text": draft.body,
            }
            for draft in drafts
        ],
        "reports": [
            {
                "reason": report.reason,
                "text": report.note,
                "when": report.made_at.isoformat(),
            }
            for report in CommentReport.objects.filter(reporter_id=user.pk)
        ],
        "followed": [
            {
                "page": titles.get(follow.page_id),
                "pace": follow.pace,
                "when": follow.since.isoformat(),
            }
            for follow in follows
        ],
        "found_helpful": HelpfulMark.objects.filter(user_id=user.pk).count(),
        "decisions_about_other_comments": [
            {"what": decision.action, "when": decision.decided_at.isoformat()}
            for decision in CommentDecision.objects.made_by(user)
        ],
    }


def _decisions(comments):
    """What was decided about these comments, by number; never who decided."""
    reasons = dict(RejectionReason.objects.values_list("pk", "name"))
    found = {}
    for decision in CommentDecision.objects.about(comments).told_to_writers():
        found.setdefault(decision.comment_id, []).append(
            {
                "what": decision.action,
                "reason": reasons.get(decision.reason_id, ""),
                "when": decision.decided_at.isoformat(),
            }
        )
    return found


LABELS = {
    "comments": _("What you wrote"),
    "drafts": _("What you began to write"),
    "decisions": _("What was decided about it"),
    "decisions_about_other_comments": _("What you decided as a moderator"),
    "text_before": _("Text before a moderator took details out"),
    "name_hidden": _("Without your name"),
    "reports": _("What you reported"),
    "followed": _("Discussions you follow"),
    "pace": _("Mail"),
    "found_helpful": _("Comments you found helpful"),
    "page": _("Page"),
    "written": _("Written"),
    "state": _("State"),
    "in_reply": _("Reply to somebody"),
    "text": _("Text"),
    "what": _("What"),
    "reason": _("Reason"),
    "when": _("When"),
}
CHOICES = {
    "state": dict(Comment.State.choices),
    "what": dict(CommentDecision.Action.choices),
    "reason": dict(CommentReport.Reason.choices),
    "pace": dict(Follow.Pace.choices),
}


def erase(user, keep_words):
    """Take the member's name off the comments, or take the comments away."""
    return forget_author(user, keep_words=keep_words)


def written(user, viewer):
    """Where the viewer can read what the member wrote."""
    if can_moderate(viewer):
        url = reverse("comment_queue:author", args=[user.pk])
        return {"title": _("Comments"), "url": url}


def register_personal_data():
    """Tell accounts what is held here of a person, and what is nobody's."""
    register(
        PersonalData(
            key="comments",
            title=_("Comments"),
            summary=summary,
            export=export,
            erase=erase,
            hand_over=hand_over,
            written=written,
            fields=PERSONAL,
            labels=LABELS,
            choices=CHOICES,
        )
    )
    register_impersonal(IMPERSONAL)
