"""Who was told on which day of what needs them, and who does not want to be."""

from django.conf import settings
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _


class DigestSentQuerySet(models.QuerySet):
    def note(self, address, day):
        """Note that a mailbox gets its mail of this day; False where it has it already."""
        _row, is_first = self.get_or_create(key=key_of(address), day=day)
        return is_first

    def before(self, day):
        return self.filter(day__lt=day)


class DigestSent(models.Model):
    """That a mailbox got its daily mail: a keyed hash of the address, and the day."""

    key = models.CharField(max_length=64)
    day = models.DateField(db_index=True)

    objects = DigestSentQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["key", "day"], name="feedback_digest_once_a_day"
            )
        ]

    def __str__(self):
        return f"{self.day} ({self.pk})"


class DigestRefusalQuerySet(models.QuerySet):
    def of(self, people):
        """Those of these people who want no daily mail."""
        return self.filter(user__in=people)


class DigestRefusal(models.Model):
    """That somebody does not want the daily mail about feedback."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )

    objects = DigestRefusalQuerySet.as_manager()

    class Meta:
        verbose_name = _("daily mail switched off")
        default_permissions = ()

    def __str__(self):
        return str(self.user_id)


def key_of(address):
    return salted_hmac(
        "feedback.digest", address.lower(), algorithm="sha256"
    ).hexdigest()
