"""The parts that a page is read in, with the anchors that its templates print."""

from dataclasses import dataclass, field
from functools import singledispatch

from django.utils.translation import gettext_lazy as _

from pages.blocks.body import parts
from pages.models import (
    BasePage,
    DifferencePage,
    EventPage,
    GlossaryPage,
    InformationPage,
    StoryPage,
    ToolChooserPage,
    ToolkitPage,
    ToolPage,
    VideoPage,
)
from pages.stored_text import headings_in, plain, texts_in

# The rich texts of a tool before its steps: field, anchor and heading.
TOOL_TEXTS = [
    ("what_it_is", "what", _("What it is")),
    ("when_to_use", "when", _("When to use it")),
    ("when_not_to_use", "when-not", _("When not to use it")),
    ("who_to_involve", "who", _("Who to involve")),
    ("what_you_need", "need", _("What you need")),
]
# Fields of blocks that name what stands in them, and those that hold an address.
NAMING = {"title", "question", "caption"}
ADDRESSES = {"address", "anchor"}


@dataclass
class Section:
    """A heading that can be led to, with what stands under it; without an anchor what stands before all."""

    anchor: str = ""
    title: str = ""
    # A heading that every such page has says nothing about this one.
    is_usual: bool = False
    headings: list = field(default_factory=list)
    texts: list = field(default_factory=list)

    def add_rich(self, html):
        """Take in a rich text as it is stored."""
        self.headings += headings_in(html)
        self.texts.append(plain(html))

    def add_stored(self, block, value):
        """Take in the stored value of a block."""
        for text in texts_in(block, value, without=lambda _block: ADDRESSES):
            if text.is_rich:
                self.add_rich(text.text)
            elif text.name in NAMING:
                self.headings.append(text.text)
            else:
                self.texts.append(text.text)


@singledispatch
def sections_of(page: BasePage):
    """The sections of a page; the first one, without an anchor, is what stands before all headings."""
    return [Section()]


@sections_of.register(ToolkitPage)
@sections_of.register(InformationPage)
@sections_of.register(DifferencePage)
@sections_of.register(GlossaryPage)
def _sections_of_body(page):
    return _body(page.body)


@sections_of.register
def _sections_of_story(page: StoryPage):
    before, *others = _body(page.body)
    before.texts += [page.place, page.people_involved]
    if page.organisation:
        before.texts.append(page.organisation.name)
    before.texts += [outcome.measure for outcome in page.outcomes.all()]
    return [before, *others]


@sections_of.register
def _sections_of_event(page: EventPage):
    before, *others = _body(page.body)
    before.texts += [page.place, page.audience]
    return [before, *others]


@sections_of.register
def _sections_of_video(page: VideoPage):
    transcript = Section("transcript", str(_("What is said")), is_usual=True)
    transcript.add_rich(page.transcript)
    return [*_body(page.body), transcript]


@sections_of.register
def _sections_of_chooser(page: ToolChooserPage):
    before = Section()
    before.add_stored(page.question.stream_block, page.question.raw_data)
    return [before]


@sections_of.register
def _sections_of_tool(page: ToolPage):
    before = Section(headings=[page.purpose])
    sections = []
    for name, anchor, title in TOOL_TEXTS:
        section = Section(anchor, str(title), is_usual=True)
        section.add_rich(getattr(page, name))
        sections.append(section)
    sections.append(_stream("steps", _("Steps"), page.steps))
    example, *inside = _body(page.example)
    example.anchor, example.title = "example", str(_("An example"))
    example.is_usual = True
    sections += [example, *inside]
    pitfalls = Section("pitfalls", str(_("Pitfalls")), is_usual=True)
    pitfalls.add_rich(page.pitfalls)
    questions = _stream("questions", _("Questions and answers"), page.questions)
    return [before, *sections, pitfalls, questions]


def _stream(anchor, title, stream):
    section = Section(anchor, str(title), is_usual=True)
    section.add_stored(stream.stream_block, stream.raw_data)
    return section


def _body(stream):
    """What stands before the first heading of a body, then what stands under each."""
    sections = [Section()]
    for (child, _level, address), raw in zip(
        parts(stream), stream.raw_data, strict=True
    ):
        if address:
            sections.append(Section(f"section-{address}", child.value["text"] or ""))
        else:
            sections[-1].add_stored(child.block, raw["value"])
    return sections
