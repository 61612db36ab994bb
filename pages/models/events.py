"""Events: dated sessions that readers can attend."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index

from ..blocks import BodyBlock
from .base import BasePage
from .listings import ListingPage
from .querysets import BasePageQuerySet


class EventIndexPage(ListingPage):
    """The section where events are listed: those to come first, the next one on top."""

    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.EventPage"]
    max_count_per_parent = 1
    section = "events"
    template = "pages/event_index_page.html"

    class Meta:
        verbose_name = _("event section")

    def get_listed(self):
        return EventPage.objects.live().public().child_of(self).soonest_first()


class EventQuerySet(BasePageQuerySet):
    def upcoming(self):
        """Events that have not ended, the next one first."""
        return self.filter(ends_at__gte=timezone.now()).order_by("starts_at", "pk")

    def as_listed(self):
        """The next one first."""
        return self.soonest_first()

    def soonest_first(self):
        """Events to come by their start, then past ones with the latest first."""
        is_past = models.Case(
            models.When(ends_at__lt=timezone.now(), then=True), default=False
        )
        distance = models.Case(
            models.When(
                ends_at__lt=timezone.now(),
                then=timezone.now() - F("starts_at"),
            ),
            default=F("starts_at") - timezone.now(),
            output_field=models.DurationField(),
        )
        return self.annotate(
            has_ended=models.ExpressionWrapper(
                is_past, output_field=models.BooleanField()
            )
        ).order_by("has_ended", distance, "pk")


class EventPage(BasePage):
    """A dated session that readers can attend."""

    parent_page_types = ["pages.EventIndexPage"]
    subpage_types = []
    section = "events"
    template = "pages/event_page.html"

    starts_at = models.DateTimeField(_("starts"), help_text=_("UK time."))
    ends_at = models.DateTimeField(_("ends"), help_text=_("UK time."))
    is_online = models.BooleanField(_("online"), default=False)
    place = models.CharField(
        _("place"),
        max_length=200,
        blank=True,
        help_text=_("Room, building and town; or how to join online."),
    )
    audience = models.CharField(
        _("for whom"),
        max_length=200,
        blank=True,
        help_text=_("For example: anyone who works in health and care."),
    )
    booking_url = models.URLField(
        _("booking link"), blank=True, help_text=_("Not shown once the event is over.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel(["starts_at", "ends_at"]),
                FieldPanel("is_online"),
                FieldPanel("place"),
            ],
            heading=_("When and where"),
        ),
        "audience",
        "booking_url",
        "body",
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("place"),
        index.FilterField("starts_at"),
    ]

    objects = PageManager.from_queryset(EventQuerySet)()

    class Meta:
        verbose_name = _("event")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="event_ends_after_start",
                violation_error_message=_("The event must end after it starts."),
            )
        ]

    @property
    def is_past(self):
        return self.ends_at < timezone.now()

    def clean(self):
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("The event must end after it starts.")})
