"""What the log of decisions adds up to."""

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth

from safeguards.append_only import AppendOnlyModel
from safeguards.percentiles import Percentile


class FiguresQuerySet(AppendOnlyModel.QuerySet):
    """Counts and times of what was done to comments, never of whose they were."""

    def by_month(self):
        """The figures of each month, the newest first."""
        return (
            self.annotate(month=TruncMonth("decided_at"))
            .order_by("-month")
            .values("month")
            .annotate(**self._figures())
        )

    def altogether(self):
        """The same figures of the whole time."""
        return self.order_by().aggregate(**self._figures())

    def reasons_by_month(self):
        """How often each reason was given in each month: (month, reason, how often)."""
        return (
            self.filter(reason_id__isnull=False)
            .annotate(month=TruncMonth("decided_at"))
            .values_list("month", "reason_id")
            .annotate(count=Count("pk"))
            .order_by("month", "-count", "reason_id")
        )

    def _figures(self):
        action = self.model.Action

        def times(*actions):
            return Count("pk", filter=Q(action__in=actions))

        return {
            "written": times(action.PUBLISHED_AT_ONCE, action.HELD),
            "at_once": times(action.PUBLISHED_AT_ONCE),
            "approved": times(action.APPROVED),
            "rejected": times(action.REJECTED),
            "returned": times(action.RETURNED),
            "hidden": times(action.HIDDEN, action.HIDDEN_BY_LINK),
            "details_removed": times(action.DETAILS_REMOVED),
            "reported": times(action.REPORTED),
            "median_wait": Percentile("waited", 0.5),
            "most_wait": Percentile("waited", 0.9),
        }
