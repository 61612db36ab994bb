"""What readers write under pages."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from accounts.bylines import FORMER_MEMBER, byline_of

MAX_COMMENT_LENGTH = 3000


class CommentQuerySet(models.QuerySet):
    def published(self):
        """Comments that any reader of their page may see."""
        return self.filter(state=Comment.State.PUBLISHED)

    def waiting(self):
        """Comments that a moderator has not looked at yet, the oldest first."""
        return self.filter(state=Comment.State.WAITING).order_by("created_at", "pk")

    def waiting_for(self, user, page):
        """What this person wrote under this page and only they can see as yet."""
        return self.waiting().filter(author_id=user.pk, page_id=page.pk)

    def threads(self):
        """Comments that began a thread readers can see, the oldest first.

        A thread outlives its first comment as long as a reply in it is published.
        """
        answered = Comment.objects.published().filter(parent=OuterRef("pk"))
        return self.filter(
            Q(state=Comment.State.PUBLISHED)
            | Q(state__in=[Comment.State.HIDDEN, Comment.State.REMOVED])
            & Exists(answered),
            parent__isnull=True,
        ).order_by("created_at", "pk")

    def with_replies(self):
        """Each comment with its published replies, the oldest first, and all their writers."""
        replies = (
            Comment.objects.published()
            .select_related("author__organisation")
            .order_by("created_at", "pk")
        )
        return self.select_related("author__organisation").prefetch_related(
            Prefetch("replies", queryset=replies, to_attr="shown_replies")
        )

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

    def written_by(self, user):
        """What this person wrote and did not take back, the newest first."""
        return (
            self.filter(author_id=user.pk)
            .exclude(state=Comment.State.REMOVED)
            .order_by("-created_at", "-pk")
        )

    def in_queue(self, state):
        """Comments as moderators see them: what waits oldest first, all else newest first."""
        if state == Comment.State.WAITING:
            comments = self.waiting()
        else:
            comments = self.order_by("-created_at", "-pk")
            if state is not None:
                comments = comments.filter(state=state)
        return comments.select_related("author", "page", "parent__author")

    def counts_by_state(self):
        """How many comments are in each state."""
        counts = dict(self.order_by().values_list("state").annotate(Count("pk")))
        return {state: counts.get(state, 0) for state in Comment.State}

    def records_of(self, author_ids):
        """How many comments of each of these people were published, and how many not."""
        refused = [Comment.State.REJECTED, Comment.State.HIDDEN]
        rows = (
            self.filter(author_id__in=author_ids)
            .order_by()
            .values("author_id")
            .annotate(
                published=Count("pk", filter=Q(state=Comment.State.PUBLISHED)),
                refused=Count("pk", filter=Q(state__in=refused)),
            )
        )
        return {row["author_id"]: row for row in rows}

    def vouching_for(self, author):
        """Comments that show their writer can be trusted: once public, and never hidden."""
        return self.filter(
            author_id=author.pk,
            published_at__isnull=False,
            state__in=[Comment.State.PUBLISHED, Comment.State.REMOVED],
        )


class Comment(models.Model):
    """What a member wrote under a page, or in reply to another comment there."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for a moderator")
        PUBLISHED = "published", _("Published")
        REJECTED = "rejected", _("Not published")
        HIDDEN = "hidden", _("Hidden by a moderator")
        REMOVED = "removed", _("Removed by its author")

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
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.WAITING
    )
    # Given out with the form: the same form sent twice makes one comment.
    submission = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="published_comment_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(body="") | Q(state="removed"),
                name="comment_says_something",
            ),
        ]
        indexes = [
            models.Index(
                fields=["page", "created_at", "id"],
                condition=Q(parent__isnull=True),
                name="comment_threads_of_page",
            ),
            models.Index(fields=["page", "state"], name="comment_states_of_page"),
            models.Index(fields=["state", "created_at"], name="comment_queue"),
        ]
        default_permissions = ()
        permissions = [("moderate_comment", "Can decide about comments")]

    def __str__(self):
        return self.body[:60]

    @cached_property
    def byline(self):
        """What readers see of its writer."""
        return byline_of(self.author) if self.author else FORMER_MEMBER

    @property
    def is_public(self):
        """Whether readers of the page may read it."""
        return self.state == Comment.State.PUBLISHED

    @property
    def is_standing(self):
        """Whether it is public or may become so: nobody has taken it away."""
        return self.state in {Comment.State.PUBLISHED, Comment.State.WAITING}
