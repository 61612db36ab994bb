"""The consent of the people whom a picture or a video shows."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Consent was withdrawn or given again, in the transaction that notes it: sent with `item`.
consent_changed = Signal()
ENDS_SOON = timedelta(days=60)


class ConsentQuerySet(models.QuerySet):
    """What may no longer be shown, or not for much longer."""

    def withheld(self):
        return self.filter(
            Q(consent_withdrawn_on__isnull=False)
            | Q(consent_ends_on__lt=timezone.localdate())
        )

    def in_need_of_consent(self):
        """What is withheld, and what will be before long."""
        return self.filter(
            Q(consent_withdrawn_on__isnull=False)
            | Q(consent_ends_on__lte=timezone.localdate() + ENDS_SOON)
        )


class Consent(models.Model):
    """Says whose consent is kept where and how long it lasts; without it nothing is shown.

    Readers and editors alike are shown what is withheld no more, by whatever way they ask.
    """

    shows_people = models.BooleanField(_("people can be recognised"), default=False)
    consent_record = models.CharField(
        _("where their consent is kept"),
        max_length=255,
        blank=True,
        help_text=_("For example: consent forms, communications team, folder 12."),
    )
    consent_ends_on = models.DateField(
        _("consent ends on"),
        null=True,
        blank=True,
        help_text=_("After this day the site does not show it any more."),
    )
    consent_withdrawn_on = models.DateField(
        _("consent withdrawn on"), null=True, blank=True, editable=False
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(shows_people=False) | ~Q(consent_record=""),
                name="%(class)s_people_have_consented",
                violation_error_message=_(
                    "Say where the consent of the people shown is kept."
                ),
            ),
        ]

    @property
    def is_withheld(self):
        """Whether consent was withdrawn or has ended, so that nobody is shown it."""
        return is_withheld(self.consent_withdrawn_on, self.consent_ends_on)


def is_withheld(withdrawn_on, ends_on):
    """Whether these days mean that nothing may be shown today."""
    has_ended = ends_on is not None and ends_on < timezone.localdate()
    return withdrawn_on is not None or has_ended
