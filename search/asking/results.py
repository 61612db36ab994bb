"""What a list of results shows of each hit: where it stands, why it was found and where in it the words are."""

import datetime
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import add, or_

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Case, F, Func, IntegerField, When, Window
from django.db.models.functions import Left, RowNumber
from django.utils.translation import gettext as _

from library.content_types import extension_of, type_label_of
from library.languages import direction, native_name

from ..languages import config_of
from ..models import Findable
from .snippets import MOST_LETTERS, Marker, Piece, has_mark

PARTS_SHOWN = 3
SNIPPET, PART_SNIPPET = 200, 100
# Home pages stand at depth 2: they and what is above them are no place that readers know.
STEP = 4
HOME = 2

Kind, Part = Findable.Kind, Findable.Part

SECTIONS = {
    Kind.TOOLKIT: "toolkits",
    Kind.TOOL: "toolkits",
    Kind.STORY: "stories",
    Kind.VIDEO: "videos",
    Kind.EVENT: "events",
}
DATED = {Kind.STORY, Kind.EVENT}


@dataclass(frozen=True)
class PartLink:
    """A part of a result that has the words, and what it says."""

    label: str
    address: str
    kind: str
    pieces: tuple[Piece, ...]
    language: str

    # Whether it shows any of the words, in its name or in its text.
    tells: bool

    @property
    def direction(self):
        """Which way its words are written."""
        return direction(self.language)


@dataclass
class Result:
    """One thing that was found, ready to show."""

    key: str
    title: str
    address: str
    kind: str
    # Which hue it takes (static/css/tokens.css).
    section: str
    pieces: tuple[Piece, ...]
    parts: list[PartLink]
    language: str
    is_in_another_language: bool = False
    date: datetime.date | None = None
    # It is about that day; of other things the day is when they last changed.
    is_dated: bool = False
    is_pinned: bool = False
    # Where a browser tells that it was opened; empty where that isn't noted.
    opened_address: str = ""
    paths_above: tuple[str, ...] = ()
    # The titles of the pages above it, from the section down: "Toolkits", "Co-production toolkit".
    place: list[str] = field(default_factory=list)

    @property
    def direction(self):
        """Which way its words are written."""
        return direction(self.language)

    @property
    def language_name(self):
        """What those who speak its language call it."""
        return native_name(self.language)


def results_of(hits, question, reader, generation):
    """Results for some hits in their order, in one query: the heads, and those parts of them that have the words."""
    rows = list(_rows(hits, question, reader, generation)) if hits else []
    question = _telling(question, rows)
    heads, parts, markers = {}, {}, {}
    for row in rows:
        if row.is_head:
            heads[row.key] = row
        else:
            parts.setdefault(row.head_key, []).append(row)
        if row.language not in markers:
            markers[row.language] = Marker(question, row.language)
    return [
        _result(heads[hit.key], parts.get(hit.key, []), markers, hit, reader)
        for hit in hits
        if hit.key in heads
    ]


def _rows(hits, question, reader, generation):
    keys = [hit.key for hit in hits]
    groups = [_query(group, _configs(reader)) for group in question.wanted]
    has = [
        Case(When(vector=query, then=1), default=0, output_field=IntegerField())
        for query in groups
    ]
    any_of_them = reduce(or_, groups)
    own_config = config_of(reader.language)
    best_first = [F("groups").desc(), F("rank").desc(), "position"]
    return (
        Findable.objects.of_generation(generation)
        .of_things(keys, any_of_them)
        .annotate(
            groups=reduce(add, has),
            rank=SearchRank("vector", any_of_them),
            place=Window(RowNumber(), partition_by=["head_key"], order_by=best_first),
            left_of_each=Func(
                *(_left_of(group, own_config) for group in question.wanted),
                template="ARRAY[%(expressions)s]",
                output_field=ArrayField(IntegerField()),
            ),
            beginning=Left("text", MOST_LETTERS),
        )
        .best_parts(PARTS_SHOWN)
        .order_by("place")
        .select_related("document")
        .defer("other_names", "headings", "text", "vector", "titles")
    )


def _configs(reader):
    """Those of all languages that a result may be in, and words as they are written."""
    languages = (reader.language, settings.LANGUAGE_CODE, *reader.languages)
    return dict.fromkeys([*map(config_of, languages), "simple"])


def _query(group, configs):
    """Any way to say a group, in any of some configurations."""
    return reduce(
        or_,
        (
            SearchQuery(" ".join(way), config=config, search_type="phrase")
            for config in configs
            for way in group.ways
        ),
    )


def _left_of(group, config):
    """How much there is of a group when small words are left out."""
    typed = SearchQuery(" ".join(group.typed), config=config, search_type="phrase")
    return Func(typed, function="numnode", output_field=IntegerField())


def _telling(question, rows):
    """The question without “the” and “of”: to mark them would tell nothing."""
    if not rows:
        return question
    left = zip(question.wanted, rows[0].left_of_each, strict=True)
    return replace(question, wanted=tuple(group for group, nodes in left if nodes))


def _result(head, parts, markers, hit, reader):
    marker = markers[head.language]
    pieces = marker.marked(head.summary, SNIPPET)
    if not (parts or has_mark(pieces)):
        in_text = marker.marked(head.beginning, SNIPPET)
        pieces = in_text if has_mark(in_text) or not pieces else pieces
    # A part that has fewer of the words than another one is no place to lead to.
    most = max((part.groups for part in parts), default=0)
    links = [
        _part_link(part, head, markers[part.language])
        for part in parts
        if part.groups == most
    ]
    return Result(
        key=head.key,
        title=head.title,
        address=head.address,
        kind=_kind(head),
        section=SECTIONS.get(head.kind, "about"),
        pieces=pieces,
        parts=[link for link in links if link.tells],
        language=head.language,
        is_in_another_language=head.language != reader.language,
        date=head.date,
        is_dated=head.kind in DATED,
        is_pinned=hit.is_pinned,
        paths_above=_paths_above(head),
    )


def _kind(head):
    if head.kind == Kind.FILE and head.document:
        return _("%(type)s file") % {"type": type_label_of(head.document.file.name)}
    return Kind(head.kind).label


def _paths_above(head):
    """The paths of the pages above a page, or of those that hold what is no page itself."""
    if not head.path or head.kind == Kind.TOPIC:
        return ()
    depth = len(head.path) // STEP
    last = depth if head.page_id else depth + 1
    paths = tuple(head.path[: STEP * end] for end in range(HOME + 1, last))
    # That a story stands among the stories says nothing.
    return () if len(paths) == 1 and head.kind in SECTIONS else paths


def _part_link(part, head, marker):
    pieces = marker.marked(part.beginning, PART_SNIPPET)
    return PartLink(
        label=_part_label(part, head),
        address=part.address,
        kind=part.kind,
        pieces=pieces,
        language=part.language,
        tells=has_mark(pieces) or bool(marker.places(part.title)),
    )


def _part_label(part, head):
    if part.kind == Part.MOMENT:
        return _("At %(time)s") % {"time": clock(part.position)}
    if part.kind == Part.SECTION:
        return part.title
    names = {"number": part.position, "name": part.title}
    extension = extension_of(head.document.file.name) if head.document else ""
    if extension in {"odp", "pptx"}:
        return _("Slide %(number)s") % names
    if extension in {"ods", "xlsx"}:
        return (
            _("Sheet %(number)s: %(name)s") % names
            if part.title
            else _("Sheet %(number)s") % names
        )
    return _("Page %(number)s") % names


def clock(seconds):
    """A moment as players show it: “3:20”."""
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
