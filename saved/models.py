"""What readers keep for later."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision


class SavedPageQuerySet(models.QuerySet):
    def of(self, user):
        """What this person saved, the oldest first."""
        return self.filter(user_id=user.pk).order_by("saved_at", "pk")

    def unchanged_since(self, moment):
        """Rows whose page was not published again after this moment."""
        return self.filter(page__last_published_at__lte=moment)


class SavedPage(models.Model):
    """A page that somebody keeps, and what they have seen of it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_pages"
    )
    # A page that is deleted leaves a row behind, so that nothing goes without a word.
    page = models.ForeignKey(
        Page, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)
    looked_at = models.DateTimeField(_("last looked at"), default=timezone.now)
    # What the page said then: tells what is different now.
    seen_revision = models.ForeignKey(
        Revision, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = SavedPageQuerySet.as_manager()
    # Editors see where a page is used, and not who keeps it.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("saved page")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "page"], name="one_row_per_reader_and_page"
            )
        ]
        default_permissions = ()

    def __str__(self):
        return f"{self.user_id}: {self.page_id}"
