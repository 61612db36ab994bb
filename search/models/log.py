"""What is searched for; nothing about who searched."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Aggregate, Count, F, Func, Max, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Nobody opens more of one list; a program would fill the row.
MOST_OPENED = 20

IS_FAILURE = Q(found=0, corrected_to="")
IS_UNOPENED = ~IS_FAILURE & Q(opened=[])


class Usual(Aggregate):
    """The value that occurs most."""

    template = "mode() WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = models.CharField()


class LoggedSearchQuerySet(models.QuerySet):
    def before(self, day):
        """Those of earlier days."""
        return self.filter(day__lt=day)

    def between(self, first, last):
        """Those from one day to another, with both."""
        return self.filter(day__range=(first, last))

    def in_language(self, language):
        """Those on pages in a language; in any without one."""
        return self.filter(language=language) if language else self

    def languages(self):
        """The languages in which there were any."""
        return self.order_by("language").values_list("language", flat=True).distinct()

    def figures(self):
        """How many there were, and how they went."""
        return self.aggregate(
            times=Count("pk"),
            failures=Count("pk", filter=IS_FAILURE),
            followed=Count("pk", filter=~Q(opened=[])),
            wordless=Count("pk", filter=Q(folded="")),
        )

    def figures_by_day(self):
        """The same for each day on which there were any: tuples of (day, all, failures)."""
        days = self.values("day").annotate(
            times=Count("pk"), failures=Count("pk", filter=IS_FAILURE)
        )
        return days.order_by("day").values_list("day", "times", "failures")

    def phrases(self):
        """Each phrase, however it was written, with how often it was looked for and how that went."""
        return (
            self.exclude(folded="")
            .values("language", "folded")
            .annotate(
                said=Usual("words"),
                times=Count("pk"),
                failures=Count("pk", filter=IS_FAILURE),
                unopened=Count("pk", filter=IS_UNOPENED),
                followed=Count("pk", filter=~Q(opened=[])),
                instead=Usual("corrected_to", filter=~Q(corrected_to="")),
                last_day=Max("day"),
                last_search=Max("pk"),
                last_failure=Max("pk", filter=IS_FAILURE),
                most_found=Max("found"),
            )
            .order_by("-times", "-last_day", "folded")
        )

    def failed_phrases(self):
        """Phrases that found nothing when somebody last looked for them, the most missed first."""
        failed = self.phrases().filter(last_failure=F("last_search"))
        return failed.order_by("-failures", "-last_day", "folded")

    def ignored_phrases(self):
        """Phrases that found something, none of which anybody opened."""
        ignored = self.phrases().filter(unopened__gt=0, followed=0)
        return ignored.order_by("-unopened", "-last_day", "folded")

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
