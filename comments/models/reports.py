"""What readers tell moderators about a comment."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .comments import Comment

MAX_NOTE_LENGTH = 500


class CommentReportQuerySet(models.QuerySet):
    def open(self):
        """Reports that no moderator has dealt with yet."""
        return self.filter(settled_at__isnull=True)

    def about(self, comment):
        return self.filter(comment_id=comment.pk)

    def made_by(self, reader):
        """What this member reported; of nobody: what readers without an account did."""
        return self.filter(reporter_id=reader and reader.pk)

    def saying(self, reason, note):
        """Reports with this reason and these words."""
        return self.filter(reason=reason, note=note)

    def of_risk(self):
        """Reports that someone may be at risk."""
        return self.filter(reason=CommentReport.Reason.AT_RISK)

    def count_of_weighty_members(self):
        """How many different members, whose word counts, made them."""
        weighty = self.filter(is_weighty=True, reporter__isnull=False)
        return weighty.aggregate(count=Count("reporter", distinct=True))["count"]

    def settled_before(self, moment):
        return self.filter(settled_at__lt=moment)


class CommentReport(models.Model):
    """One reader's reason why a moderator should look at a comment."""

    class Reason(models.TextChoices):
        AT_RISK = "at_risk", _("Someone may be at risk")
        DETAILS = "details", _("It could identify a patient or a colleague")
        UNKIND = "unkind", _("It is unkind to someone")
        WRONG = "wrong", _("It could lead to harm if somebody followed it")
        ADVERTISING = "advertising", _("It advertises something")
        OTHER = "other", _("Something else")

    comment = models.ForeignKey(
        Comment, on_delete=models.CASCADE, related_name="reports"
    )
    # Empty: a reader without an account, or whose account is gone.
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reason = models.CharField(_("reason"), max_length=12, choices=Reason.choices)
    note = models.TextField(_("note"), max_length=MAX_NOTE_LENGTH, blank=True)
    # Whether this reader's word counts towards taking a comment away.
    is_weighty = models.BooleanField(default=False)
    made_at = models.DateTimeField(_("reported"), default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    was_right = models.BooleanField(null=True, blank=True)

    objects = CommentReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "reporter"],
                condition=Q(settled_at__isnull=True),
                name="one_open_report_for_each_member",
            )
        ]
        indexes = [
            models.Index(
                fields=["comment"],
                condition=Q(settled_at__isnull=True),
                name="comment_reports_open",
            )
        ]

    def __str__(self):
        return self.get_reason_display()
