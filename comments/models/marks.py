"""What members found helpful."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .comments import Comment


class HelpfulMark(models.Model):
    """One member found one comment helpful. `Comment.helpful_count` is kept in step."""

    comment = models.ForeignKey(
        Comment, on_delete=models.CASCADE, related_name="helpful_marks"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("helpful mark")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "user"], name="one_helpful_mark_for_each_member"
            )
        ]

    def __str__(self):
        return str(self.pk)
