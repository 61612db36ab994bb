"""What was decided about comments, and the reasons that moderators choose from."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from safeguards.append_only import AppendOnlyModel
from safeguards.percentiles import Percentile

from .figures import FiguresQuerySet


class RejectionReasonQuerySet(models.QuerySet):
    def offered(self):
        """The reasons that moderators can choose today."""
        return self.filter(is_active=True)

    def last_given_for(self, comment):
        """The reason that the writer of a comment was told last, if any."""
        given = CommentDecision.objects.filter(
            comment_id=comment.pk, reason_id__isnull=False
        ).order_by("-decided_at", "-pk")
        return self.filter(pk__in=given.values("reason_id")[:1]).first()

    def given_for(self, comments):
        """The reason that the writer of each of these comments was told last, by its number."""
        given = CommentDecision.objects.filter(
            comment_id__in=[comment.pk for comment in comments], reason_id__isnull=False
        )
        newest = given.order_by("comment_id", "-pk").distinct("comment_id")
        numbers = dict(newest.values_list("comment_id", "reason_id"))
        reasons = self.in_bulk(set(numbers.values()))
        return {comment: reasons.get(number) for comment, number in numbers.items()}


class RejectionReason(models.Model):
    """Why a comment may not be published, as moderators choose it and as the writer is told."""

    name = models.CharField(
        _("name"), max_length=80, help_text=_("What moderators choose from.")
    )
    message = models.TextField(
        _("message to the writer"),
        max_length=500,
        help_text=_("Kind and clear: what was wrong, and what the writer can do."),
    )
    is_active = models.BooleanField(_("offered to moderators"), default=True)

    panels = ["name", "message", "is_active"]
    objects = RejectionReasonQuerySet.as_manager()

    class Meta:
        verbose_name = _("reason for not publishing")
        verbose_name_plural = _("reasons for not publishing")
        ordering = ["name"]

    def __str__(self):
        return self.name


class CommentDecisionQuerySet(FiguresQuerySet):
    def about(self, comments):
        """What was decided about these comments, the oldest first."""
        numbers = [comment.pk for comment in comments]
        return self.filter(comment_id__in=numbers).order_by("decided_at", "pk")

    def told_to_writers(self):
        """What the writer of a comment may learn; not when somebody reported it, which tells who."""
        return self.exclude(action=CommentDecision.Action.REPORTED)

    def deciding(self):
        """What changed where a comment stands; not what was only noted beside it."""
        return self.exclude(action__in=CommentDecision.ASIDE)

    def latest_about(self, comments):
        """What was last decided about each of these comments, by its number."""
        decisions = self.filter(comment_id__in=[comment.pk for comment in comments])
        newest = (
            decisions.deciding().order_by("comment_id", "-pk").distinct("comment_id")
        )
        return {decision.comment_id: decision for decision in newest}

    def merging_of(self, comment):
        """How a comment was merged with another, the last time."""
        merged = CommentDecision.Action.MERGED
        return self.filter(comment_id=comment.pk, action=merged).order_by("-pk").first()

    def waits(self, share):
        """For how many of these a writer had waited, and how long this share of them at most."""
        found = self.filter(waited__isnull=False).aggregate(
            number=Count("pk"), time=Percentile("waited", share)
        )
        return found["number"], found["time"]

    def was_answered_by_a_reply(self, question):
        """Whether a reply made a question an answered one, rather than a person who said so."""
        answered = self.filter(
            comment_id=question.pk, action=CommentDecision.Action.ANSWERED
        )
        latest = answered.order_by("-pk").first()
        return latest is not None and latest.other_id is not None

    def of_words(self, comment):
        """What became of a comment's words, the newest first."""
        return self.filter(
            comment_id=comment.pk, action__in=CommentDecision.OF_WORDS
        ).order_by("-pk")

    def by_the_team(self):
        """What moderators decided, in the admin or by a link in a mail, the newest first."""
        by_link = [
            CommentDecision.Action.HELD_BY_LINK,
            CommentDecision.Action.HIDDEN_BY_LINK,
        ]
        return self.filter(
            Q(moderator_id__isnull=False) | Q(action__in=by_link)
        ).order_by("-decided_at", "-pk")

    def about_any_of(self, comments):
        """What was decided about the comments of a queryset."""
        return self.filter(comment_id__in=comments.order_by().values("pk"))

    def by_people_named(self, words):
        """What people decided in whose name or address these words stand."""
        people = User.objects.named_like(words)
        return self.filter(moderator_id__in=people.values("pk"))

    def of_kind(self, action):
        return self.filter(action=action)

    def since(self, moment):
        return self.filter(decided_at__gte=moment)

    def before(self, moment):
        return self.filter(decided_at__lt=moment)

    def made_by(self, moderator):
        """What this person decided, the newest first."""
        return self.filter(moderator_id=moderator.pk)


