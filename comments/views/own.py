"""What members do with what they wrote."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pages.access import readable_page

from ..addresses import address_of, address_of_part
from ..models import Comment
from ..permissions import can_remove
from ..services.writing import remove_own
from .finding import see


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def comment_remove(request, comment_id):
    """Ask whether one's own comment shall go, and on POST let it go."""
    own = Comment.objects.filter(author_id=request.user.pk).select_related(
        "author", "parent__author"
    )
    comment = get_object_or_404(own, pk=comment_id)
    if not can_remove(request.user, comment):
        raise Http404
    # The words are the writer's, even where the page is no longer there to be read.
    page = readable_page(request, comment.page_id)
    if request.method == "POST":
        remove_own(comment, author=request.user)
        messages.success(request, _("Your comment has been removed."))
        return see(f"{address_of_part(page, 1)}#comments" if page else "/")
    context = {
        "comment": comment,
        "about_page": page,
        "keep_address": page and address_of(comment),
    }
    return render(request, "comments/remove.html", context)
