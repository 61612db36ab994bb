"""Everything that a pack says, as plain data: the page shows it, and the PDF is set from it."""

import json
from hashlib import sha256
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, ngettext
from wagtail.models import Page

from library.access import closed_collections
from library.languages import direction
from pages.amounts import MINUTES_IN_A_WORKING_DAY, time_in_words
from pages.blocks.printing import whole_address

from .forms import HANDOUT
from .nodes import bounded, breakable, nodes_of, show_pictures, words_in
from .run_sheet import minutes_of, on_the_clock, run_sheet

# As much of an example as leaves room for the tool itself, in characters.
LONGEST_EXAMPLE = 1500
LONGEST_PACK = 1_500_000


def pack_content(request, selection, form):
    """What the pack of these tools says to this reader: the same until a tool changes."""
    notes = form.options["copy"] != HANDOUT
    said = bounded(nodes_of(request, selection.tools), notes=notes)
    closed = closed_collections(request)
    show_pictures(said, closed)
    sheets = [
        _sheet(tool, nodes, closed)
        for tool, nodes in zip(selection.tools, said, strict=True)
    ]
    slots = run_sheet(
        [
            _minutes(tool, sheet)
            for tool, sheet in zip(selection.tools, sheets, strict=True)
        ],
        start=_minutes_since_midnight(form.options["start"]),
        pause=form.options["pause"],
    )
    _set_clocks(sheets, slots)
    title, subtitle = _titles(selection, form.options["title"])
    return breakable(
        {
            "lang": get_language(),
            "dir": direction(get_language()),
            "author": settings.WAGTAIL_SITE_NAME,
            "words": words(),
            "title": title,
            "subtitle": subtitle,
            "description": ", ".join(tool.title for tool in selection.tools),
            "has_notes": notes,
            "kicker": gettext("Facilitator’s copy") if notes else gettext("Handout"),
            "facts": _facts(sheets, slots, form.options),
            "version": version_of(selection.tools),
            "address": pack_address(selection, form),
            "ready": _things_to_have_ready(sheets) if notes else [],
            "days": _days(sheets, slots),
            "run_note": _run_note(slots),
            "sheets": sheets,
        }
    )


def dated(content, day):
    """The same pack with the day on which it is made."""
    made_on = date_format(day, "DATE_FORMAT")
    return content | {
        "facts": [
            *content["facts"],
            _fact(gettext("Made on"), made_on),
            _fact(gettext("Version"), content["version"]),
        ],
        "imprint": gettext("%(site)s, version %(version)s, made on %(day)s")
        % {"site": content["author"], "version": content["version"], "day": made_on},
    }


def is_too_long(content):
    """Whether a pack says more than anybody would print."""
    return len(json.dumps(content)) > LONGEST_PACK


def version_of(tools):
    """A short sign that differs when a tool or one of its templates has changed, and stays otherwise."""
    signs = [
        (
            tool.pk,
            str(tool.last_published_at),
            *(
                (row.document_id, row.document.file_hash)
                for row in tool.templates.all()
            ),
        )
        for tool in tools
    ]
    return sha256(repr(signs).encode()).hexdigest()[:7]


def pack_address(selection, form):
    """The public address of this very pack."""
    query = urlencode([*selection.query, *form.query])
    return f"{settings.PUBLIC_URL}{reverse('pack')}?{query}"


def readable_templates(tool, closed):
    """The templates of a tool that don't lie in closed collections, in the editor's order."""
    return [
        row.document
        for row in tool.templates.all()
        if not row.document.collection.path.startswith(closed)
    ]


def file_facts(document):
    """Type, size, language and day of a document in one line."""
    day = date_format(timezone.localtime(document.file_changed_at), "DATE_FORMAT")
    return ", ".join(
        [
            str(document.type_label),
            document.size_text,
            document.language_name,
            gettext("version of %s") % day,
        ]
    )


def words():
    """What stands on every pack, in the language of its reader."""
    return {
        "contents": gettext("Contents"),
        "run_sheet": gettext("Run sheet"),
        "when": gettext("When"),
        "what": gettext("What"),
        "how_long": gettext("How long"),
        "materials": gettext("You need"),
        "you_need": gettext("You need:"),
        "for_facilitator": gettext("For the facilitator:"),
        "templates": gettext("Templates"),
        "page": gettext("Page {page} of {pages}"),
        "picture": gettext("Picture"),
        "have_ready": gettext("Have ready"),
        "your_notes": gettext("Your notes"),
        "scan": gettext("Open on a phone"),
        "code": gettext("QR code with the address of this page:"),
    }


def _sheet(tool, nodes, closed):
    """One tool: what to know at a glance, and its texts under their titles."""
    at_a_glance = (
        (gettext("Time"), tool.time_needed),
        (gettext("People"), tool.group_size),
        (gettext("Difficulty"), tool.get_difficulty_display()),
        (gettext("Where"), ", ".join(map(str, tool.care_settings.all()))),
    )
    sections = (
        ("what_it_is", gettext("What it is")),
        ("when_to_use", gettext("When to use it")),
        ("when_not_to_use", gettext("When not to use it")),
        ("who_to_involve", gettext("Who to involve")),
        ("what_you_need", gettext("What you need")),
        ("steps", gettext("Steps")),
        ("example", gettext("An example")),
        ("pitfalls", gettext("Pitfalls")),
    )
    nodes = nodes | {"example": _beginning(nodes["example"])}
    return {
        "id": tool.pk,
        "title": tool.title,
        "purpose": tool.purpose,
        "summary": tool.summary,
        "lang": tool.locale.language_code,
        "dir": direction(tool.locale.language_code),
        "address": tool.canonical_url,
        "facts": [_fact(label, value) for label, value in at_a_glance if value],
        "sections": [
            {"name": name, "title": title, "nodes": nodes[name]}
            for name, title in sections
            if nodes[name]
        ],
        "templates": [
            {
                "title": document.title,
                "facts": file_facts(document),
                "address": whole_address(document.url),
            }
            for document in readable_templates(tool, closed)
        ],
    }


