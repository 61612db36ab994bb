"""What colleagues write about messages and make of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from .items import FeedbackItem

MAX_NOTE_LENGTH = 2000


class FeedbackNote(models.Model):
    """A note for colleagues about a message; its sender never sees it."""

    item = models.ForeignKey(
        FeedbackItem, on_delete=models.CASCADE, related_name="notes"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = models.TextField(_("note"), max_length=MAX_NOTE_LENGTH)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("note about a message")
        ordering = ["created_at", "pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.item_id} ({self.pk})"


class PageTaskQuerySet(models.QuerySet):
    def open(self):
        """What has yet to be done, the oldest first."""
        return self.filter(done_at__isnull=True).order_by("created_at", "pk")

    def done(self):
        """What has been done."""
        return self.filter(done_at__isnull=False)

    def on(self, page):
        """What is to be done, or was, on this page."""
        return self.filter(page_id=page.pk)

    def of(self, items):
        """What is to be done, or was, because of these messages."""
        return self.filter(item__in=items)


class PageTask(models.Model):
    """What somebody has to change on a page because of a message: its editor shows it until done."""

    item = models.ForeignKey(
        FeedbackItem, null=True, on_delete=models.SET_NULL, related_name="tasks"
    )
    page = models.ForeignKey(
        Page, on_delete=models.CASCADE, related_name="feedback_tasks"
    )
    what = models.CharField(_("what has to be done"), max_length=300)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = PageTaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task on a page")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(done_at__isnull=True),
                name="feedback_one_open_task",
            )
        ]
        indexes = [
            models.Index(
                fields=["page"],
                name="feedback_open_tasks",
                condition=Q(done_at__isnull=True),
            )
        ]

    def __str__(self):
        return self.what
