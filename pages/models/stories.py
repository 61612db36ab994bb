"""Stories: what a team changed, and what came of it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.fields import StreamField
from wagtail.models import Orderable, PageManager, TranslatableMixin
from wagtail.search import index
from wagtail.snippets.models import register_snippet

from accounts.models import CareSetting, Organisation
from library.access import document_restrictions
from safeguards.addresses import refuse_taken_address

from ..access import readable_pages
from ..amounts import in_short
from ..bars import bars_of
from ..blocks import BodyBlock
from ..reading_time import minutes_to_read
from .base import BasePage, PageTopic
from .listings import ListingPage
from .querysets import BasePageQuerySet
from .tools import ToolPage


class StoryIndexPage(ListingPage):
    """The section where all stories are listed, newest first."""

    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.StoryPage", "pages.DifferencePage"]
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
            .with_outcomes()
            .defer_streamfields()
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

    def from_organisation(self, organisation):
        """Stories that happened there."""
        return self.filter(organisation=organisation)

    def with_topics(self):
        """The same stories with their topics, in one query for all of them."""
        topics = PageTopic.objects.select_related("topic")
        return self.prefetch_related(Prefetch("page_topics", topics))

    def with_outcomes(self):
        """The same stories with what their teams measured, in one query for all of them."""
        return self.prefetch_related("outcomes")

    def adding_up(self):
        """Stories that add to a gain, with no more of each than a link to it needs."""
        adding = StoryOutcome.objects.exclude(gain=None)
        return self.filter(Exists(adding.filter(story=OuterRef("pk")))).only(
            "title", "url_path", "date"
        )

    def amounts(self):
        """What these stories add: the id of each, that of the gain, and how much."""
        adding = StoryOutcome.objects.exclude(gain=None)
        return adding.filter(story__in=self._ids).values_list(
            "story_id", "gain_id", "gained"
        )

    def topic_names(self):
        """What these stories are about: the id of each, the topic's address and its name."""
        return PageTopic.objects.filter(page__in=self._ids).values_list(
            "page_id", "topic__slug", "topic__name"
        )

    def tool_names(self):
        """The tools used in them that readers may see: a story's id, the tool's address and its title."""
        used = StoryTool.objects.filter(
            story__in=self._ids, tool__in=ToolPage.objects.live().public()
        )
        return used.values_list("story_id", "tool__slug", "tool__title")

    @property
    def _ids(self):
        return [story.pk for story in self]


