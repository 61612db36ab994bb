"""What moderators have yet to hear of."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q


class InboxQuerySet(models.QuerySet):
    """Comments as mails to moderators speak of them."""

    def unknown_to_moderators(self):
        """Comments that wait or were reported since moderators last got a mail about them, the oldest first."""
        states = self.model.State
        waits = Q(state=states.WAITING) & (
            Q(moderators_told_at__isnull=True)
            | Q(moderators_told_at__lt=F("waiting_since"))
        )
        is_reported = Q(
            Exists(_new_reports(self.model)),
            state__in=[states.WAITING, states.PUBLISHED],
        )
        return self.filter(waits | is_reported).order_by("waiting_since", "pk")

    def risky(self):
        """Those of them that can't wait: details of somebody, or somebody at risk."""
        holds = self.model.Hold
        kinds = [holds.DETAILS, holds.AT_RISK]
        # Reports name their kinds alike.
        reported = _new_reports(self.model).filter(reason__in=kinds)
        return self.filter(
            Q(state=self.model.State.WAITING, held_for__overlap=kinds)
            | Q(Exists(reported))
        )

    def for_mails(self):
        """Each with what a mail says of it, ours alone until the transaction ends."""
        reports = self.model._meta.get_field("reports").related_model
        open_reports = models.Prefetch(
            "reports", reports.objects.open().order_by("made_at"), "open_reports"
        )
        return (
            self.select_related("page")
            .prefetch_related(open_reports)
            .select_for_update(no_key=True, skip_locked=True, of=("self",))
        )


def _new_reports(model):
    """Open reports of a comment that were made after moderators were told of it."""
    reports = model._meta.get_field("reports").related_model
    told = OuterRef("moderators_told_at")
    return reports.objects.open().filter(
        Q(made_at__gt=told) | Q(comment__moderators_told_at__isnull=True),
        comment=OuterRef("pk"),
    )
