"""What has been kept for long enough, and what goes with its page."""

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from .decisions import CommentDecision


class AgeingQuerySet(models.QuerySet):
    """Comments whose words go."""

    def with_old_words(self, moment):
        """Comments that were decided about by this moment and that readers don't see.

        What only waits is never among them, however long it waits.
        """
        states = self.model.State
        unseen = [states.RETURNED, states.REJECTED, states.HIDDEN, states.MERGED]
        return self.filter(
            state__in=unseen, decided_at__lte=moment, emptied_at__isnull=True
        )

    def with_old_original_words(self, moment):
        """Comments from which no details were taken out since this moment, but some before."""
        newer = CommentDecision.objects.filter(
            comment_id=OuterRef("pk"),
            action=CommentDecision.Action.DETAILS_REMOVED,
            decided_at__gt=moment,
        )
        return self.exclude(original_body="").exclude(Exists(newer))

    def lost_with(self, pages):
        """How many comments that say something would go with these pages and all under them, and of how many members."""
        under = Q(pk__in=[])
        for page in pages:
            under |= Q(page__path__startswith=page.path)
        lost = self.filter(under).exclude(body="")
        counts = lost.aggregate(
            comments=Count("pk"), writers=Count("author", distinct=True)
        )
        return counts["comments"], counts["writers"]
