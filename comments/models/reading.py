"""What readers find of a discussion: which of it, in which order, and how much of it at once."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.db.models.lookups import IsNull
from django.utils.translation import gettext_lazy as _

from accounts.bylines import with_workplaces

REPLIES_AT_ONCE = 5


class Order(models.TextChoices):
    """In which order threads can be read."""

    OLDEST = "oldest", _("Oldest first")
    NEWEST = "newest", _("Newest first")
    HELPFUL = "helpful", _("Most helpful first")

    @property
    def fields(self):
        return {
            Order.OLDEST: ("created_at", "pk"),
            Order.NEWEST: ("-created_at", "-pk"),
            Order.HELPFUL: ("-helpful_count", "created_at", "pk"),
        }[self]

    def arranged(self, comments):
        """These comments in this order."""
        in_time = sorted(
            comments,
            key=lambda comment: (comment.created_at, comment.pk),
            reverse=self == Order.NEWEST,
        )
        if self == Order.HELPFUL:
            in_time.sort(key=lambda comment: -comment.helpful_count)
        return in_time


class Unnested(Func):
    """A row for each number in an array."""

    function = "unnest"
    set_returning = True
    output_field = BigIntegerField()


class ReadersQuerySet(models.QuerySet):
    """The discussion under a page as its readers see it."""

    def findable(self):
        """Comments that have an address: public ones, and those that now stand with another."""
        state = self.model.State
        return self.filter(
            Q(state=state.PUBLISHED) | Q(state=state.MERGED, merged_into__isnull=False)
        )

    def threads(self, order=Order.OLDEST):
        """Comments that began a thread readers can see.

        A thread outlives its first comment as long as a reply in it is published.
        """
        return self.filter(self._is_shown_thread()).order_by(*order.fields)

    def replies_to(self, thread):
        """What readers can see of the replies in a thread, the oldest first."""
        return (
            self.model.objects.published()
            .filter(parent=thread)
            .order_by("created_at", "pk")
        )

    def before(self, comment):
        """Those of some comments that were written earlier than this one."""
        return self.filter(
            Q(created_at__lt=comment.created_at) | Q(pk__lt=comment.pk),
            # Says nothing new, and lets an index end where the comment stands.
            created_at__lte=comment.created_at,
        )

    def sizes(self):
        """How many comments readers can see among these, and in how many threads."""
        return self.aggregate(
            comments=Count("pk", filter=Q(state=self.model.State.PUBLISHED)),
            threads=Count("pk", filter=self._is_shown_thread()),
        )

    def numbers_in(self, threads):
        """The numbers of these threads and of the first replies in each of them.

        However long a thread is, no more of it is looked at than is shown.
        """
        first = self.replies_to(OuterRef("pk")).values("pk")[:REPLIES_AT_ONCE]
        numbers = Func(ArraySubquery(first), F("pk"), function="array_append")
        return (
            self.filter(pk__in=threads.values("pk"))
            .order_by()
            .annotate(number=Unnested(numbers))
            .values("number")
        )

    def read_by(self, user):
        """Each comment with all that is shown of it to this reader, its writer included."""
        is_thread = Q(parent__isnull=True)
        replies = self.replies_to(OuterRef("pk")).order_by().values("parent")
        answer = self.replies_to(OuterRef("pk")).exclude(badge="").values("pk")[:1]
        marks = self.model._meta.get_field(
            "helpful_marks"
        ).related_model.objects.filter(comment=OuterRef("pk"), user_id=user.pk)
        counted = replies.annotate(number=Count("pk")).values("number")
        is_answered = Q(is_question=True, answered_at__isnull=False)
        # What a moderator took out of it is not for readers.
        return with_workplaces(self.defer("original_body")).annotate(
            reply_count=Coalesce(Case(When(is_thread, then=Subquery(counted))), 0),
            answer_id=Case(When(is_thread & is_answered, then=Subquery(answer))),
            is_thread_locked=Coalesce(F("parent__is_locked"), F("is_locked")),
            parent_state=F("parent__state"),
            is_found_helpful=Exists(marks) if user.is_authenticated else Value(False),
            changeable_id=self._changeable_by(user),
        )

    def _changeable_by(self, user):
        """The number of each comment that this reader wrote and may still change, none of others."""
        if not user.is_authenticated:
            return Value(None, BigIntegerField())
        changeable = self.model.objects.changeable().filter(pk=OuterRef("pk"))
        return Case(When(author_id=user.pk, then=Subquery(changeable.values("pk")[:1])))

    def _is_shown_thread(self):
        # One reply, asked for by its number: "is there any" has PostgreSQL read all replies
        # of the site first.
        reply = Subquery(self.replies_to(OuterRef("pk")).values("pk")[:1])
        was_public = Q(published_at__isnull=False) & ~Q(IsNull(reply, True))
        return Q(parent__isnull=True) & (
            Q(state=self.model.State.PUBLISHED) | was_public
        )
