"""What colleagues press in the inbox: one thing done with all messages that are ticked."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from ..forms.inbox import BulkForm
from ..models import FeedbackItem
from ..permissions import can_decide
from ..services.deciding import mark_done, mark_spam, reopen
from ..services.states import ChangedMeanwhile, Refused
from ..services.working import assign, set_tags


@dataclass(frozen=True)
class BulkDecision:
    """Something a colleague can do with many messages at once."""

    # Takes a message, what was chosen in the form, who does it and the version that was seen.
    carry_out: Callable
    done: str


def _take_over(item, chosen, by, seen):
    assign(item, by, by=by, seen=seen)


def _assign(item, chosen, by, seen):
    assign(item, chosen["colleague"], by=by, seen=seen)


def _mark_done(item, chosen, by, seen):
    mark_done(item, by=by, seen=seen)


def _mark_spam(item, chosen, by, seen):
    mark_spam(item, by=by, seen=seen)


def _reopen(item, chosen, by, seen):
    reopen(item, by=by, seen=seen)


def _tag(item, chosen, by, seen):
    """Tags are added to those it has."""
    had = [tag.name for tag in item.tags.all()]
    set_tags(item, [*had, *chosen["tags"]], by=by, seen=seen)


BULK = {
    BulkForm.MINE: BulkDecision(
        _take_over, ngettext_lazy("%d is yours now", "%d are yours now")
    ),
    BulkForm.ASSIGN: BulkDecision(_assign, ngettext_lazy("%d assigned", "%d assigned")),
    BulkForm.DONE: BulkDecision(_mark_done, ngettext_lazy("%d done", "%d done")),
    BulkForm.SPAM: BulkDecision(
        _mark_spam, ngettext_lazy("%d marked as spam", "%d marked as spam")
    ),
    BulkForm.REOPEN: BulkDecision(
        _reopen, ngettext_lazy("%d opened again", "%d opened again")
    ),
    BulkForm.TAG: BulkDecision(_tag, ngettext_lazy("%d tagged", "%d tagged")),
}
# Why some of many were left as they were.
LATE, UNFIT, GONE = "late", "unfit", "gone"
LEFT = {
    LATE: ngettext_lazy("%d had changed meanwhile", "%d had changed meanwhile"),
    UNFIT: ngettext_lazy("%d where this can’t be done", "%d where this can’t be done"),
    GONE: ngettext_lazy("%d no longer there", "%d no longer there"),
}


@require_POST
def decide_all(request):
    """Do with all messages that were ticked what somebody pressed, with each if it is still as they saw it."""
    if not can_decide(request.user):
        raise PermissionDenied
    form = BulkForm(request.POST)
    if form.is_valid():
        _decide_all(request, form.cleaned_data)
    else:
        for error in (error for errors in form.errors.values() for error in errors):
            messages.error(request, error)
    return redirect(get_valid_next_url_from_request(request) or "feedback_inbox:new")


def _decide_all(request, chosen):
    decision = BULK[chosen["decision"]]
    ticked = chosen["item"]
    items = FeedbackItem.objects.prefetch_related("tags").in_bulk(
        [each.number for each in ticked]
    )
    left = Counter(
        _outcome(items.get(each.number), decision, chosen, request.user, each.version)
        for each in ticked
    )
    done = left.pop(None, 0)
    said = [decision.done % done] if done or not left else []
    said += [words % left[why] for why, words in LEFT.items() if left[why]]
    tell = messages.warning if left else messages.success
    tell(request, _("%s.") % ", ".join(said))


def _outcome(item, decision, chosen, by, seen):
    """Why a message was left as it was; None: it was not."""
    if item is None:
        return GONE
    try:
        decision.carry_out(item, chosen, by, seen)
    except ChangedMeanwhile as changed:
        return UNFIT if changed.item.version == seen else LATE
    except Refused:
        return UNFIT
    return None
