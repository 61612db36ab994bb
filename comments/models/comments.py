"""What readers write under pages."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from accounts.bylines import FORMER_MEMBER, Byline, byline_of

from .ageing import AgeingQuerySet
from .asking import QuestionsQuerySet
from .changing import WritersQuerySet
from .queueing import ModeratorsQuerySet
from .reading import ReadersQuerySet
from .telling import InboxQuerySet

MAX_COMMENT_LENGTH = 3000

# What readers see of whoever doesn't show their name, wherever it is said.
NAMELESS = Byline(name=_("A member who gave no name"))


class CommentQuerySet(
    ReadersQuerySet,
    WritersQuerySet,
    ModeratorsQuerySet,
    AgeingQuerySet,
    InboxQuerySet,
    QuestionsQuerySet,
):
    def published(self):
        """Comments that any reader of their page may see."""
        return self.filter(state=Comment.State.PUBLISHED)

    def waiting(self):
        """Comments that a moderator has yet to look at, those that wait longest first."""
        return self.filter(state=Comment.State.WAITING).order_by("waiting_since", "pk")

    def waiting_for(self, user, page):
        """What this person wrote under this page and only they can see as yet."""
        return self.waiting().filter(author_id=user.pk, page_id=page.pk)

    def in_order_of_locking(self):
        """Threads before replies and each by number: whoever takes several waits for others in turn."""
        return self.order_by(F("parent_id").asc(nulls_first=True), "pk")

    def replies_in(self, threads):
        """All replies in these threads, whatever became of them."""
        return self.filter(parent__in=threads)

    def answered_by(self, reply):
        """What a reply answers and readers can see: the start of its thread, what it was written to."""
        answered = self.published().filter(pk__in=[reply.parent_id, reply.answers_id])
        return answered.select_related("author")

    def repeats_of(self, *, page, author, parent, body, submission, since):
        """The same words said here already: with the same form, or since then."""
        return self.filter(
            Q(submission=submission) | Q(created_at__gte=since),
            page_id=page.pk,
            author_id=author.pk,
            parent=parent,
            body=body,
            state__in=[Comment.State.WAITING, Comment.State.PUBLISHED],
        )

    def said_since(self, moment):
        """Comments written since then whose words are still there, the newest first."""
        states = [state for state in Comment.State if state != Comment.State.REMOVED]
        return self.filter(state__in=states, created_at__gte=moment).order_by(
            "-created_at"
        )

    def besides(self, page, author, comment=None):
        """Comments under other pages by anybody, under this one by this person; never this one itself."""
        others = ~Q(author_id=author.pk)
        return self.exclude(others, page_id=page.pk).exclude(pk=comment and comment.pk)

    def about_as_long_as(self, body):
        """Comments whose text is at least half as long as this one, and at most twice."""
        return self.annotate(length=Length("body")).filter(
            length__range=(len(body) // 2, len(body) * 2)
        )

    def written_by(self, user):
        """What this person wrote and did not take back, the newest first."""
        return (
            self.filter(author_id=user.pk)
            .exclude(state=Comment.State.REMOVED)
            .order_by("-created_at", "-pk")
        )

    def to_announce(self):
        """Public comments that nobody was told of yet, those that wait longest first."""
        return (
            self.published().filter(announced_at__isnull=True).order_by("published_at")
        )

    def vouching_for(self, author):
        """Comments that show their writer can be trusted: public, or so until their writer took them away."""
        # What was taken away while it waited still says why.
        was_public = Q(state=Comment.State.REMOVED, held_for=[])
        return self.filter(
            Q(state=Comment.State.PUBLISHED) | was_public,
            author_id=author.pk,
            published_at__isnull=False,
        )


class Comment(models.Model):
    """What a member wrote under a page, or in reply to another comment there."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for a moderator")
        RETURNED = "returned", _("Sent back to its writer")
        PUBLISHED = "published", _("Published")
        REJECTED = "rejected", _("Not published")
        HIDDEN = "hidden", _("Hidden by a moderator")
        MERGED = "merged", _("Merged with another")
        REMOVED = "removed", _("Removed by its author")

    class Hold(models.TextChoices):
        """Why a comment waits for a moderator."""

        FIRST = "first", _("First comment")
        LINKS = "links", _("Several links")
        REPEATED = "repeated", _("Repeated text")
        WORDS = "words", _("Words to look at")
        DETAILS = "details", _("Personal details")
        WATCHED = "watched", _("Member on watch")
        PAGE = "page", _("Page: approve first")
        LANGUAGE = "language", _("Language that no moderator reads")
        AT_RISK = "at_risk", _("Someone may be at risk")
        REPORTS = "reports", _("Reported by readers")
        MODERATOR = "moderator", _("Held by a moderator")
        RESENT = "resent", _("Changed and sent again")

    class Badge(models.TextChoices):
        """In which part somebody answers, as it was when they wrote."""

        NONE = "", _("Member")
        OWNER = "owner", _("Page team")
        STAFF = "staff", _("CLIC team")

    page = models.ForeignKey(
        Page, on_delete=models.CASCADE, related_name="reader_comments"
    )
    # A reply outlives the account of its author, and a thread the one who began it.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="comments",
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="replies"
    )
    # A reply to a reply stands in the thread; whom it answers is told of it all the same.
    answers = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    body = models.TextField(_("comment"), max_length=MAX_COMMENT_LENGTH)
    # What it said before a moderator took details out: for moderators, and for a while.
    original_body = models.TextField(blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.WAITING
    )
    # Counts each change of words or state: whoever decides says which one they looked at.
    version = models.PositiveIntegerField(default=1)
    held_for = ArrayField(
        models.CharField(max_length=10, choices=Hold.choices), default=list, blank=True
    )
    hides_name = models.BooleanField(_("name not shown"), default=False)
    is_question = models.BooleanField(_("question"), default=False)
    badge = models.CharField(max_length=5, choices=Badge.choices, blank=True)
    # Of a comment that began a thread: nobody adds to it any more.
    is_locked = models.BooleanField(_("locked"), default=False)
    helpful_count = models.PositiveIntegerField(default=0)
    # The comment that says the same, where a moderator merged the two.
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="merged"
    )
    # Given out with the form: the same form sent twice makes one comment.
    submission = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    waiting_since = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True)
    # A comment that was not published can be changed and sent again once.
    resent_at = models.DateTimeField(null=True, blank=True)
    # Of a question: when it was answered.
    answered_at = models.DateTimeField(null=True, blank=True)
    # When a moderator kept it despite reports: later ones no longer take it away.
    cleared_at = models.DateTimeField(null=True, blank=True)
    # When followers and the owner of the page were told; moderators of what waits.
    announced_at = models.DateTimeField(null=True, blank=True)
    moderators_told_at = models.DateTimeField(null=True, blank=True)
    # When the words of a comment that nobody may see were deleted.
    emptied_at = models.DateTimeField(null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="published_comment_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(body="")
                | Q(state="removed")
                | Q(emptied_at__isnull=False),
                name="comment_says_something",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(emptied_at__isnull=True),
                name="published_comment_is_not_emptied",
            ),
            models.CheckConstraint(
                condition=Q(is_locked=False) | Q(parent__isnull=True),
                name="only_threads_are_locked",
            ),
        ]
        indexes = [
            models.Index(
                fields=["page", "created_at", "id"],
                include=["state", "published_at"],
                condition=Q(parent__isnull=True),
                name="comment_threads_of_page",
            ),
            models.Index(
                fields=["page", "-helpful_count", "created_at", "id"],
                include=["state", "published_at"],
                condition=Q(parent__isnull=True),
                name="comment_most_helpful_of_page",
            ),
            models.Index(
                fields=["parent", "created_at", "id"],
                condition=Q(state="published"),
                name="comment_replies_of_thread",
            ),
            models.Index(
                fields=["page", "state"],
                include=["id", "parent", "published_at"],
                name="comment_states_of_page",
            ),
            models.Index(
                fields=["parent", "created_at", "id"],
                condition=Q(state="published") & ~Q(badge=""),
                name="comment_answers_with_a_badge",
            ),
            models.Index(fields=["state", "created_at"], name="comment_queue"),
            models.Index(
                fields=["waiting_since", "id"],
                condition=Q(state="waiting"),
                name="comments_that_wait",
            ),
            models.Index(fields=["author", "-created_at"], name="comments_of_member"),
            models.Index(
                fields=["published_at"],
                condition=Q(state="published", announced_at__isnull=True),
                name="comments_to_announce",
            ),
            models.Index(
                fields=["page", "published_at"],
                condition=Q(
                    state="published", is_question=True, answered_at__isnull=True
                ),
                name="comments_unanswered",
            ),
        ]
        default_permissions = ()
        permissions = [("moderate_comment", "Can decide about comments")]

    def __str__(self):
        return self.body[:60]

    @cached_property
    def byline(self):
        """What readers see of its writer."""
        if self.hides_name:
            return NAMELESS
        return byline_of(self.author) if self.author else FORMER_MEMBER

    @property
    def is_public(self):
        """Whether readers of the page may read it."""
        return self.state == Comment.State.PUBLISHED

    @property
    def is_waiting(self):
        """Whether a moderator has yet to look at it."""
        return self.state == Comment.State.WAITING

    @property
    def is_standing(self):
        """Whether it is public or may become so: nobody has taken it away."""
        return self.state in {Comment.State.PUBLISHED, Comment.State.WAITING}

    @property
    def is_sendable_again(self):
        """Whether its writer may change it and send it once more."""
        return self._waits_for_its_writer and self.resent_at is None

    @property
    def is_removable(self):
        """Whether its writer may still take it away: a moderator has not."""
        return self.is_standing or self._waits_for_its_writer

    @property
    def _waits_for_its_writer(self):
        return (
            self.state in {Comment.State.REJECTED, Comment.State.RETURNED}
            and self.emptied_at is None
        )
