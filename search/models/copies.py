"""What OpenSearch has not been told yet, where a setting says that it is asked."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CopyQuerySet(models.QuerySet):
    def of_generation(self, generation):
        """Those of one building of the index."""
        return self.filter(generation=generation)

    def but_of(self, generations):
        """Those of buildings that are gone."""
        return self.exclude(generation__in=generations)


class OverdueCopy(models.Model):
    """A thing that changed and whose copy has not: the table is asked until it has.

    Written together with the thing's rows, gone when OpenSearch has confirmed the change. A thing
    that changes twice is here twice, so that the first copy can't settle the second change.
    """

    generation = models.PositiveIntegerField()
    key = models.CharField(max_length=200)

    objects = CopyQuerySet.as_manager()

    class Meta:
        verbose_name = _("overdue copy")
        verbose_name_plural = _("overdue copies")
        default_permissions = ()

    def __str__(self):
        return self.key
