"""One comment, its thread, and the other parts of long discussions."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ..addresses import address_of, address_of_part
from ..models import Comment, Order
from ..sections import Section, ThreadSection
from .finding import page_with_comments_or_404


@require_safe
def comment_show(request, comment_id):
    """Lead to a published comment, wherever in the discussion it stands by now."""
    comment = get_object_or_404(
        Comment.objects.findable().select_related("parent"), pk=comment_id
    )
    comment.page = page_with_comments_or_404(request, comment.page_id)
    if not comment.is_public:
        # Two said the same: whether the other can be read is asked there.
        return redirect(reverse("comment", args=[comment.merged_into_id]))
    return redirect(address_of(comment))


@require_safe
def comments_part(request, page_id, number, order=Order.OLDEST):
    """One part of a long discussion; the first, the oldest first, is on the page itself."""
    page = page_with_comments_or_404(request, page_id)
    if number == 1 and order == Order.OLDEST:
        return redirect(f"{address_of_part(page, 1)}#comments")
    section = Section(request, page, number, order)
    if not section.has_part:
        raise Http404
    context = {"section": section, "about_page": page}
    return render(request, "comments/part.html", context)


@require_safe
def comment_thread(request, comment_id, number=1):
    """One comment with all replies to it, a part of them at a time."""
    thread = get_object_or_404(Comment.objects.threads(), pk=comment_id)
    page = page_with_comments_or_404(request, thread.page_id)
    section = ThreadSection(request, page, thread, number)
    if not section.has_part:
        raise Http404
    context = {"section": section, "about_page": page}
    return render(request, "comments/thread.html", context)
