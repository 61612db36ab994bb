"""Who wants to hear of new comments, and what they are still to be told."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from .comments import Comment


class Follow(models.Model):
    """How a member wants to hear of one page's comments, or of one thread."""

    class Pace(models.TextChoices):
        AT_ONCE = "at_once", _("At once")
        DAILY = "daily", _("Once a day")
        NEVER = "never", _("Never")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    # Empty: the whole page.
    thread = models.ForeignKey(
        Comment, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    pace = models.CharField(_("mail"), max_length=10, choices=Pace.choices)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("followed discussion")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["user", "page", "thread"],
                nulls_distinct=False,
                name="one_choice_for_each_discussion",
            )
        ]
        indexes = [models.Index(fields=["page", "thread"], name="comment_followers")]

    def __str__(self):
        return self.get_pace_display()


class Notice(models.Model):
    """A comment that a member is to be told of in their next daily mail."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("notice")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["user", "comment"], name="one_notice_for_each_comment"
            )
        ]

    def __str__(self):
        return str(self.pk)
