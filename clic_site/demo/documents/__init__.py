"""The templates that readers of the demo site download: made on the spot, meant to be used."""

from collections.abc import Callable
from dataclasses import dataclass

from .guide import process_mapping_guide
from .slides import stakeholder_grid
from .spreadsheets import five_s_checklist, run_chart_workbook
from .word import (
    a3_problem_solving,
    after_action_review,
    co_production_planner,
    pdsa_worksheet,
)

__all__ = ["DOCUMENTS", "DemoDocument"]


@dataclass(frozen=True)
class DemoDocument:
    """A file to download, and how to make it."""

    key: str
    title: str
    file_name: str
    summary: str
    build: Callable[[], bytes]
    language: str = "en-gb"


DOCUMENTS = {
    document.key: document
    for document in (
        DemoDocument(
            "a3-problem-solving",
            "A3 problem solving sheet",
            "a3-problem-solving.docx",
            "One A3 page with eight boxes, from the problem to what you learnt.",
            a3_problem_solving,
        ),
        DemoDocument(
            "5s-checklist",
            "5S checklist",
            "5s-checklist.xlsx",
            "Twenty questions in five rounds, with a score that adds itself up.",
            five_s_checklist,
        ),
        DemoDocument(
            "after-action-review",
            "After Action Review run sheet",
            "after-action-review.docx",
            "Four questions, timings and ground rules for whoever leads the review.",
            after_action_review,
        ),
        DemoDocument(
            "pdsa-worksheet",
            "PDSA worksheet",
            "pdsa-worksheet.docx",
            "One small test of change on two pages: plan, do, study, act.",
            pdsa_worksheet,
        ),
        DemoDocument(
            "process-mapping-guide",
            "Process mapping: a guide for whoever holds the pen",
            "process-mapping-guide.pdf",
            "How to prepare, run and write up a mapping session of two hours.",
            process_mapping_guide,
        ),
        DemoDocument(
            "stakeholder-grid",
            "Stakeholder grid",
            "stakeholder-grid.pptx",
            "Three slides: who to think of, where they stand, what you will do.",
            stakeholder_grid,
        ),
        DemoDocument(
            "run-chart-workbook",
            "Run chart workbook",
            "run-chart-workbook.xlsx",
            "Type in up to 30 values; the median and the chart draw themselves.",
            run_chart_workbook,
        ),
        DemoDocument(
            "co-production-planner",
            "Co-production planner",
            "co-production-planner.docx",
            "Plan with people, not for them: who, where, what each side brings, and when.",
            co_production_planner,
        ),
    )
}
