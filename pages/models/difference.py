"""The difference made: what the outcomes of all stories add up to."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, re_path
from wagtail.fields import StreamField

from ..bars import bars_of
from ..blocks import BodyBlock
from .base import BasePage
from .stories import Gain, StoryPage

# What stands in the address, always in this order, and what it is called.
FILTERS = {"year": _("Year"), "topic": _("Topic"), "tool": _("Tool")}
ADDRESS = (
    r"^(?:year/(?P<year>[1-9]\d{3})/)?"
    r"(?:topic/(?P<topic>[-\w]+)/)?"
    r"(?:tool/(?P<tool>[-\w]+)/)?$"
)


class DifferencePage(RoutablePageMixin, BasePage):
    """Outcomes of stories added up, by year, topic and tool: `year/2026/topic/safer-care/tool/5s/`."""

    parent_page_types = ["pages.HomePage", "pages.StoryIndexPage"]
    subpage_types = []
    max_count_per_parent = 1
    section = "stories"
    template = "pages/difference_page.html"

    body = StreamField(BodyBlock(), verbose_name=_("how we count"), blank=True)

    content_panels = [*BasePage.content_panels, "body"]

    class Meta:
        verbose_name = _("difference made")

    @re_path(ADDRESS)
    def sums(self, request, **chosen):
        chosen = {kind: value for kind, value in chosen.items() if value}
        stories = StoryPage.objects.live().public().filter(locale_id=self.locale_id)
        difference = Difference(stories.adding_up().newest_first(), chosen)
        if chosen and not difference.stories:
            raise Http404
        return self.render(request, context_overrides={"difference": difference})


@dataclass(frozen=True)
class Share:
    """What one story adds."""

    story: StoryPage
    amount: Decimal


@dataclass
class Total:
    """What all stories add to one gain."""

    gain: Gain
    shares: list = field(default_factory=list)

    @property
    def amount(self):
        return sum(share.amount for share in self.shares)

    @property
    def years(self):
        """The sum of each year, the first one first, with its bar; empty where there is only one."""
        sums = defaultdict(Decimal)
        for share in self.shares:
            sums[share.story.date.year] += share.amount
        if len(sums) < 2:
            return []
        years = sorted(sums)
        bars = bars_of([sums[year] for year in years])
        return [
            {"year": year, "amount": sums[year], "bar": bar}
            for year, bar in zip(years, bars, strict=True)
        ]


@dataclass(frozen=True)
class Option:
    """One thing to filter by: how many stories it leaves, and where in the page's address it leads."""

    name: str
    count: int
    part: str
    is_chosen: bool


@dataclass(frozen=True)
class Filter:
    """One kind of thing to filter by, and where the page's address leads without it."""

    kind: str
    title: str
    options: list
    part: str
    is_used: bool


class Difference:
    """Stories that add up, those of them that fit what is chosen, and their totals."""

    def __init__(self, stories, chosen):
        self.chosen = chosen
        self._all = stories
        self._amounts = _amounts_of(stories)
        self._values = _values_of(stories)

    @property
    def part(self):
        """What is chosen, as the end of the page's address."""
        return part_of(self.chosen)

    @cached_property
    def stories(self):
        """The stories that fit everything chosen."""
        return self._fitting(self.chosen)

    @cached_property
    def totals(self):
        """What they add to each gain; first what most stories add to."""
        gains = Gain.objects.in_bulk(
            {pk for pks in self._amounts.values() for pk in pks}
        )
        totals = {}
        for story in self.stories:
            for pk, amount in self._amounts[story.pk].items():
                total = totals.setdefault(pk, Total(gains[pk]))
                total.shares.append(Share(story, amount))
        return sorted(
            totals.values(), key=lambda total: (-len(total.shares), total.gain.name)
        )

    @cached_property
    def filters(self):
        """What readers may filter by, each with the options that have results."""
        filters = [
            Filter(
                kind=kind,
                title=title,
                options=self._options(kind),
                part=part_of(self._others(kind)),
                is_used=kind in self.chosen,
            )
            for kind, title in FILTERS.items()
        ]
        return [one for one in filters if len(one.options) > 1 or one.is_used]

    @property
    def chosen_names(self):
        """What is chosen, in words."""
        return [
            option.name
            for one in self.filters
            for option in one.options
            if option.is_chosen
        ]

    def _options(self, kind):
        names, counts = {}, defaultdict(int)
        for story in self._fitting(self._others(kind)):
            for value, name in self._values[story.pk][kind].items():
                names.setdefault(value, name)
                counts[value] += 1
        ordered = sorted(names, key=lambda value: str(names[value]).casefold())
        return [
            Option(
                name=names[value],
                count=counts[value],
                part=part_of({**self.chosen, kind: value}),
                is_chosen=self.chosen.get(kind) == value,
            )
            # The newest year first, the rest by name.
            for value in (reversed(ordered) if kind == "year" else ordered)
        ]

    def _fitting(self, chosen):
        """The stories that fit what is chosen."""
        return [
            story
            for story in self._all
            if all(
                value in self._values[story.pk][kind] for kind, value in chosen.items()
            )
        ]

    def _others(self, kind):
        """What is chosen besides one kind."""
        return {key: value for key, value in self.chosen.items() if key != kind}


def part_of(chosen):
    """What is chosen as the end of an address, in the one order that it may have."""
    return "".join(f"{kind}/{chosen[kind]}/" for kind in FILTERS if kind in chosen)


def _amounts_of(stories):
    """What each story adds, by its id: the sum of its outcomes for each gain, by the gain's id."""
    amounts = defaultdict(lambda: defaultdict(Decimal))
    for story_id, gain_id, gained in stories.amounts():
        amounts[story_id][gain_id] += gained
    return amounts


def _values_of(stories):
    """What each story can be found by, by its id: of each kind, what stands in the address and its name."""
    values = {
        story.pk: {"year": {f"{story.date.year}": f"{story.date.year}"}}
        for story in stories
    }
    for kind, rows in (
        ("topic", stories.topic_names()),
        ("tool", stories.tool_names()),
    ):
        for found in values.values():
            found[kind] = {}
        for story_id, slug, name in rows:
            values[story_id][kind][slug] = name
    return values
