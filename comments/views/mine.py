"""What a member wrote, all of it, with where each comment stands."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ..addresses import address_of_house_rules
from ..models import Comment
from ..standing import with_standing

COMMENTS_ON_A_PAGE = 20
State = Comment.State


@login_required
@require_safe
def my_comments(request, state=None, number=1):
    """One page of the member's own comments: all, or those in one state."""
    written = Comment.objects.written_by(request.user)
    counts = written.tally_of_states()
    total = sum(counts.values())
    if state is not None:
        if state not in counts:
            raise Http404
        written = written.in_state(state)
    paginator = Paginator(written.select_related("page"), COMMENTS_ON_A_PAGE)
    paginator.count = total if state is None else counts[state]
    if not 1 <= number <= paginator.num_pages:
        raise Http404
    listing = paginator.page(number)
    context = {
        "comments": with_standing(request.user, listing.object_list),
        "count": total,
        "waiting": counts.get(State.WAITING, 0),
        "states": [
            {"value": each, "label": each.label, "count": counts[each]}
            for each in State
            if each in counts
        ],
        "chosen": state,
        "listing": listing,
        "numbers": paginator.get_elided_page_range(number),
        "house_rules": address_of_house_rules(request.user),
        "base": reverse("my_comments", args=[state] if state else []),
    }
    return render(request, "comments/mine.html", context)
