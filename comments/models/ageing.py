"""What has been kept for long enough."""

from django.db import models
from django.db.models import Exists, OuterRef

from .decisions import CommentDecision


class AgeingQuerySet(models.QuerySet):
    """Comments whose words nobody will look at any more."""

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
