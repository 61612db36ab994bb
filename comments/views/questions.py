"""What those who asked do with their question."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ..addresses import address_of
from ..models import Comment
from ..permissions import can_settle_question
from ..services.questions import ask_again, mark_answered
from ..services.states import AlreadyDecided
from .finding import page_with_comments_or_404, see


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def comment_answered(request, comment_id):
    """Ask whether one's question is answered, or open again; on POST note it."""
    found = Comment.objects.questions().select_related("author", "parent")
    question = get_object_or_404(found, pk=comment_id)
    question.page = page_with_comments_or_404(request, question.page_id)
    if not can_settle_question(request.user, question):
        raise Http404
    if request.method == "POST":
        _settle(request, question)
        return see(address_of(question))
    context = {"comment": question, "about_page": question.page}
    return render(request, "comments/answered.html", context)


def _settle(request, question):
    wants_answered = request.POST.get("is") != "open"
    service = mark_answered if wants_answered else ask_again
    try:
        service(question, by=request.user)
    except AlreadyDecided:
        messages.info(request, _("Nothing was changed: it was so already."))
    else:
        done = _("Thank you. The question is marked as answered.")
        again = _("The question is open again.")
        messages.success(request, done if wants_answered else again)
