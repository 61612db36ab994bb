"""What is searched for; nothing about who searched."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


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

    class Meta:
        verbose_name = _("search")
        verbose_name_plural = _("searches")
        indexes = [
            models.Index(fields=["day", "folded"], name="search_by_day"),
        ]

    def __str__(self):
        return self.words
