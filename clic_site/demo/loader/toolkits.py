"""Toolkits: their tools, the questions that lead to one, and what stands behind them."""

from wagtail.blocks import StreamBlock

from pages.blocks import FacilitatedStepsBlock
from pages.blocks.choosing import question_block
from pages.models import (
    GlossaryPage,
    ToolChooserPage,
    ToolkitPage,
    ToolPage,
    ToolTemplate,
)

from ..content.parts import p
from .places import begin, begin_information
from .streams import rich_text, stream

STEPS = StreamBlock([("steps", FacilitatedStepsBlock())])
QUESTIONS = StreamBlock([("question", question_block())])


def begin_toolkit(demo, toolkit):
    page = begin(
        demo,
        demo.pages["toolkits"],
        toolkit.slug,
        ToolkitPage(
            title=toolkit.title, summary=toolkit.summary, promise=toolkit.promise
        ),
        lambda: {"body": stream(demo, toolkit.body)},
        scene=toolkit.scene,
        topics=toolkit.topics,
        days_ago=400,
        team=toolkit.team,
    )
    for position, tool in enumerate(toolkit.tools):
        _begin_tool(demo, page, tool, days_ago=380 - 18 * position, team=toolkit.team)
    if toolkit.chooser:
        begin(
            demo,
            page,
            toolkit.chooser.slug,
            ToolChooserPage(
                title=toolkit.chooser.title, summary=toolkit.chooser.summary
            ),
            lambda: {
                "question": stream(
                    demo, [("question", toolkit.chooser.question)], QUESTIONS
                )
            },
            days_ago=90,
            team=toolkit.team,
        )
    for background in toolkit.background:
        begin_information(demo, page, background)
    if toolkit.glossary:
        glossary = toolkit.glossary
        begin(
            demo,
            page,
            glossary.slug,
            GlossaryPage(title=glossary.title, summary=glossary.summary),
            lambda: {"body": stream(demo, glossary.body)},
            days_ago=200,
        )


def _begin_tool(demo, toolkit, tool, *, days_ago, team):
    begin(
        demo,
        toolkit,
        tool.slug,
        ToolPage(
            title=tool.title,
            purpose=tool.purpose,
            summary=tool.summary,
            minutes_from=tool.minutes[0],
            minutes_to=tool.minutes[1],
            people_from=tool.people[0],
            people_to=tool.people[1],
            difficulty=tool.difficulty,
        ),
        lambda: {
            **{
                name: rich_text(demo, getattr(tool, name))
                for name in (
                    "what_it_is",
                    "when_to_use",
                    "when_not_to_use",
                    "who_to_involve",
                    "what_you_need",
                    "pitfalls",
                )
            },
            "care_settings": [demo.settings[slug] for slug in tool.settings],
            "steps": _steps(demo, tool.steps),
            "example": stream(demo, tool.example),
            "questions": stream(demo, tool.questions),
            "templates": [
                ToolTemplate(sort_order=place, document=demo.documents[key])
                for place, key in enumerate(tool.documents)
            ],
        },
        scene=tool.scene,
        topics=tool.topics,
        pinned=tool.pinned,
        days_ago=days_ago,
        team=team,
    )


def _steps(demo, steps):
    values = [
        {
            "title": step.title,
            "text": p(step.text),
            "minutes": step.minutes,
            "materials": step.materials,
            "facilitator_note": p(step.note) if step.note else "",
        }
        for step in steps
    ]
    return stream(demo, [("steps", {"steps": values})], STEPS)
