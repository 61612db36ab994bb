"""Tools: one way to improve something, ready to use on Thursday."""

from bs4 import BeautifulSoup
from django import forms
from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, PageManager
from wagtail.search import index

from accounts.models import CareSetting

from ..amounts import people_in_words, time_in_words
from ..blocks import (
    RICH_TEXT_FEATURES,
    BodyBlock,
    FacilitatedStepsBlock,
    QuestionsBlock,
)
from .base import BasePage
from .querysets import BasePageQuerySet

STORIES_SHOWN = 5
WORDS_IN_SHORT = 14
MINUTES_OUT_OF_ORDER = _("The most minutes can't be fewer than the least.")
PEOPLE_OUT_OF_ORDER = _("The most people can't be fewer than the least.")

TEXT_FEATURES = [feature for feature in RICH_TEXT_FEATURES if feature != "h2"]


class ToolQuerySet(BasePageQuerySet):
    def siblings_around(self, tool):
        """The readable tools of the same toolkit, in the editor's order, without their texts."""
        siblings = self.live().public().sibling_of(tool).in_editors_order()
        return siblings.defer_streamfields()

    def as_cards(self):
        """What cards show and toolkits are filtered by, in two queries for all of them."""
        settings = CareSetting.objects.filter(tools=OuterRef("pk"))
        named = settings.values_list(JSONObject(slug="slug", name="name"))
        return (
            self.with_card_images()
            .defer_streamfields()
            .annotate(named_settings=ArraySubquery(named))
        )

    def used_in(self, story):
        """The tools that a story's team used."""
        return self.filter(pk__in=story.tools_used.values_list("tool_id", flat=True))


