"""One comment, and the later parts of long discussions."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from ..addresses import address_of, address_of_part
from ..models import Comment
from ..sections import Section
from .finding import page_with_comments_or_404


@require_safe
def comment_show(request, comment_id):
    """Lead to a published comment, wherever in the discussion it stands by now."""
    comment = get_object_or_404(
        Comment.objects.published().select_related("parent"), pk=comment_id
    )
    comment.page = page_with_comments_or_404(request, comment.page_id)
    return redirect(address_of(comment))


@require_safe
def comments_part(request, page_id, number):
    """The second and later parts of a long discussion; the first is on the page itself."""
    page = page_with_comments_or_404(request, page_id)
    if number == 1:
        return redirect(f"{address_of_part(page, 1)}#comments")
    section = Section(request, page, number)
    # The count comes first: no part can begin after as many threads as there are comments.
    if number < 1 or number > section.count or not section.threads:
        raise Http404
    context = {"section": section, "about_page": page}
    return render(request, "comments/part.html", context)
