"""What moderators look for among comments."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    Min,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, JSONObject
from wagtail.models import Page

from accounts.models import User
from pages.narrowing import named

from .decisions import CommentDecision

# What a row shows of a report.
REPORT = JSONObject(
    reason="reason", note="note", is_weighty="is_weighty", made_at="made_at"
)


class ModeratorsQuerySet(models.QuerySet):
    """The lists of the queue, what they can be narrowed down to, and what their rows show."""

    def in_queue(self):
        """Comments that wait: where someone may be at risk first, then those that wait longest."""
        risk = Case(
            When(held_for__contains=[self.model.Hold.AT_RISK], then=Value(0)),
            default=Value(1),
            output_field=IntegerField(),
        )
        return self.waiting().order_by(risk, "waiting_since", "pk")

    def held_for_details(self):
        """Comments that wait because details of somebody were found in them."""
        return self.in_queue().held_because(self.model.Hold.DETAILS)

    def reported(self):
        """Comments that readers reported and no moderator has dealt with.

        Where someone may be at risk first, then those whose first report is the oldest.
        """
        state, reports = self.model.State, _open_reports(self.model)
        first = reports.order_by("made_at").values("made_at")[:1]
        return self.filter(
            Exists(reports), state__in=[state.WAITING, state.PUBLISHED]
        ).order_by(Exists(reports.of_risk()).desc(), Subquery(first), "pk")

    def at_risk(self):
        """Comments by which someone may be at risk, as their writers or readers say."""
        state, hold = self.model.State, self.model.Hold
        reports = _open_reports(self.model).of_risk()
        return self.filter(
            Q(state=state.WAITING, held_for__contains=[hold.AT_RISK])
            | Q(Exists(reports), state__in=[state.WAITING, state.PUBLISHED])
        )

    def newest_first(self):
        return self.order_by("-created_at", "-pk")

    def for_rows(self):
        """Each comment with what a row shows of it, beside its writer (`writers`), at the cost of one query."""
        return self.select_related(
            "page", "parent__author", "answers__author"
        ).annotate(
            reported=ArraySubquery(
                _open_reports(self.model).order_by("made_at", "pk").values(json=REPORT)
            ),
            latest_action=Subquery(
                CommentDecision.objects.deciding()
                .filter(comment_id=OuterRef("pk"))
                .order_by("-pk")
                .values("action")[:1]
            ),
        )

    # What the lists can be narrowed down to ---------------------------------

    def saying(self, words):
        """Comments in which these words stand."""
        return self.filter(body__icontains=words)

    def on_pages_named(self, words):
        """Comments on pages with these words in their title, or with this address."""
        return self.filter(named(words, prefix="page__"))

    def under(self, page):
        """Comments on this page and on all pages under it."""
        return self.filter(page__in=Page.objects.descendant_of(page, inclusive=True))

    def by_members_named(self, words):
        """Comments of members in whose name or address these words stand."""
        return self.filter(author__in=User.objects.named_like(words))

    def held_because(self, hold):
        """Comments that wait for this reason, among others."""
        return self.filter(held_for__contains=[hold])

    def in_state(self, state):
        return self.filter(state=state)

    def written_since(self, moment):
        return self.filter(created_at__gte=moment)

    def written_before(self, moment):
        return self.filter(created_at__lt=moment)

    def to_merge_with(self, comment, words):
        """Published comments on the same page with these words, those of the same writer first."""
        others = self.published().filter(page_id=comment.page_id).exclude(pk=comment.pk)
        if words:
            others = others.saying(words)
        is_same = Case(
            When(author_id=comment.author_id, then=Value(0)),
            default=Value(1),
            output_field=IntegerField(),
        )
        return others.select_related("author").order_by(is_same, "-created_at", "-pk")

    # What is counted ---------------------------------------------------------

    def tallies(self):
        """How many comments wait, since when, and how many of them for details; how many are reported."""
        state, hold = self.model.State, self.model.Hold
        waiting = Q(state=state.WAITING)
        # One question to the database, and for few comments however many there are.
        looked_at = self.waiting().order_by().values("pk")
        looked_at = looked_at.union(self.reported().order_by().values("pk"))
        return (
            self.order_by()
            .filter(pk__in=looked_at)
            .annotate(is_reported=Exists(_open_reports(self.model)))
            .aggregate(
                waiting=Count("pk", filter=waiting),
                details=Count(
                    "pk", filter=waiting & Q(held_for__contains=[hold.DETAILS])
                ),
                oldest=Min("waiting_since", filter=waiting),
                reported=Count("pk", filter=Q(is_reported=True)),
            )
        )

    def writers(self, author_ids):
        """These people by their numbers, with what they may do and how many comments of theirs
        were published, were refused or hidden, and ever waited."""
        state, action = self.model.State, CommentDecision.Action
        held = CommentDecision.objects.filter(
            comment_id=OuterRef("pk"), action__in=[action.HELD, action.HELD_BY_REPORTS]
        )
        people = User.objects.with_standing().annotate(
            published=self._count_of_author(Q(state=state.PUBLISHED)),
            refused=self._count_of_author(Q(state__in=[state.REJECTED, state.HIDDEN])),
            held=self._count_of_author(Exists(held)),
        )
        return people.in_bulk(author_ids)

    def _count_of_author(self, condition):
        counted = (
            self.filter(condition, author_id=OuterRef("pk"))
            .order_by()
            .values("author_id")
            .annotate(count=Count("pk"))
            .values("count")
        )
        return Coalesce(Subquery(counted), 0)


def _open_reports(model):
    reports = model._meta.get_field("reports").related_model
    return reports.objects.open().filter(comment=OuterRef("pk"))


def pages_to_move_to(page, words):
    """Live pages with these words in their title or with this address; none typed: those beside `page`."""
    others = Page.objects.live().filter(depth__gte=2).exclude(pk=page.pk)
    if words:
        return others.filter(named(words)).order_by("path")
    return others.sibling_of(page).order_by("path")
