"""The shapes that content comes in, and short names for what a body is put together from."""

from dataclasses import dataclass, field

from ..charts import CHARTS

# Text ---------------------------------------------------------------------


def p(*paragraphs):
    """Paragraphs of rich text."""
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def points(*items):
    """A bulleted list."""
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def numbered(*items):
    """A numbered list."""
    return "<ol>" + "".join(f"<li>{item}</li>" for item in items) + "</ol>"


def h2(heading):
    return f"<h2>{heading}</h2>"


def link(slug, words):
    """A link to the page with this slug; the loader puts its number in."""
    return f'<a href="page:{slug}">{words}</a>'


# Blocks: pictures, documents, clips and pages stand in them by their key ----


def text(*parts):
    return ("text", "".join(parts))


def quote(words, attribution=""):
    return ("quote", {"quote": words, "attribution": attribution})


def statistic(number, label, source=""):
    return ("statistic", {"number": number, "label": label, "source": source})


def inset(*paragraphs):
    return ("inset", {"text": p(*paragraphs)})


def expander(title, html):
    return ("expander", {"title": title, "text": html})


def questions(*asked, title=""):
    """What is asked is `(question, answer)`."""
    return (
        "questions",
        {
            "title": title,
            "questions": [
                {"question": question, "answer": p(answer)}
                for question, answer in asked
            ],
        },
    )


def steps(*titles_and_texts):
    return (
        "steps",
        {
            "steps": [
                {"title": title, "text": p(words)} for title, words in titles_and_texts
            ]
        },
    )


def picture(scene, caption=""):
    return ("image", {"image": scene, "caption": caption})


def figure(key, source="Drawn for this site"):
    chart = CHARTS[key]
    return (
        "figure",
        {
            "image": chart.key,
            "title": chart.title,
            "long_description": p(chart.long_description),
            "source": source,
        },
    )


def download(document, words):
    return ("download", {"document": document, "text": words})


def film(clip, title):
    return ("video", {"video": clip, "title": title, "poster": f"poster-{clip}"})


def heading(words, level="h2"):
    return ("heading", {"text": words, "level": level, "anchor": ""})


def timeline(*moments):
    """Moments are `(when, what happened)`."""
    return (
        "timeline",
        {"moments": [{"when": when, "text": p(words)} for when, words in moments]},
    )


def do_list(*items, title=""):
    return ("do_list", {"title": title, "points": list(items)})


def dont_list(*items, title=""):
    return ("dont_list", {"title": title, "points": list(items)})


def warning(title, *paragraphs):
    return ("warning", {"title": title, "text": p(*paragraphs)})


def gallery(*scenes_and_captions):
    return (
        "gallery",
        {
            "pictures": [
                {"image": scene, "caption": caption}
                for scene, caption in scenes_and_captions
            ]
        },
    )


def table(caption, headings, *rows):
    columns = [{"type": "text", "heading": words} for words in headings]
    return ("table", {"table": _cells(caption, columns, rows), "header_column": True})


def chart(kind, message, caption, headings, *rows, source=""):
    """Kind is "run", "line" or "bar"; each row is a label and its numbers."""
    names, *numbers = headings
    columns = [
        {"type": "label", "heading": names},
        *({"type": "number", "heading": words} for words in numbers),
    ]
    return (
        "chart",
        {
            "kind": kind,
            "message": message,
            "table": _cells(caption, columns, rows),
            "source": source,
        },
    )


def _cells(caption, columns, rows):
    return {
        "caption": caption,
        "columns": columns,
        "rows": [{"values": list(row)} for row in rows],
    }


def call_to_action(words, label, page):
    return (
        "call_to_action",
        {"text": words, "label": label, "page": page, "address": ""},
    )


def related_pages(title, *pages):
    return ("related_pages", {"title": title, "pages": list(pages)})


def contact(name, role, email, hours):
    return (
        "contact",
        {
            "name": name,
            "role": role,
            "email": email,
            "phone": "",
            "address": "",
            "hours": hours,
        },
    )


# Pages --------------------------------------------------------------------


@dataclass(frozen=True)
class Step:
    """One thing that a group does with a tool."""

    title: str
    text: str
    minutes: int
    materials: str = ""
    note: str = ""


@dataclass(frozen=True)
class Tool:
    """What the loader needs to make one tool page."""

    slug: str
    title: str
    purpose: str
    summary: str
    scene: str
    minutes: tuple
    people: tuple
    difficulty: str
    topics: tuple
    what_it_is: str
    when_to_use: str
    when_not_to_use: str
    who_to_involve: str
    what_you_need: str
    steps: tuple
    example: list
    pitfalls: str
    # None: it fits anywhere.
    settings: tuple = ()
    documents: tuple = ()
    pinned: tuple = ()
    questions: list = field(default_factory=list)


@dataclass(frozen=True)
class Information:
    """What the loader needs to make one plain page and those under it."""

    slug: str
    title: str
    summary: str
    body: list
    scene: str | None = None
    topics: tuple = ()
    pages_below: tuple = ()


@dataclass(frozen=True)
class Chooser:
    """What the loader needs to make a chooser page."""

    slug: str
    title: str
    summary: str
    question: dict


@dataclass(frozen=True)
class Toolkit:
    """What the loader needs to make one toolkit and what is under it."""

    slug: str
    title: str
    promise: str
    summary: str
    scene: str
    topics: tuple
    body: list
    team: str = "improvement"
    tools: tuple = ()
    background: tuple = ()
    chooser: Chooser | None = None
    glossary: Information | None = None


@dataclass(frozen=True)
class Outcome:
    """One number before and after, and what it adds to the difference made."""

    measure: str
    before: str
    after: str
    unit: str
    period: str
    gain: str = ""
    gained: str | None = None


@dataclass(frozen=True)
class Story:
    """What the loader needs to make one story."""

    slug: str
    title: str
    summary: str
    scene: str
    place: str
    days_ago: int
    topics: tuple
    body: list
    organisation: str
    setting: str
    people_involved: str
    outcomes: tuple = ()
    tools: tuple = ()
    team: str = "improvement"
    author_name: str = ""
    easy_read: str | None = None
    # Written and sent to the publishers, who have not approved it yet.
    is_submitted: bool = False


@dataclass(frozen=True)
class Video:
    """What the loader needs to make one video page: a clip of our own, or an address elsewhere."""

    slug: str
    title: str
    summary: str
    topics: tuple
    body: list
    days_ago: int
    clip: str = ""
    external_url: str = ""
    scene: str = ""
    transcript: str = ""
    # The same video in other languages: (clip, language).
    recordings: tuple = ()


@dataclass(frozen=True)
class Event:
    """What the loader needs to make one event; times are UK time."""

    slug: str
    title: str
    summary: str
    scene: str
    in_days: int
    starts: tuple
    ends: tuple
    is_online: bool
    place: str
    audience: str
    topics: tuple
    body: list
    # The first such day after that: Monday is 0.
    weekday: int
    # Of an event that goes on for longer than a day.
    lasts_days: int = 1
    booking_url: str = ""
