"""Reporting a comment to the moderators, with an account or without."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from safeguards.address import client_network
from safeguards.limits import Limit, within_limit
from safeguards.models import SafeguardingSettings
from safeguards.origin import is_same_origin
from safeguards.tokens import has_valid_token

from ..forms.reporting import ReportForm
from ..models import Comment, CommentReport
from ..services.reporting import report_comment
from ..services.states import AlreadyDecided
from .finding import page_with_comments_or_404, see

REPORTS = Limit("comment_report", count=20, seconds=60 * 60)
# A whole hospital may sit behind one address.
REPORTS_OF_NETWORK = Limit("comment_report_network", count=300, seconds=60 * 60)


# It asks for the token itself: readers without an account have none, and nobody's words get lost.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def comment_report(request, comment_id):
    """Show a comment with the form to report it, and keep what is sent with it."""
    comment, page = _comment_and_page_or_404(request, comment_id)
    if request.method == "POST":
        return _receive(request, page, comment)
    if not comment.is_public:
        return _show_thanks(request, page, is_gone=True)
    return _show_form(request, page, comment, ReportForm())


@require_safe
def comment_reported(request, comment_id):
    """Thank for a report and say what happens next."""
    _comment, page = _comment_and_page_or_404(request, comment_id)
    return _show_thanks(request, page)


def _comment_and_page_or_404(request, comment_id):
    comments = Comment.objects.select_related("author__organisation")
    comment = get_object_or_404(comments, pk=comment_id)
    if comment.published_at is None:
        raise Http404
    return comment, page_with_comments_or_404(request, comment.page_id)


def _receive(request, page, comment):
    form = ReportForm(request.POST)
    is_valid = form.is_valid()
    if not _is_from_our_page(request):
        form.add_error(
            None,
            _(
                "Your browser did not tell us that this came from a page of this site, "
                "or you signed in meanwhile. Please send the report once more."
            ),
        )
        return _show_form(request, page, comment, form, status=403)
    if not is_valid:
        return _show_form(request, page, comment, form, status=422)
    if not _has_room(request):
        form.add_error(
            None,
            _(
                "A great many reports have come in the last hour. Your text is still here: "
                "please send it again later."
            ),
        )
        return _show_form(request, page, comment, form, status=429)
    reporter = request.user if request.user.is_authenticated else None
    try:
        _report, is_new = report_comment(
            comment,
            reporter=reporter,
            reason=form.cleaned_data["reason"],
            note=form.cleaned_data["note"],
        )
    except AlreadyDecided:
        return _show_thanks(request, page, is_gone=True)
    # What a member reported before is said on the page of the form.
    name = "comment_reported" if is_new or reporter is None else "comment_report"
    return see(reverse(name, args=[comment.pk]))


def _is_from_our_page(request):
    if request.user.is_authenticated:
        return has_valid_token(request)
    return is_same_origin(request)


def _has_room(request):
    if request.user.is_authenticated:
        return within_limit(REPORTS, request.user.pk)
    return within_limit(REPORTS_OF_NETWORK, client_network(request))


def _show_form(request, page, comment, form, status=200):
    earlier = None
    # A form that comes back shows what was typed.
    if request.user.is_authenticated and not form.is_bound:
        reports = CommentReport.objects.open().about(comment)
        earlier = reports.made_by(request.user).first()
    context = {
        "form": form,
        "comment": comment,
        "about_page": page,
        "earlier": earlier,
        "safeguarding": SafeguardingSettings.current(),
    }
    return render(request, "comments/report.html", context, status=status)


def _show_thanks(request, page, *, is_gone=False):
    context = {
        "about_page": page,
        "is_gone": is_gone,
        "safeguarding": SafeguardingSettings.current(),
    }
    return render(request, "comments/reported.html", context)