class ToolPage(BasePage):
    """One way to improve something: when to use it, with whom, how long, step by step."""

    class Difficulty(models.TextChoices):
        EASY = "easy", _("Easy: anyone can start")
        SOME_PRACTICE = "practice", _("Some practice helps")
        FACILITATOR = "facilitator", _("Needs a facilitator")

    parent_page_types = ["pages.ToolkitPage"]
    subpage_types = []
    section = "toolkits"
    template = "pages/tool_page.html"

    purpose = models.CharField(
        _("purpose in plain words"),
        max_length=100,
        blank=True,
        help_text=_(
            "What a team gets from it, without the method's name: "
            "“Find out why a problem keeps coming back”. Shown first on cards."
        ),
    )
    what_it_is = RichTextField(_("what it is"), features=TEXT_FEATURES, blank=True)
    when_to_use = RichTextField(_("when to use it"), features=TEXT_FEATURES, blank=True)
    when_not_to_use = RichTextField(
        _("when not to use it"),
        features=TEXT_FEATURES,
        blank=True,
        help_text=_("And which tool fits better then."),
    )
    who_to_involve = RichTextField(
        _("who to involve"), features=TEXT_FEATURES, blank=True
    )
    what_you_need = RichTextField(
        _("what you need"),
        features=TEXT_FEATURES,
        blank=True,
        help_text=_("Room, materials, numbers: what must be there when you begin."),
    )
    care_settings = ParentalManyToManyField(
        CareSetting,
        verbose_name=_("settings"),
        blank=True,
        related_name="tools",
        help_text=_("Where it fits. None: it fits anywhere."),
    )
    minutes_from = models.PositiveIntegerField(
        _("minutes, at least"), null=True, blank=True
    )
    minutes_to = models.PositiveIntegerField(
        _("minutes, at most"), null=True, blank=True
    )
    people_from = models.PositiveSmallIntegerField(
        _("people, at least"), null=True, blank=True
    )
    people_to = models.PositiveSmallIntegerField(
        _("people, at most"), null=True, blank=True
    )
    difficulty = models.CharField(
        _("difficulty"),
        max_length=20,
        choices=Difficulty.choices,
        default=Difficulty.EASY,
    )
    steps = StreamField(
        [("steps", FacilitatedStepsBlock())],
        verbose_name=_("steps"),
        blank=True,
        max_num=1,
    )
    example = StreamField(BodyBlock(), verbose_name=_("example"), blank=True)
    pitfalls = RichTextField(
        _("pitfalls"),
        features=TEXT_FEATURES,
        blank=True,
        help_text=_("What goes wrong most often, and what helps. A list reads best."),
    )
    questions = StreamField(
        [("questions", QuestionsBlock())],
        verbose_name=_("questions and answers"),
        blank=True,
        max_num=1,
    )

    content_panels = [
        *BasePage.content_panels,
        "purpose",
        MultiFieldPanel(
            [
                FieldRowPanel(["minutes_from", "minutes_to"]),
                FieldRowPanel(["people_from", "people_to"]),
                FieldPanel("difficulty"),
                FieldPanel("care_settings", widget=forms.CheckboxSelectMultiple),
            ],
            heading=_("At a glance"),
        ),
        "what_it_is",
        "when_to_use",
        "when_not_to_use",
        "who_to_involve",
        "what_you_need",
        "steps",
        "example",
        "pitfalls",
        "questions",
        InlinePanel("templates", label=_("Template to download")),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("purpose", boost=2),
        index.SearchField("what_it_is"),
        index.SearchField("when_to_use"),
        index.SearchField("what_you_need"),
        index.SearchField("steps"),
        index.SearchField("example"),
        index.SearchField("questions"),
    ]

    objects = PageManager.from_queryset(ToolQuerySet)()

    class Meta:
        verbose_name = _("tool")
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes_from__isnull=True)
                | Q(minutes_to__isnull=True)
                | Q(minutes_to__gte=F("minutes_from")),
                name="tool_minutes_in_order",
                violation_error_message=MINUTES_OUT_OF_ORDER,
            ),
            models.CheckConstraint(
                condition=Q(people_from__isnull=True)
                | Q(people_to__isnull=True)
                | Q(people_to__gte=F("people_from")),
                name="tool_people_in_order",
                violation_error_message=PEOPLE_OUT_OF_ORDER,
            ),
        ]

    @property
    def time_needed(self):
        """How long it takes, in words."""
        return time_in_words(self.minutes_from, self.minutes_to)

    @property
    def group_size(self):
        """How many people it needs, in words."""
        return people_in_words(self.people_from, self.people_to)

    @cached_property
    def documents(self):
        """The templates to download, in the editor's order."""
        return [row.document for row in self.templates.select_related("document")]

    @cached_property
    def fits_in(self):
        """Where it fits, in words."""
        names = [setting.name for setting in self.care_settings.all()]
        return ", ".join(names) or _("Anywhere")

    @cached_property
    def needs_in_short(self):
        """The first things that must be there, in one line; else the materials of its steps."""
        text = BeautifulSoup(self.what_you_need, "html.parser")
        needs = [part.get_text().strip() for part in text.find_all(["li", "p"])]
        first, *others = [need.rstrip(".") for need in needs or self._materials] or [""]
        in_short = Truncator(first).words(WORDS_IN_SHORT)
        for need in others:
            if len(f"{in_short} {need}".split()) > WORDS_IN_SHORT:
                return f"{in_short} …"
            in_short = f"{in_short}; {need}"
        return in_short

    @property
    def time_of_steps(self):
        """How long all steps take together, in words; empty where one doesn't say."""
        minutes = [step["minutes"] or 0 for step in self._steps]
        return time_in_words(sum(minutes), sum(minutes)) if all(minutes) else ""

    @property
    def _materials(self):
        return dict.fromkeys(
            step["materials"] for step in self._steps if step["materials"]
        )

    @property
    def _steps(self):
        return [step for block in self.steps for step in block.value["steps"]]

    def clean(self):
        super().clean()
        errors = {}
        if _runs_backwards(self.minutes_from, self.minutes_to):
            errors["minutes_to"] = MINUTES_OUT_OF_ORDER
        if _runs_backwards(self.people_from, self.people_to):
            errors["people_to"] = PEOPLE_OUT_OF_ORDER
        if errors:
            raise ValidationError(errors)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        neighbours = list(ToolPage.objects.siblings_around(self))
        place = next(
            (i for i, tool in enumerate(neighbours) if tool.pk == self.pk), None
        )
        if place is not None:
            context["previous_tool"] = neighbours[place - 1] if place else None
            context["next_tool"] = next(iter(neighbours[place + 1 :]), None)
        context["stories"] = stories_told_of(self)[:STORIES_SHOWN]
        return context


def stories_told_of(page):
    """The stories told of this tool, or of any tool of this toolkit, that readers may see, newest first."""
    # Stories name tools, so that this module can't import theirs.
    stories = apps.get_model("pages", "StoryPage").objects.live().public()
    return stories.told_of(page).newest_first().defer_streamfields()


def _runs_backwards(least, most):
    return least is not None and most is not None and most < least


class ToolTemplate(Orderable):
    """A document that goes with a tool."""

    tool = ParentalKey(ToolPage, on_delete=models.CASCADE, related_name="templates")
    document = models.ForeignKey(
        "library.CLICDocument",
        verbose_name=_("document"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = ["document"]

    def __str__(self):
        return str(self.document)
