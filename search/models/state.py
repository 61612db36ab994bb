"""What all searches share, in one row."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef

from .copies import OverdueCopy


class IndexStateQuerySet(models.QuerySet):
    def with_whole_copy(self):
        """The state, if OpenSearch holds the generation that is asked and knows of every change."""
        overdue = OverdueCopy.objects.of_generation(OuterRef("generation"))
        return self.filter(~Exists(overdue), copied=F("generation"))


class IndexState(models.Model):
    """Which generation of the index is asked, whether a new one is being built, and what has changed."""

    generation = models.PositiveIntegerField(default=1)
    # Being filled beside the other; what is published meanwhile is written to both.
    building = models.PositiveIntegerField(null=True)
    # By which version of our code rows were made (search/services/rebuilding.py); 0: by none.
    rows_version = models.PositiveIntegerField(default=0)
    # The generation of which OpenSearch holds a copy that follows each change; None: of none.
    copied = models.PositiveIntegerField(null=True)
    # Those of its rows, and maybe of earlier ones.
    languages = ArrayField(models.CharField(max_length=10), default=list)
    # Counts up with each change of the word list, of synonyms and of what editors steer, so that
    # each process knows when what it holds in memory is old.
    lists_version = models.PositiveBigIntegerField(default=1)
    # Since when words of the index are missing in the word list; None: since nothing.
    words_stale_since = models.DateTimeField(null=True)
    words_built_at = models.DateTimeField(null=True)
    # The day of the last weekly mail to editors.
    weekly_mail_on = models.DateField(null=True)

    objects = IndexStateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=1), name="one_state_of_the_index"
            )
        ]

    def __str__(self):
        return f"{self.generation}"
