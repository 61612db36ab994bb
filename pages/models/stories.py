"""Stories: what a team changed, and what came of it."""

from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, PageManager
from wagtail.search import index

from ..blocks import BodyBlock
from .base import BasePage, PageTopic
from .listings import ListingPage
from .querysets import BasePageQuerySet
from .tools import ToolPage


class StoryIndexPage(ListingPage):
    """The section where all stories are listed, newest first."""

    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.StoryPage"]
    max_count_per_parent = 1
    section = "stories"
    template = "pages/story_index_page.html"

    class Meta:
        verbose_name = _("story section")

    def get_listed(self):
        return (
            StoryPage.objects.live()
            .public()
            .child_of(self)
            .with_topics()
            .newest_first()
        )


class StoryQuerySet(BasePageQuerySet):
    def newest_first(self):
        """By the day that the story itself shows."""
        return self.order_by("-date", "-pk")

    def told_of(self, page):
        """Stories whose teams used this tool, or a tool of this toolkit."""
        used = StoryTool.objects.filter(tool__path__startswith=page.path)
        return self.filter(pk__in=used.values("story_id"))

    def with_topics(self):
        """The same stories with their topics, in one query for all of them."""
        topics = PageTopic.objects.select_related("topic")
        return self.prefetch_related(models.Prefetch("page_topics", topics))


class StoryPage(BasePage):
    """What a team changed: where, when, with which tools, and what came of it."""

    parent_page_types = ["pages.StoryIndexPage"]
    subpage_types = []
    section = "stories"
    template = "pages/story_page.html"

    place = models.CharField(
        _("where it happened"),
        max_length=120,
        blank=True,
        help_text=_("For example: a community hospital in west Cumbria."),
    )
    date = models.DateField(_("date shown"), default=timezone.localdate)
    body = StreamField(BodyBlock(), verbose_name=_("text"))

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldRowPanel(["place", "date"])], heading=_("Where and when")
        ),
        InlinePanel(
            "outcomes", heading=_("What changed, in numbers"), label=_("Number")
        ),
        "body",
        InlinePanel("tools_used", label=_("Tool used")),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("place"),
        index.FilterField("date"),
    ]

    objects = PageManager.from_queryset(StoryQuerySet)()

    class Meta:
        verbose_name = _("story")

    @cached_property
    def results(self):
        """What the team measured, the most important first."""
        return list(self.outcomes.all())

    @cached_property
    def tools(self):
        """The tools the team used, as far as readers may see them."""
        readable = ToolPage.objects.live().public()
        return list(readable.used_in(self).in_editors_order())


class StoryOutcome(Orderable):
    """One thing a team measured before and after."""

    story = ParentalKey(StoryPage, on_delete=models.CASCADE, related_name="outcomes")
    measure = models.CharField(
        _("what was measured"),
        max_length=120,
        help_text=_("For example: days from complaint to answer."),
    )
    before = models.DecimalField(_("before"), max_digits=12, decimal_places=2)
    after = models.DecimalField(_("after"), max_digits=12, decimal_places=2)
    unit = models.CharField(
        _("unit"), max_length=30, blank=True, help_text=_("For example: days, %, £.")
    )
    period = models.CharField(
        _("over what time"),
        max_length=80,
        blank=True,
        help_text=_("For example: six months."),
    )

    panels = [
        "measure",
        FieldRowPanel(["before", "after", "unit"]),
        "period",
    ]

    def __str__(self):
        return self.measure


class StoryTool(Orderable):
    """One tool that a story's team used."""

    story = ParentalKey(StoryPage, on_delete=models.CASCADE, related_name="tools_used")
    tool = models.ForeignKey(
        ToolPage,
        verbose_name=_("tool"),
        on_delete=models.CASCADE,
        related_name="told_in",
    )

    panels = ["tool"]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["story", "tool"], name="one_row_per_story_and_tool"
            )
        ]

    def __str__(self):
        return str(self.tool)
