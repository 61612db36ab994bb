"""What becomes of messages when their sender leaves or joins two accounts."""

from django.db import transaction

from ..models import FeedbackItem


@transaction.atomic
def hand_over(from_user, to_user):
    """Give what a member sent to another account of theirs; answers go to its address. How much it was."""
    items = FeedbackItem.objects.of(from_user).order_by()
    numbers = list(items.values_list("pk", flat=True))
    FeedbackItem.objects.filter(pk__in=numbers).update(user=to_user)
    FeedbackItem.objects.naming(from_user.email).update(email=to_user.email)
    return len(numbers)


@transaction.atomic
def forget_sender(user, *, keep_words):
    """Part a member from what they sent: without their name, or without their words too.

    Returns of how many messages.
    """
    items = FeedbackItem.objects.of(user)
    if keep_words:
        count = items.update(user=None, name="", email="")
    else:
        count, _of_each = items.delete()
    # What somebody else sent on their behalf.
    FeedbackItem.objects.naming(user.email).update(name="", email="")
    return count
