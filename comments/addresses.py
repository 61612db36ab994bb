"""Where a comment stands: on its page, on a later part of a long discussion, or far down its thread."""

from django.urls import reverse

from pages.access import pages_readable_by

from .models import Comment, CommentSettings, Order
from .models.reading import REPLIES_AT_ONCE

THREADS_ON_A_PAGE = 20
REPLIES_ON_A_PAGE = 50


def address_of(comment):
    """The address of a comment, whichever part of a long discussion it is in."""
    thread = comment.parent or comment
    address = address_of_part(comment.page, 1)
    if comment.is_public:
        replies_before = _replies_before(comment)
        if replies_before < REPLIES_AT_ONCE:
            number = _threads_before(thread) // THREADS_ON_A_PAGE + 1
            address = address_of_part(comment.page, number)
        else:
            number = replies_before // REPLIES_ON_A_PAGE + 1
            address = address_of_thread(thread, number)
    return f"{address}#comment-{comment.pk}"


def address_of_part(page, number, request=None, order=Order.OLDEST):
    """The address of one part of a page's discussion; the first is on the page itself."""
    if order != Order.OLDEST:
        return reverse("comments_part_in_order", args=[page.pk, order, number])
    if number == 1:
        return page.get_url(request) or "/"
    return reverse("comments_part", args=[page.pk, number])


def address_of_thread(thread, number=1):
    """The address of a thread with more replies than its page shows at once."""
    if number == 1:
        return reverse("comment_thread", args=[thread.pk])
    return reverse("comment_thread_part", args=[thread.pk, number])


def address_of_house_rules(reader):
    """Where it stands what is asked of comments, if publishers chose a page that this person may read."""
    rules = CommentSettings.current().house_rules
    if rules and pages_readable_by(reader, [rules]):
        return rules.localized.get_url()
    return None


def _threads_before(thread):
    threads = Comment.objects.filter(page_id=thread.page_id).threads()
    return threads.before(thread).count()


def _replies_before(comment):
    if comment.parent_id is None:
        return 0
    return Comment.objects.replies_to(comment.parent_id).before(comment).count()
