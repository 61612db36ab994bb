"""What writers can still do with what they wrote."""

from datetime import timedelta

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

# So soon after it was published anybody may still correct a slip, and nobody is told of it.
EDITED_FREELY = timedelta(minutes=15)


class WritersQuerySet(models.QuerySet):
    """Comments as whoever wrote them may change them."""

    def changeable(self):
        """Comments whose words their writers may change now.

        Those that wait, those published a moment ago, and those that nobody else has answered
        yet; none in a thread that a moderator has locked.
        """
        states = self.model.State
        soon = timezone.now() - EDITED_FREELY
        return self.filter(
            Q(state=states.WAITING)
            | Q(state=states.PUBLISHED)
            & (Q(published_at__gt=soon) | ~Q(Exists(self._answers())))
        ).exclude(Q(is_locked=True) | Q(parent__is_locked=True))

    def changeable_among(self, comments):
        """The numbers of those of these comments whose words their writers may change now."""
        these = self.filter(pk__in=[comment.pk for comment in comments])
        return set(these.changeable().values_list("pk", flat=True))

    def tally_of_states(self):
        """How many of these comments are in each state that any of them is in."""
        states = self.model.State
        rows = self.order_by().values_list("state").annotate(Count("pk"))
        return {states(state): number for state, number in rows}

    def in_state(self, state):
        return self.filter(state=state)

    def once_public(self):
        """Comments that readers could see at some time, and perhaps still can."""
        return self.filter(published_at__isnull=False)

    def answered(self):
        """Comments to which somebody else has replied."""
        return self.filter(Exists(self._answers()))

    def around(self, comment):
        """A comment and the start of its thread, the thread first."""
        both = self.filter(pk__in=[comment.pk, comment.parent_id])
        return both.in_order_of_locking()

    def _answers(self):
        states = self.model.State
        return self.model.objects.filter(
            Q(parent=OuterRef("pk")) | Q(answers=OuterRef("pk")),
            state__in=[states.PUBLISHED, states.WAITING],
        ).exclude(author_id=OuterRef("author_id"))
