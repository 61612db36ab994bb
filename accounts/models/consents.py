"""The consent ledger: who agreed to which words, when, and whether they took it back."""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import purposes
from .workplaces import EmailDomain


class ConsentTextQuerySet(models.QuerySet):
    def of(self, purpose, language):
        """The words of the present version of a purpose in a language, if anyone agreed to them."""
        return self.filter(
            purpose=purpose.key, version=purpose.version, language=language
        )


class ConsentText(models.Model):
    """The words that people were asked to agree to, in one version and one language.

    Rows are made when somebody first agrees to a text, and never changed: what was agreed to
    stays readable after the site asks in other words.
    """

    purpose = models.CharField(_("purpose"), max_length=40)
    version = models.PositiveSmallIntegerField(_("version"))
    language = models.CharField(_("language"), max_length=10)
    text = models.TextField(_("text"))

    objects = ConsentTextQuerySet.as_manager()

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

    def standing(self, user, purpose):
        """This person's consent that holds for a purpose, in whichever words."""
        return (
            self.given()
            .filter(user_id=user.pk, purpose=purpose.key)
            .select_related("text")
        )

    def of(self, user):
        """All that this person agreed to, the newest first, with the words."""
        return self.filter(user_id=user.pk).select_related("text")

    def current(self, purpose):
        """Consents that hold, to the words that we ask with today."""
        return self.given().filter(purpose=purpose.key, text__version=purpose.version)

    def by(self, people):
        """Consents of these people, given by their numbers."""
        return self.filter(user_id__in=people)

    def with_checked_addresses(self):
        """Each with `is_nhs`: of the domain of its giver's proven address, None if not on the list."""
        proven = EmailAddress.objects.filter(
            user=OuterRef("user"), email=OuterRef("user__email"), verified=True
        )
        domain = EmailDomain.objects.behind(OuterRef("user__email"))
        return self.annotate(
            is_nhs=Case(When(Exists(proven), then=Subquery(domain.values("is_nhs"))))
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

    @property
    def is_standing(self):
        """Whether it holds: it was not taken back."""
        return self.withdrawn_at is None

    @property
    def title(self):
        """What it is about, as the page calls it today."""
        asked_for = purposes.purpose(self.purpose)
        return asked_for.title if asked_for else self.purpose