def _beginning(nodes):
    """The first nodes of an example, as many as fit on a sheet."""
    kept, length = [], 0
    for node in nodes:
        length += len(" ".join(words_in(node)))
        if kept and length > LONGEST_EXAMPLE:
            break
        kept.append(node)
    return kept


def _steps_of(sheet):
    """The steps that a group does, wherever blocks hold them."""
    return [
        step
        for section in sheet["sections"]
        if section["name"] == "steps"
        for node in section["nodes"]
        for step in node["steps"]
    ]


def _minutes(tool, sheet):
    """How long a tool takes, or None, and how long each of its steps."""
    steps = [step["minutes"] for step in _steps_of(sheet)]
    return minutes_of(tool, steps), steps


def _set_clocks(sheets, slots):
    """Write on every sheet and on its steps when they begin."""
    for sheet, slot in zip(sheets, slots, strict=True):
        steps = _steps_of(sheet)
        starts = slot.step_starts or [None] * len(steps)
        sheet["clock"] = _span(slot)
        sheet["length"] = _length(slot.minutes)
        for step, start in zip(steps, starts, strict=True):
            step["clock"] = "" if start is None else on_the_clock(start)
            step["length"] = _length(step["minutes"])


def _days(sheets, slots):
    """The run sheet: what happens on each day, in its order."""
    days = {}
    for sheet, slot in zip(sheets, slots, strict=True):
        days.setdefault((slot.day, slot.days), []).append(
            {
                "title": sheet["title"],
                "lang": sheet["lang"],
                "clock": sheet["clock"],
                "length": sheet["length"],
                # Without times they stand on the tool's own sheet, and nowhere else.
                "steps": [
                    {
                        name: step[name]
                        for name in ("title", "clock", "length", "materials")
                    }
                    for step in _steps_of(sheet)
                    if step["clock"]
                ],
            }
        )
    return [
        {"label": _day_name(day, length) if len(days) > 1 else "", "entries": entries}
        for (day, length), entries in days.items()
    ]


def _things_to_have_ready(sheets):
    """What each tool's steps need, and its templates to print, each once."""
    ready = []
    for sheet in sheets:
        materials = [step["materials"] for step in _steps_of(sheet)]
        templates = [file["title"] for file in sheet["templates"]]
        things = [thing for thing in dict.fromkeys(materials + templates) if thing]
        if things:
            ready.append(
                {name: sheet[name] for name in ("title", "lang", "dir")}
                | {"things": things}
            )
    return ready


def _length(minutes):
    """How long something takes, to the minute while it takes no days; empty when nobody knows."""
    if minutes is None or minutes > MINUTES_IN_A_WORKING_DAY:
        return time_in_words(minutes, minutes)
    hours, minutes = divmod(minutes, 60)
    parts = [
        ngettext("%s hour", "%s hours", hours) % hours if hours else "",
        ngettext("%s minute", "%s minutes", minutes) % minutes if minutes else "",
    ]
    return " ".join(filter(None, parts))


def _day_name(day, length):
    if length == 1:
        return gettext("Day %s") % day
    return gettext("Days %(first)s to %(last)s") % {
        "first": day,
        "last": day + length - 1,
    }


def _span(slot):
    """When a tool is done, from when to when; empty where that can't be said."""
    if slot.starts_at is None:
        return ""
    return f"{on_the_clock(slot.starts_at)}–{on_the_clock(slot.ends_at)}"


def _run_note(slots):
    """What the run sheet can't know."""
    if all(slot.minutes for slot in slots):
        return ""
    return gettext(
        "Tools without a time don’t say how long they take: plan them yourself."
    )


def _titles(selection, title):
    """What the pack is called, and what it is besides."""
    toolkits = list(_toolkit_titles(selection))
    pack = gettext("Workshop pack")
    usual = selection.toolkit.title if selection.toolkit else pack
    title = title or usual
    return title, " · ".join(
        part for part in (pack, *toolkits[:2]) if part and part != title
    )


def _toolkit_titles(selection):
    """The names of the toolkits that the tools are from, each once."""
    paths = dict.fromkeys(tool.path[: -tool.steplen] for tool in selection.tools)
    if selection.toolkit and list(paths) == [selection.toolkit.path]:
        return [selection.toolkit.title]
    published = Page.objects.live().filter(path__in=paths)
    titles = dict(published.values_list("path", "title"))
    return [titles[path] for path in paths if path in titles]


def _facts(sheets, slots, options):
    """What stands on the cover."""
    facts = []
    if options["date"]:
        facts.append(
            _fact(gettext("Day"), capfirst(date_format(options["date"], "l j E Y")))
        )
    ends = [slot.ends_at for slot in slots if slot.day == 1 and slot.ends_at]
    start = on_the_clock(_minutes_since_midnight(options["start"]))
    if ends and slots[-1].day == 1:
        facts.append(_fact(gettext("Time"), f"{start}–{on_the_clock(ends[-1])}"))
    else:
        facts.append(_fact(gettext("Starts at"), start))
    number = ngettext("%s tool", "%s tools", len(sheets)) % len(sheets)
    return [*facts, _fact(gettext("Holds"), number)]


def _fact(label, value):
    return {"label": str(label), "value": str(value)}


def _minutes_since_midnight(time):
    return time.hour * 60 + time.minute
