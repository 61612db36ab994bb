"""What is searched for; nothing about who searched."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Nobody opens more of one list; a program would fill the row.
MOST_OPENED = 20


class LoggedSearchQuerySet(models.QuerySet):
    def before(self, day):
        """Those of earlier days."""
        return self.filter(day__lt=day)

    def note_opened(self, number, key):
        """Put down that something was opened from the results of one search; whether it is new."""
        opened = Func(F("opened"), Value(key), function="array_append")
        search = self.filter(pk=number, opened__len__lt=MOST_OPENED)
        return bool(search.exclude(opened__contains=[key]).update(opened=opened))


class LoggedSearch(models.Model):
    """One search: its words, how much it found and what was opened of it."""

    day = models.DateField(_("day"), default=timezone.localdate)
    language = models.CharField(_("language"), max_length=10)
    # Empty where the words looked like details of a person.
    words = models.CharField(_("words"), max_length=200, blank=True)
    folded = models.CharField(max_length=200, blank=True)
    found = models.PositiveIntegerField(_("results"))
    # Where results for other words were shown instead: "production system".
    corrected_to = models.CharField(_("corrected to"), max_length=200, blank=True)
    # The keys of the index, in the order in which they were opened, each once.
    opened = ArrayField(models.CharField(max_length=200), default=list)

    objects = LoggedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("search")
        verbose_name_plural = _("searches")
        indexes = [
            models.Index(fields=["day", "folded"], name="search_by_day"),
        ]

    def __str__(self):
        return self.words
