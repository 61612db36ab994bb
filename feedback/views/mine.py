"""What a member sent us, with where it stands and what was answered."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from pages.access import readable_pages

from ..models import FeedbackItem
from ..periods import kept_line
from ..standing import answer_due_on, letters_of, standing_of

MESSAGES_ON_A_PAGE = 20


@login_required
@require_safe
def my_feedback(request, number=1):
    """One page of the member's own messages, the newest first."""
    sent = FeedbackItem.objects.of(request.user).select_related("kind", "page")
    paginator = Paginator(sent.prefetch_related("mails"), MESSAGES_ON_A_PAGE)
    if not 1 <= number <= paginator.num_pages:
        raise Http404
    listing = paginator.page(number)
    items = list(listing.object_list)
    _add_what_it_says(request, items)
    context = {
        "items": items,
        "count": paginator.count,
        "listing": listing,
        "numbers": paginator.get_elided_page_range(number),
        "base": reverse("my_feedback"),
        "kept_line": kept_line(),
    }
    return render(request, "feedback/mine.html", context)


def _add_what_it_says(request, items):
    """Give each message what the list tells of it; pages only that this member may see."""
    live = {item.page for item in items if item.page and item.page.live}
    readable = {page.pk: page for page in readable_pages(request, list(live))}
    for item in items:
        item.standing = standing_of(item)
        item.answer_due_on = answer_due_on(item)
        item.letters = letters_of(item)
        item.about_page = readable.get(item.page_id)
