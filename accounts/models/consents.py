"""The consent ledger: who agreed to which words, when, and whether they took it back."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ConsentText(models.Model):
    """The words that people were asked to agree to, in one version and one language.

    Rows are made when somebody first agrees to a text, and never changed: what was agreed to
    stays readable after the site asks in other words.
    """

    purpose = models.CharField(_("purpose"), max_length=40)
    version = models.PositiveSmallIntegerField(_("version"))
    language = models.CharField(_("language"), max_length=10)
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("text of a consent")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "version", "language"],
                name="one_text_for_each_version",
            )
        ]

    def __str__(self):
        return f"{self.purpose} {self.version} ({self.language})"


class ConsentQuerySet(models.QuerySet):
    def given(self):
        """Consents that hold: given and not taken back."""
        return self.filter(withdrawn_at__isnull=True)

    def purposes_of(self, user):
        """The purposes for which this person's consent holds."""
        return set(
            self.given().filter(user_id=user.pk).values_list("purpose", flat=True)
        )


class Consent(models.Model):
    """One person's agreement to one text."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="consents"
    )
    purpose = models.CharField(_("purpose"), max_length=40)
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(_("given"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        ordering = ["-given_at", "-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["user", "purpose"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_standing_consent_for_each_purpose",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True)
                | Q(withdrawn_at__gte=F("given_at")),
                name="consent_withdrawn_after_it_was_given",
            ),
        ]

    def __str__(self):
        return f"{self.purpose} ({self.user_id})"
