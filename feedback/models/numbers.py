"""What stays when messages are gone, and how useful readers find pages: numbers of nobody."""

from django.db import models
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


class UsefulnessCount(models.Model):
    """How many readers found a page useful on one day, and how many did not."""

    page = models.ForeignKey(
        Page, on_delete=models.CASCADE, related_name="usefulness_counts"
    )
    day = models.DateField()
    yes = models.PositiveIntegerField(default=0)
    no = models.PositiveIntegerField(default=0)

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


class DailySalt(models.Model):
    """Today's secret for telling answers apart; deleted tomorrow, and with it the way back."""

    day = models.DateField(unique=True)
    salt = models.BinaryField(max_length=32)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.day)


class CountedAnswer(models.Model):
    """That somebody answered “Is this page useful?” today: a hash that leads back to nobody."""

    key = models.CharField(max_length=64, unique=True)
    day = models.DateField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.pk)
