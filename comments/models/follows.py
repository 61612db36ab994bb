"""Who wants to hear of new comments, and what they are still to be told."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from .comments import Comment


class FollowQuerySet(models.QuerySet):
    def of(self, user):
        return self.filter(user_id=user.pk)

    def of_people(self, numbers):
        return self.filter(user_id__in=numbers)

    def about(self, page, thread=None):
        """What was chosen for a whole page, or for one thread wherever it stands by now."""
        if thread is None:
            return self.filter(page_id=page.pk, thread__isnull=True)
        return self.filter(thread_id=thread.pk)

    def around(self, comments):
        """What was chosen for the pages or the threads of these comments."""
        pages = {comment.page_id for comment in comments}
        threads = {comment.parent_id or comment.pk for comment in comments}
        return self.filter(
            Q(page_id__in=pages, thread__isnull=True) | Q(thread_id__in=threads)
        )

    def on(self, page):
        """What was chosen for a page and for the threads on it."""
        return self.filter(page_id=page.pk)

    def begun_by(self, moment):
        """Choices that stood at that moment; who wants to hear nothing never does."""
        return self.filter(Q(since__lte=moment) | Q(pace=Follow.Pace.NEVER))

    def at_pace(self, *paces):
        return self.filter(pace__in=paces)

    def for_list(self):
        """The newest first, each with the page and the thread that it is about."""
        return self.select_related("page", "thread__author").order_by("-since", "-pk")


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

    objects = FollowQuerySet.as_manager()

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


class NoticeQuerySet(models.QuerySet):
    def of_kind(self, *kinds):
        return self.filter(kind__in=kinds)

    def to(self, numbers):
        """Notices of these people, given by their numbers."""
        return self.filter(user_id__in=numbers)

    def made_before(self, moment):
        return self.filter(made_at__lt=moment)

    def to_write(self):
        """Ours until the transaction ends, with all that a mail says; what others write now is left out."""
        return (
            self.select_for_update(of=["self"], skip_locked=True)
            .select_related(
                "user",
                "comment__author",
                "comment__page__locale",
                "comment__parent__author",
                "comment__answers",
            )
            .order_by("user_id", "comment__page__path", "comment__created_at", "pk")
        )


class Notice(models.Model):
    """A comment that a member is to be told of: in a mail of its own, or in the next daily one."""

    class Kind(models.TextChoices):
        REPLY = "reply", _("Reply")
        AT_ONCE = "at_once", _("At once")
        DAILY = "daily", _("Once a day")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    made_at = models.DateTimeField(default=timezone.now)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["user", "comment"], name="one_notice_for_each_comment"
            )
        ]
        indexes = [models.Index(fields=["kind", "made_at"], name="comment_notices_due")]

    def __str__(self):
        return str(self.pk)
