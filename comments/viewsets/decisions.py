"""What moderators press in the queue: one decision about one comment, or about all that are ticked."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from ..forms.deciding import BulkForm, DecisionForm, ReasonedDecisionForm
from ..models import Comment, CommentDecision
from ..services import deciding, reporting, threads
from ..services.states import AlreadyDecided, Refused
from .access import back_from, moderators_only
from .rows import entries_of


@dataclass(frozen=True)
class Decision:
    """Something a moderator can do to a comment at once."""

    carry_out: Callable
    done: str
    form: type = DecisionForm


DECISIONS = {
    "approve": Decision(deciding.approve, gettext_lazy("The comment is published.")),
    "trust": Decision(
        deciding.approve_and_trust,
        gettext_lazy(
            "The comment is published. What its writer writes from now on appears at once."
        ),
    ),
    "reject": Decision(
        deciding.reject,
        gettext_lazy("The comment is not published. Its writer is told why."),
        ReasonedDecisionForm,
    ),
    "ask": Decision(
        deciding.ask_to_change,
        gettext_lazy(
            "The comment went back to its writer, who is told what to change."
        ),
        ReasonedDecisionForm,
    ),
    "take_out": Decision(
        deciding.take_details_out,
        gettext_lazy("The details are taken out. Look at the comment once more."),
    ),
    "hide": Decision(deciding.hide, gettext_lazy("The comment is hidden.")),
    "restore": Decision(deciding.restore, gettext_lazy("The comment is shown.")),
    "keep": Decision(
        reporting.keep_despite_reports,
        gettext_lazy(
            "The comment stays. Further reports won’t take it away by themselves."
        ),
    ),
    "lock": Decision(
        threads.lock, gettext_lazy("The thread is locked: it takes no more replies.")
    ),
    "unlock": Decision(
        threads.unlock, gettext_lazy("The thread is open again for replies.")
    ),
    "undo": Decision(
        deciding.undo, gettext_lazy("Undone. The comment is as it was before.")
    ),
}


@dataclass(frozen=True)
class BulkDecision:
    """Something a moderator can do to many comments at once."""

    carry_out: Callable
    done: str


BULK = {
    BulkForm.PUBLISH: BulkDecision(
        deciding.approve, ngettext_lazy("%d published", "%d published")
    ),
    BulkForm.TRUST: BulkDecision(
        deciding.approve_and_trust,
        ngettext_lazy(
            "%d published and its writer trusted",
            "%d published and their writers trusted",
        ),
    ),
    BulkForm.REJECT: BulkDecision(
        deciding.reject, ngettext_lazy("%d not published", "%d not published")
    ),
    BulkForm.HIDE: BulkDecision(deciding.hide, ngettext_lazy("%d hidden", "%d hidden")),
}
# Why some of many were left as they were.
LATE, UNFIT, FORBIDDEN, GONE = "late", "unfit", "forbidden", "gone"
LEFT = {
    LATE: ngettext_lazy(
        "%d not changed because somebody was quicker",
        "%d not changed because somebody was quicker",
    ),
    UNFIT: ngettext_lazy(
        "%d not changed because this can’t be done with it",
        "%d not changed because this can’t be done with them",
    ),
    FORBIDDEN: ngettext_lazy(
        "%d not changed because you can’t decide about its writer",
        "%d not changed because you can’t decide about their writers",
    ),
    GONE: ngettext_lazy("%d no longer there", "%d no longer there"),
}


@require_POST
@moderators_only
def decide(request, pk, name):
    """Do to one comment what somebody pressed, if it is still as they saw it."""
    decision = DECISIONS[name]
    comment = get_object_or_404(Comment.objects.select_related("author"), pk=pk)
    form = decision.form(request.POST)
    if form.is_valid():
        carry_out(request, comment, decision, **form.cleaned_data)
    else:
        _tell_errors(request, form)
    return back_from(request)


@require_POST
@moderators_only
def decide_all(request):
    """Do to all comments that were ticked what somebody pressed, to each if it is still as they saw it."""
    form = BulkForm(request.POST)
    if not form.is_valid():
        _tell_errors(request, form)
        return back_from(request)
    decision = BULK[form.cleaned_data["decision"]]
    reason = form.cleaned_data["reason"]
    details = {"reason": reason} if decision.carry_out is deciding.reject else {}
    ticked = form.cleaned_data["comment"]
    comments = Comment.objects.select_related("author").in_bulk(
        [each.number for each in ticked]
    )
    left = Counter(
        _outcome(request, comments.get(each.number), each.version, decision, details)
        for each in ticked
    )
    done = left.pop(None, 0)
    said = [decision.done % done] if done or not left else []
    said += [words % left[why] for why, words in LEFT.items() if left[why]]
    tell = messages.warning if left else messages.success
    tell(request, _("%s.") % ", ".join(said))
    return back_from(request)


def carry_out(request, comment, decision, **details):
    """Do it and say so, or say what happened meanwhile; answers whether it was done."""
    seen = details["seen"]
    try:
        decision.carry_out(comment, moderator=request.user, **details)
    except AlreadyDecided as decided:
        messages.warning(
            request,
            _what_happened(decided.comment, seen, request.user),
            buttons=[_see(comment)],
        )
    except Refused as refusal:
        messages.warning(request, str(refusal), buttons=[_see(comment)])
    else:
        messages.success(request, decision.done, buttons=[_see(comment)])
        return True
    return False


def _outcome(request, comment, seen, decision, details):
    """Why a comment was left as it was; None: it was not."""
    if comment is None:
        return GONE
    try:
        decision.carry_out(comment, moderator=request.user, seen=seen, **details)
    except AlreadyDecided as decided:
        return UNFIT if decided.comment.version == seen else LATE
    except Refused:
        return UNFIT
    except PermissionDenied:
        return FORBIDDEN
    return None


def _what_happened(comment, seen, viewer):
    """What was done to a comment since somebody looked at it, and by whom in the team."""
    state = comment.get_state_display()
    latest = CommentDecision.objects.latest_about([comment]).get(comment.pk)
    if comment.version == seen or latest is None:
        return _("Nothing was changed: this can’t be done. The comment is: %s.") % state
    (entry,) = entries_of([latest])
    words = {
        "who": entry.moderator or _("a former moderator"),
        "what": latest.get_action_display(),
        "age": timesince(latest.decided_at, timezone.now(), depth=1),
        "state": state,
    }
    if entry.is_by_writer:
        return (
            _(
                "Nothing was changed: its writer did something since you looked "
                "(%(what)s, %(age)s ago). Please read it again. The comment is now: %(state)s."
            )
            % words
        )
    if latest.moderator_id is None:
        return (
            _(
                "Nothing was changed: something happened since you looked "
                "(%(what)s, %(age)s ago). The comment is now: %(state)s."
            )
            % words
        )
    if latest.moderator_id == viewer.pk:
        return (
            _(
                "Nothing was changed: you have decided already "
                "(%(what)s, %(age)s ago). The comment is now: %(state)s."
            )
            % words
        )
    return (
        _(
            "Nothing was changed: %(who)s was quicker "
            "(%(what)s, %(age)s ago). The comment is now: %(state)s."
        )
        % words
    )


def _tell_errors(request, form):
    for errors in form.errors.values():
        for error in errors:
            messages.error(request, error)


def _see(comment):
    address = reverse("comment_queue:comment", args=[comment.pk])
    return messages.button(address, _("See it again"))
