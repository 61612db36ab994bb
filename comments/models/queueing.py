"""What moderators look for among comments."""

from django.db import models
from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    Min,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Value,
    When,
)
from wagtail.models import Page

from accounts.models import User

from .decisions import CommentDecision


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
        """Comments that readers reported and no moderator has dealt with, the oldest report first."""
        return self._with_reports(_open_reports(self.model)).order_by(
            "reported_at", "pk"
        )

    def at_risk(self):
        """Comments by which someone may be at risk, as their writers or readers say."""
        state, hold = self.model.State, self.model.Hold
        reports = _open_reports(self.model).filter(reason="at_risk")
        return self.filter(
            Q(state=state.WAITING, held_for__contains=[hold.AT_RISK])
            | Q(Exists(reports), state__in=[state.WAITING, state.PUBLISHED])
        )

    def newest_first(self):
        return self.order_by("-created_at", "-pk")

    def for_rows(self):
        """Each comment with all that a row shows of it and of the people and comments around it."""
        reports = self.model._meta.get_field("reports").related_model
        return self.select_related(
            "page", "parent__author", "answers__author"
        ).prefetch_related(
            Prefetch("author", queryset=User.objects.with_standing()),
            Prefetch(
                "reports",
                queryset=reports.objects.open().order_by("made_at", "pk"),
                to_attr="open_reports",
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
        """How many comments wait, how many of them for details, and since when."""
        details = Q(held_for__contains=[self.model.Hold.DETAILS])
        return (
            self.waiting()
            .order_by()
            .aggregate(
                waiting=Count("pk"),
                details=Count("pk", filter=details),
                oldest=Min("waiting_since"),
            )
        )

    def records_of(self, author_ids):
        """How many comments of each of these people were published, were not, and ever waited."""
        state, action = self.model.State, CommentDecision.Action
        held = CommentDecision.objects.filter(
            comment_id=OuterRef("pk"), action__in=[action.HELD, action.HELD_BY_REPORTS]
        )
        rows = (
            self.filter(author_id__in=author_ids)
            .order_by()
            .annotate(was_held=Exists(held))
            .values("author_id")
            .annotate(
                published=Count("pk", filter=Q(state=state.PUBLISHED)),
                refused=Count("pk", filter=Q(state__in=[state.REJECTED, state.HIDDEN])),
                held=Count("pk", filter=Q(was_held=True)),
            )
        )
        return {row["author_id"]: row for row in rows}

    def _with_reports(self, reports):
        state = self.model.State
        first = reports.order_by("made_at").values("made_at")[:1]
        return self.filter(
            Exists(reports), state__in=[state.WAITING, state.PUBLISHED]
        ).annotate(reported_at=Subquery(first))


def _open_reports(model):
    reports = model._meta.get_field("reports").related_model
    return reports.objects.open().filter(comment=OuterRef("pk"))


def places(also=None):
    """Pages that have others under them, such as sections and toolkits, and one more; in their order."""
    sections = Q(depth__gte=2, depth__lte=4, numchild__gt=0)
    pages = Page.objects.filter(sections | Q(pk=also) if also else sections)
    return pages.order_by("path").only("title", "depth", "path")


def pages_to_move_to(page, words):
    """Live pages with these words in their title or with this address; none typed: those beside `page`."""
    others = Page.objects.live().filter(depth__gte=2).exclude(pk=page.pk)
    if words:
        return others.filter(named(words)).order_by("path")
    return others.sibling_of(page).order_by("path")


def named(words, prefix=""):
    """What makes out pages with these words in their title, or with this address."""
    found = Q(**{f"{prefix}title__icontains": words})
    path = words.strip().rstrip("/")
    if path.startswith("/"):
        found |= Q(**{f"{prefix}url_path__endswith": f"{path}/"})
    return found
