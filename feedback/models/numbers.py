"""What stays when messages are gone, and how useful readers find pages: numbers of nobody."""

from datetime import timedelta

from django.db import models
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from .items import FeedbackItem, FeedbackKind


class PastFeedback(models.Model):
    """A message that was deleted after its time, as what reports count: no words, no sender."""

    received_on = models.DateField(db_index=True)
    kind = models.ForeignKey(
        FeedbackKind, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    page = models.ForeignKey(
        Page, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    source = models.CharField(max_length=10, choices=FeedbackItem.Source.choices)
    state = models.CharField(max_length=10, choices=FeedbackItem.State.choices)
    # From arrival to the first answer, if there was one.
    answered_after = models.DurationField(null=True)

    class Meta:
        verbose_name = _("past feedback")
        default_permissions = ()

    def __str__(self):
        return f"{self.received_on} ({self.pk})"


class UsefulnessQuerySet(models.QuerySet):
    def of_last_days(self, days):
        """Counts of so many days up to today."""
        return self.filter(day__gt=timezone.localdate() - timedelta(days=days))

    def between(self, first, last):
        """Counts from one day to another, both included."""
        return self.filter(day__range=(first, last))

    def on(self, page):
        return self.filter(page_id=page.pk)

    def on_any_of(self, pages):
        """Counts of any of these pages."""
        return self.filter(page__in=pages.order_by())

    def by_page(self):
        """For each page its number (`page_id`), and how many answered yes (`found_useful`) and no (`found_not`)."""
        return (
            self.order_by()
            .values("page_id")
            .annotate(found_useful=Sum("yes"), found_not=Sum("no"))
        )

    def answered_at_least(self, least):
        """The same of pages with so many answers at least."""
        answers = Sum("yes") + Sum("no")
        return self.by_page().alias(answers=answers).filter(answers__gte=least)

    def total(self):
        """How many answered yes, and how many no."""
        sums = self.aggregate(yes=Sum("yes", default=0), no=Sum("no", default=0))
        return sums["yes"], sums["no"]


class UsefulnessCount(models.Model):
    """How many readers found a page useful on one day, and how many did not."""

    page = models.ForeignKey(
        Page, on_delete=models.CASCADE, related_name="usefulness_counts"
    )
    day = models.DateField()
    yes = models.PositiveIntegerField(default=0)
    no = models.PositiveIntegerField(default=0)

    objects = UsefulnessQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["page", "day"], name="feedback_usefulness_once_a_day"
            )
        ]
        indexes = [models.Index(fields=["day"], name="feedback_usefulness_days")]

    def __str__(self):
        return f"{self.page_id} {self.day}"


class OfOneDayQuerySet(models.QuerySet):
    def of_days_before(self, day):
        """What was for days that are over."""
        return self.filter(day__lt=day)


class DailySalt(models.Model):
    """Today's secret for telling answers apart; deleted tomorrow, and with it the way back."""

    day = models.DateField(unique=True)
    salt = models.BinaryField(max_length=32)

    objects = OfOneDayQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.day)


class CountedAnswer(models.Model):
    """That somebody answered “Is this page useful?” today: a hash that leads back to nobody."""

    key = models.CharField(max_length=64, unique=True)
    day = models.DateField(db_index=True)

    objects = OfOneDayQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.pk)
