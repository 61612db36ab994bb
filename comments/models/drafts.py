"""What somebody wrote before they signed in, kept for their own browser and for a day."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from .comments import MAX_COMMENT_LENGTH, Comment

KEPT_FOR = timedelta(hours=24)


class CommentDraftQuerySet(models.QuerySet):
    def kept(self):
        """Drafts that are not too old."""
        return self.filter(written_at__gt=timezone.now() - KEPT_FOR)

    def too_old(self):
        return self.filter(written_at__lte=timezone.now() - KEPT_FOR)

    def of_browser(self, browser):
        """All that was written in this browser (the hash of its token), whoever wrote it."""
        return self.filter(browser=browser)

    def open_to(self, user):
        """Drafts of this person, and those of nobody yet: whoever signs in next has written them."""
        return self.filter(Q(user__isnull=True) | Q(user_id=user.pk))

    def unclaimed(self):
        """Drafts of nobody yet."""
        return self.filter(user__isnull=True)

    def of_writer(self, user):
        return self.filter(user_id=user.pk)

    def for_form(self, page, parent):
        """What was begun under this page, or as a reply in this thread."""
        return self.filter(page_id=page.pk, parent=parent)


class CommentDraft(models.Model):
    """A comment that waits for its writer to sign in."""

    # A keyed hash of the token in the browser's cookie, which alone leads here.
    browser = models.CharField(max_length=64)
    # Whoever signed in first in that browser.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    parent = models.ForeignKey(
        Comment, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    body = models.TextField(_("comment"), max_length=MAX_COMMENT_LENGTH)
    hides_name = models.BooleanField(default=False)
    is_question = models.BooleanField(default=False)
    is_at_risk = models.BooleanField(default=False)
    written_at = models.DateTimeField(_("written"), default=timezone.now)

    objects = CommentDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft of a comment")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["browser", "page", "parent", "user"],
                nulls_distinct=False,
                name="one_draft_for_each_form_and_writer",
            )
        ]
        indexes = [models.Index(fields=["written_at"], name="comment_drafts_by_age")]

    def __str__(self):
        return str(self.pk)
