"""Where a comment stands: on its page, or on one of the pages with older threads after it."""

from django.db.models import Q
from django.urls import reverse

from .models import Comment

THREADS_ON_A_PAGE = 20


def address_of(comment):
    """The address of a comment, whichever part of a long discussion it is in."""
    number = 1
    if comment.is_public:
        number = _position(comment.parent or comment) // THREADS_ON_A_PAGE + 1
    return f"{address_of_part(comment.page, number)}#comment-{comment.pk}"


def address_of_part(page, number, request=None):
    """The address of one part of a page's discussion; the first is on the page itself."""
    if number == 1:
        return page.get_url(request) or "/"
    return reverse("comments_part", args=[page.pk, number])


def _position(thread):
    earlier = Q(created_at__lt=thread.created_at) | Q(
        created_at=thread.created_at, pk__lt=thread.pk
    )
    threads = Comment.objects.filter(page_id=thread.page_id).threads()
    return threads.filter(earlier).count()
