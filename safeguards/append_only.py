"""Logs of who did what: written once, never changed, never deleted (docs/adr/0012)."""

from django.db import models


class LogIsAppendOnly(TypeError):
    """Something tried to change or to delete what was logged."""


class AppendOnlyQuerySet(models.QuerySet):
    def update(self, **fields):
        raise LogIsAppendOnly

    def delete(self):
        raise LogIsAppendOnly

    delete.alters_data = True
    delete.queryset_only = True


class AppendOnlyModel(models.Model):
    """A row that is written once. Each table has a trigger too, so that the database refuses."""

    QuerySet = AppendOnlyQuerySet
    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise LogIsAppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise LogIsAppendOnly
