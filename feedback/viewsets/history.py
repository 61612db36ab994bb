"""What was done about a message, as colleagues read it."""

from accounts.models import User

from ..models import FeedbackEvent


def history_of(item):
    """What was done about a message, the newest first, each with `actor` or None: the site, or the sender."""
    events = list(FeedbackEvent.objects.about(item).reverse())
    people = User.objects.in_bulk(
        {event.actor_id for event in events if event.actor_id}
    )
    for event in events:
        event.actor = people.get(event.actor_id)
    return events