class CommentDecision(AppendOnlyModel):
    """One thing done to a comment: who, when and why. Never changed and never deleted.

    It holds ids and codes only, no names and no text, so that it may outlive both
    (docs/adr/0012). The database itself refuses changes: migration 0002.
    """

    class Action(models.TextChoices):
        PUBLISHED_AT_ONCE = "published_at_once", _("Published at once")
        HELD = "held", _("Held for a moderator")
        APPROVED = "approved", _("Approved")
        REJECTED = "rejected", _("Not published")
        HIDDEN = "hidden", _("Hidden")
        RESTORED = "restored", _("Shown again")
        REMOVED = "removed", _("Removed by its author")
        EDITED = "edited", _("Changed by its writer")
        RETURNED = "returned", _("Sent back to its writer")
        RESENT = "resent", _("Sent again by its writer")
        DETAILS_REMOVED = "details_removed", _("Details taken out")
        DETAILS_RESTORED = "details_restored", _("Details put back")
        REPORTED = "reported", _("Reported by a reader")
        HELD_BY_REPORTS = "held_by_reports", _("Held because readers reported it")
        KEPT = "kept", _("Kept despite reports")
        HELD_BY_LINK = "held_by_link", _("Held by a link in a mail")
        HIDDEN_BY_LINK = "hidden_by_link", _("Hidden by a link in a mail")
        LOCKED = "locked", _("Thread locked")
        UNLOCKED = "unlocked", _("Thread opened again")
        MOVED = "moved", _("Moved to another page")
        MERGED = "merged", _("Merged with another")
        UNMERGED = "unmerged", _("Taken apart again")
        WAITING_AGAIN = "waiting_again", _("Put back into the queue")
        ANSWERED = "answered", _("Question marked as answered")
        ASKED_AGAIN = "asked_again", _("Question open again")
        LIFTED = "lifted", _("Lifted into the page’s questions and answers")
        EMPTIED = "emptied", _("Words deleted after their time")
        DELETED = "deleted", _("Deleted with its page")

    # What is noted beside a decision, and takes none back.
    ASIDE = (Action.REPORTED, Action.ANSWERED, Action.ASKED_AGAIN, Action.LIFTED)
    # What changes the words of a comment.
    OF_WORDS = (
        Action.DETAILS_REMOVED,
        Action.DETAILS_RESTORED,
        Action.EDITED,
        Action.RESENT,
        Action.EMPTIED,
    )

    comment_id = models.BigIntegerField(db_index=True)
    action = models.CharField(max_length=20, choices=Action.choices)
    # Empty: the site itself decided.
    moderator_id = models.BigIntegerField(null=True)
    reason_id = models.BigIntegerField(null=True)
    # Codes only: why it was held, or which kinds of details stood where ("phone:120-131").
    codes = ArrayField(models.CharField(max_length=40), default=list)
    # The comment or the page that it came from or went to.
    other_id = models.BigIntegerField(null=True)
    # How long the writer had waited for this decision.
    waited = models.DurationField(null=True)
    decided_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = CommentDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        ordering = ["-decided_at", "-pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.get_action_display()} ({self.comment_id})"