class StoryPage(BasePage):
    """What a team changed: where, when, with which tools, and what came of it."""

    parent_page_types = ["pages.StoryIndexPage"]
    subpage_types = []
    section = "stories"
    template = "pages/story_page.html"
    shown_with = [
        *BasePage.shown_with,
        "organisation",
        "care_setting",
        "author_team",
        "easy_read_document__collection",
        "easy_read_page",
    ]

    place = models.CharField(
        _("where it happened"),
        max_length=120,
        blank=True,
        help_text=_("For example: a community hospital in west Cumbria."),
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    care_setting = models.ForeignKey(
        CareSetting,
        verbose_name=_("setting"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    people_involved = models.TextField(
        _("people involved"),
        max_length=500,
        blank=True,
        help_text=_(
            "Roles are enough: two ward sisters, a pharmacist, three patients."
        ),
    )
    author_team = models.ForeignKey(
        "pages.Team",
        verbose_name=_("told by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Empty: the owner team."),
    )
    author_name = models.CharField(
        _("or told by a person"),
        max_length=120,
        blank=True,
        help_text=_("Only if they agreed to be named. A role reads as well."),
    )
    easy_read_document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        verbose_name=_("easy read document"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    easy_read_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("or easy read page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    date = models.DateField(_("date shown"), default=timezone.localdate)
    body = StreamField(BodyBlock(), verbose_name=_("text"))

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel(["place", "date"]),
                FieldRowPanel(["organisation", "care_setting"]),
                FieldPanel("people_involved"),
            ],
            heading=_("Where, when and who"),
        ),
        MultiFieldPanel(
            [FieldRowPanel(["author_team", "author_name"])], heading=_("Told by")
        ),
        InlinePanel(
            "outcomes", heading=_("What changed, in numbers"), label=_("Number")
        ),
        "body",
        InlinePanel("tools_used", label=_("Tool used")),
        MultiFieldPanel(
            ["easy_read_document", PageChooserPanel("easy_read_page")],
            heading=_("Easy read"),
        ),
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

    @property
    def minutes_to_read(self):
        """How long the text takes."""
        return minutes_to_read(self.body)

    @property
    def told_by(self):
        """Who tells it: a person who agreed to be named, else a team."""
        return self.author_name or self.author_team or self.content_owner

    @cached_property
    def results(self):
        """What the team measured, the most important first."""
        return list(self.outcomes.select_related("gain"))

    @cached_property
    def tools(self):
        """The tools the team used, as far as readers may see them."""
        readable = ToolPage.objects.live().public()
        return list(readable.used_in(self).in_editors_order())

    def clean(self):
        super().clean()
        errors = {}
        if self.author_team_id and self.author_name:
            errors["author_name"] = _("Name a team or a person, not both.")
        if self.easy_read_document_id and self.easy_read_page_id:
            errors["easy_read_page"] = _("Choose a document or a page, not both.")
        if errors:
            raise ValidationError(errors)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        document, page = self.easy_read_document, self.easy_read_page
        if document and _may_download(request, document):
            context["easy_read_document"] = document
        elif page and page.live and readable_pages(request, [page]):
            context["easy_read_page"] = page
        return context


def _may_download(request, document):
    return all(
        restriction.accept_request(request)
        for restriction in document_restrictions(document)
    )


@register_snippet
class Gain(TranslatableMixin, index.Indexed, models.Model):
    """What the outcomes of many stories add up to: hours given back each year, pounds saved."""

    name = models.CharField(
        _("name"),
        max_length=80,
        help_text=_("As it follows a number: hours given back each year."),
    )
    slug = models.SlugField(_("address"), max_length=60, allow_unicode=True)
    unit = models.CharField(
        _("unit"),
        max_length=20,
        blank=True,
        help_text=_("For example: hours, £, days."),
    )

    panels = ["name", "slug", "unit"]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("gain")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["locale", "slug"], name="one_gain_per_address"
            )
        ]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        refuse_taken_address(
            self, _("Another gain has this address. Choose another one.")
        )


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
    gain = models.ForeignKey(
        Gain,
        verbose_name=_("adds to"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="outcomes",
        help_text=_("What is added up over all stories on “the difference made”."),
    )
    gained = models.DecimalField(
        _("how much it adds"), max_digits=14, decimal_places=2, null=True, blank=True
    )

    panels = [
        "measure",
        FieldRowPanel(["before", "after", "unit"]),
        "period",
        FieldRowPanel(["gain", "gained"]),
    ]

    class Meta(Orderable.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(gain__isnull=True, gained__isnull=True)
                | Q(gain__isnull=False, gained__isnull=False),
                name="outcome_adds_an_amount_to_a_gain",
                violation_error_message=_(
                    "Say both what it adds to and how much, or neither."
                ),
            )
        ]

    def __str__(self):
        return self.measure

    def clean(self):
        super().clean()
        if self.gain_id and self.gained is None:
            raise ValidationError({"gained": _("Say how much it adds to that.")})
        if self.gained is not None and not self.gain_id:
            raise ValidationError({"gain": _("Choose what that is added to.")})

    @property
    def change(self):
        """How the second number stands to the first, in words that don't judge; empty where that says nothing."""
        before, after = self.before, self.after
        if before == after:
            return gettext("No change")
        if self.unit.startswith("%"):
            points = in_short(abs(after - before))
            if after > before:
                return gettext("%s percentage points higher") % points
            return gettext("%s percentage points lower") % points
        if before <= 0 or after < 0:
            return ""
        if after >= 2 * before:
            return gettext("%s times what it was") % in_short(after / before)
        percent = in_short(abs(after - before) / before * 100, 0)
        if percent == "0":
            return gettext("Nearly the same")
        if after > before:
            return gettext("%s%% higher") % percent
        return gettext("%s%% lower") % percent

    @property
    def bars(self):
        """Both numbers as bars, to the scale of the larger one; a percentage to that of the whole."""
        whole = 100 if self.unit.startswith("%") else 0
        return bars_of([self.before, self.after], whole)


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
