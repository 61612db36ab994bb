"""What messages add up to: those that are still there and those that were deleted after their time."""

from datetime import timedelta

from django.db import models
from django.db.models import Count, F, Min, Q
from django.db.models.functions import Substr, TruncMonth
from django.utils import timezone
from wagtail.models import Page

from pages.narrowing import named, start_of
from safeguards.percentiles import Median

from .items import FeedbackItem
from .kinds import FeedbackKind

State = FeedbackItem.State
# Up to here the path of a page is that of its section: root, home, section.
SECTION_LENGTH = 3 * Page.steplen


class FiguresQuerySet(models.QuerySet):
    """Counts and times of messages, never of whose they were."""

    def received_between(self, first_day, last_day):
        """Messages that came on these days and between them."""
        return self.filter(
            received_at__gte=start_of(first_day),
            received_at__lt=start_of(last_day + timedelta(days=1)),
        )

    def of_kind(self, translation_key):
        """Messages about this, in whatever language they were sent."""
        return self.filter(kind__translation_key=translation_key)

    def on_any_of(self, pages):
        """Messages about any of these pages."""
        return self.filter(page__in=pages.order_by())

    def first_month(self):
        """When the first message came, or None."""
        return self.aggregate(first=Min("received_at"))["first"]

    def altogether(self):
        """The figures of the whole time."""
        return self.order_by().aggregate(**self._figures())

    def by_month(self):
        """The figures of each month, the oldest first."""
        month = TruncMonth("received_at")
        return self._by(group=month).order_by("group")

    def by_kind(self):
        """The figures of each kind, its languages together; None: no kind."""
        return self._by(group=F("kind__translation_key")).order_by("-received")

    def by_source(self):
        """The figures of each way by which messages came."""
        return self._by(group=F("source")).order_by("-received", "group")

    def by_section(self):
        """The figures of each section by its path; None: no page."""
        section = Substr("page__path", 1, SECTION_LENGTH)
        return self._by(group=section).order_by("-received", "group")

    def by_page(self):
        """The figures of each page by its number; None: no page."""
        return self._by(group=F("page_id")).order_by("-received", "-open", "group")

    def _by(self, group):
        return (
            self.order_by()
            .annotate(group=group)
            .values("group")
            .annotate(**self._figures())
        )

    def _figures(self):
        genuine = ~Q(state=State.SPAM)
        still_open = Q(state__in=FeedbackItem.OPEN, is_past=False)
        return {
            "received": Count("pk", filter=genuine),
            "open": Count("pk", filter=still_open),
            "overdue": Count(
                "pk", filter=still_open & Q(due_on__lt=timezone.localdate())
            ),
            "done": Count("pk", filter=Q(state=State.DONE)),
            "spam": Count("pk", filter=Q(state=State.SPAM)),
            "answered": Count("answered_after", filter=genuine),
            "median": Median("answered_after", filter=genuine),
        }


class FeedbackFigure(models.Model):
    """A message as reports count it, there still or deleted: a view of the database, read only.

    A migration that changes the type of a column in it has to drop it and make it again
    (0008_figures).
    """

    kind = models.ForeignKey(
        FeedbackKind, null=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    page = models.ForeignKey(
        Page, null=True, on_delete=models.DO_NOTHING, related_name="+"
    )
    source = models.CharField(max_length=10, choices=FeedbackItem.Source.choices)
    state = models.CharField(max_length=10, choices=State.choices)
    received_at = models.DateTimeField()
    # From arrival to the first answer, if there was one.
    answered_after = models.DurationField(null=True)
    due_on = models.DateField(null=True)
    is_past = models.BooleanField()

    objects = FiguresQuerySet.as_manager()

    # It refers to pages only as messages do, which are noted themselves.
    wagtail_reference_index_ignore = True

    class Meta:
        managed = False
        default_permissions = ()

    def __str__(self):
        return str(self.pk)


def counted_pages(*, under=None, words=""):
    """The pages at and below one, and those with these words in their title or with this address."""
    pages = Page.objects.all()
    if under:
        pages = pages.descendant_of(under, inclusive=True)
    return pages.filter(named(words)) if words else pages


def sections():
    """Home pages and the sections below them, in their order."""
    return (
        Page.objects.filter(depth__in=[2, 3])
        .select_related("locale")
        .only("title", "path", "depth", "locale__language_code")
        .order_by("path")
    )
