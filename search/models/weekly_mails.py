"""Who wants no weekly mail about searches."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class WeeklyMailRefusalQuerySet(models.QuerySet):
    def of(self, people):
        """Those of these people who want no weekly mail."""
        return self.filter(user__in=people)


class WeeklyMailRefusal(models.Model):
    """That somebody does not want the weekly mail about searches."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )

    objects = WeeklyMailRefusalQuerySet.as_manager()

    class Meta:
        verbose_name = _("weekly mail switched off")
        default_permissions = ()

    def __str__(self):
        return str(self.user_id)
