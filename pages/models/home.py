"""The front door."""

import re

from django.conf import settings
from django.db import models
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from ..blocks import StatisticBlock
from .base import BasePage
from .events import EventPage
from .querysets import pages_of_any_type
from .stories import StoryIndexPage, StoryPage
from .toolkits import ToolkitIndexPage
from .tools import ToolPage
from .videos import VideoIndexPage, VideoPage

NEWEST_SHOWN = 4


class HomePage(BasePage):
    """The front door: what the collaborative offers, what changed through it, what is next."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "pages.ToolkitIndexPage",
        "pages.VideoIndexPage",
        "pages.StoryIndexPage",
        "pages.EventIndexPage",
        "pages.InformationPage",
        "pages.TopicIndexPage",
        "pages.DifferencePage",
        "pages.GlossaryPage",
    ]
    section = "home"
    ends_with_facts = False
    template = "pages/home_page.html"

    heading = models.CharField(
        _("heading"),
        max_length=80,
        default="Learn what works. Share what you changed.",
        help_text=_("At most eight words."),
    )
    hero_image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("large picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    numbers = StreamField(
        [("statistic", StatisticBlock())],
        verbose_name=_("the difference made"),
        blank=True,
        max_num=4,
        help_text=_("Up to four numbers."),
    )
    featured_story = models.ForeignKey(
        "pages.StoryPage",
        verbose_name=_("story"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Empty: the newest one."),
    )
    featured_video = models.ForeignKey(
        "pages.VideoPage",
        verbose_name=_("video"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Empty: the newest one."),
    )
    join_heading = models.CharField(
        _("heading of the invitation"), max_length=80, default="Join in", blank=True
    )
    join_text = models.TextField(_("invitation"), max_length=400, blank=True)

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(["heading", "summary", "hero_image"], heading=_("Top")),
        FieldPanel("numbers"),
        MultiFieldPanel(
            [PageChooserPanel("featured_story"), PageChooserPanel("featured_video")],
            heading=_("Shown large"),
        ),
        MultiFieldPanel(["join_heading", "join_text"], heading=_("Invitation to join")),
    ]

    class Meta:
        verbose_name = _("home page")

    @property
    def heading_lines(self):
        """The heading sentence by sentence: each begins a line of its own."""
        return re.findall(r"\S[^.!?]*[.!?]*", self.heading)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["doors"] = self._doors()
        context["story"] = self._featured(StoryPage, self.featured_story_id)
        context["video"] = self._featured(VideoPage, self.featured_video_id)
        context["next_event"] = (
            EventPage.objects.live().public().descendant_of(self).upcoming().first()
        )
        context["newest"] = self._newest()
        return context

    def _doors(self):
        """The three large ways in, each with how much there is behind it."""
        found = [
            (ToolkitIndexPage, ToolPage),
            (StoryIndexPage, StoryPage),
            (VideoIndexPage, VideoPage),
        ]
        doors = []
        for index_type, item_type in found:
            section = (
                index_type.objects.live()
                .public()
                .child_of(self)
                .annotate(count_below=_count_below(item_type))
                .first()
            )
            if section is not None:
                doors.append({"page": section, "count": section.count_below})
        return doors

    def _featured(self, page_type, chosen_id):
        """The page the editor chose if readers may see it, else the newest of its type."""
        readable = (
            page_type.objects.live()
            .public()
            .descendant_of(self)
            .with_card_images()
            .select_related(*page_type.shown_with)
        )
        chosen = readable.filter(pk=chosen_id).first() if chosen_id else None
        return chosen or readable.newest_first().first()

    def _newest(self):
        """What was published last, of any type that has cards."""
        return (
            pages_of_any_type()
            .live()
            .public()
            .descendant_of(self)
            .type(ToolPage, StoryPage, VideoPage)
            .newest_first()
            .specific()[:NEWEST_SHOWN]
        )


def _count_below(page_type):
    """How many readable pages of a type stand below the page of the outer query."""
    below = (
        page_type.objects.live()
        .public()
        .filter(path__startswith=OuterRef("path"))
        .order_by()
        .values("live")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return Coalesce(Subquery(below), 0)
