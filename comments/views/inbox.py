"""What a link in a mail to moderators leads to."""

from contextlib import suppress

from django.contrib.auth import get_user_model
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pages.access import readable_page
from safeguards.origin import same_origin_required

from ..mail_links import LinkIsTooOld, NoLinkOfOurs, read_link
from ..models import Comment, CommentDecision
from ..permissions import can_moderate
from ..services.inbox import STATES, decide_by_link
from ..services.states import AlreadyDecided
from .finding import see


# Whoever opens it need not be signed in: the signed address is the proof, and our own page the sender.
@never_cache
@same_origin_required
@require_http_methods(["GET", "HEAD", "POST"])
def comment_from_mail(request, token):
    """Ask whether a link in a mail shall do what it says, and on POST let it.

    Mail programs and scanners open links by themselves: that changes nothing.
    """
    try:
        link = read_link(token)
    except LinkIsTooOld:
        return _refuse(request, status=410, is_too_old=True)
    except NoLinkOfOurs:
        return _refuse(request, status=404)
    comment = Comment.objects.filter(pk=link.comment_id).first()
    recipient = get_user_model().objects.filter(pk=link.recipient_id).first()
    if comment is None or recipient is None or not _may_still_decide(recipient):
        return _refuse(request, status=410)
    if request.method == "POST":
        # The page after this one says what was done, by this link or by somebody else before.
        with suppress(AlreadyDecided):
            decide_by_link(comment, link.action, recipient=recipient, seen=link.version)
        return see(request.path)
    return _show(request, comment, link)


def _may_still_decide(recipient):
    return can_moderate(recipient) and not recipient.is_suspended


def _show(request, comment, link):
    latest = CommentDecision.objects.latest_about([comment])
    context = {
        "comment": comment,
        # Its title is for those who may read it; the words of the comment are for moderators alone.
        "about_page": readable_page(request, comment.page_id),
        "reasons": _reasons(comment),
        "link": link,
        "is_open": comment.version == link.version
        and comment.state in STATES[link.action],
        "decision": latest.get(comment.pk),
        "decide_address": reverse("comment_queue:comment", args=[comment.pk]),
    }
    return _unlisted(render(request, "comments/from_mail.html", context))


def _reasons(comment):
    """Why somebody should look at a comment, each reason once."""
    reports = comment.reports.open().order_by("made_at")
    return list(
        dict.fromkeys(
            [
                *(str(Comment.Hold(hold).label) for hold in comment.held_for),
                *(report.get_reason_display() for report in reports),
            ]
        )
    )


def _refuse(request, *, status, is_too_old=False):
    context = {
        "is_too_old": is_too_old,
        "queue_address": reverse("comment_queue:waiting"),
    }
    page = render(request, "comments/from_mail_refused.html", context, status=status)
    return _unlisted(page)


def _unlisted(response):
    response["X-Robots-Tag"] = "noindex"
    # Its address is a key: no other site is told of it.
    response["Referrer-Policy"] = "same-origin"
    return response
