"""Saying what helped, without leaving the comment."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ..addresses import address_of
from ..models import Comment
from ..permissions import can_mark_helpful
from ..sections import Section
from ..services.helpful import mark_helpful, unmark_helpful
from .finding import page_with_comments_or_404, see


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def comment_helpful(request, comment_id):
    """Note on POST that a comment helped; whoever comes from signing in is led to it."""
    return _receive(request, comment_id, mark_helpful, _("Marked as helpful."))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def comment_not_helpful(request, comment_id):
    """Take a mark back on POST."""
    return _receive(
        request, comment_id, unmark_helpful, _("No longer marked as helpful.")
    )


def _receive(request, comment_id, change, said):
    comment = get_object_or_404(
        Comment.objects.published().select_related("parent"), pk=comment_id
    )
    comment.page = page_with_comments_or_404(request, comment.page_id)
    if request.method != "POST":
        return redirect(reverse("comment", args=[comment.pk]))
    if not can_mark_helpful(request.user, comment):
        raise PermissionDenied
    change(comment, user=request.user)
    if request.headers.get("X-Requested-With") == "fetch":
        return _show(request, comment, said)
    messages.success(request, said)
    return see(address_of(comment))


def _show(request, comment, said):
    """The button as it is now, for our script."""
    section = Section(request, comment.page)
    context = {"comment": section.read(comment), "said": said}
    return render(request, "comments/helpful.html", context)
