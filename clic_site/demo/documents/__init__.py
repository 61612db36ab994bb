"""The templates that readers of the demo site download: made on the spot, meant to be used."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from .cards import conversation_cafe_cards
from .decks import participation_ladder, stakeholder_grid, visual_control_board
from .guide import process_mapping_guide
from .word_improvement import (
    a3_problem_solving,
    after_action_review,
    customer_journey_map,
    five_whys_sheet,
    pdsa_worksheet,
    rpiw_planner,
    standard_work_sheet,
)
from .word_stories import CARDS, feedback_card, feedback_cards_easy_read
from .word_together import (
    co_production_planner,
    community_map_sheet,
    experience_interview_guide,
    plain_words_checklist,
)
from .workbooks_numbers import (
    benefits_calculator,
    demand_analysis_workbook,
    run_chart_workbook,
    value_stream_workbook,
)
from .workbooks_walking import (
    feedback_loop_tracker,
    five_s_checklist,
    five_s_questions,
    waste_walk_sheet,
)

__all__ = ["DOCUMENTS", "DemoDocument"]


@dataclass(frozen=True)
class DemoDocument:
    """A file to download, and how to make it; where it was changed, how it was before."""

    key: str
    title: str
    file_name: str
    build: Callable[[], bytes]
    language: str = "en"
    build_earlier: Callable[[], bytes] | None = None
    earlier_days_ago: int = 0
    what_changed: str = ""


DOCUMENTS = {
    document.key: document
    for document in (
        DemoDocument(
            "a3-problem-solving",
            "A3 problem solving sheet",
            "a3-problem-solving.docx",
            a3_problem_solving,
        ),
        DemoDocument(
            "5s-checklist",
            "5S checklist",
            "5s-checklist.xlsx",
            five_s_checklist,
            build_earlier=five_s_questions,
            earlier_days_ago=200,
            what_changed="The score adds itself up on a sheet of its own, and there are cards for the shelves.",
        ),
        DemoDocument(
            "after-action-review",
            "After Action Review run sheet",
            "after-action-review.docx",
            after_action_review,
        ),
        DemoDocument(
            "pdsa-worksheet", "PDSA worksheet", "pdsa-worksheet.docx", pdsa_worksheet
        ),
        DemoDocument(
            "process-mapping-guide",
            "Process mapping: a guide for whoever holds the pen",
            "process-mapping-guide.pdf",
            process_mapping_guide,
        ),
        DemoDocument(
            "stakeholder-grid",
            "Stakeholder grid",
            "stakeholder-grid.pptx",
            stakeholder_grid,
        ),
        DemoDocument(
            "run-chart-workbook",
            "Run chart workbook",
            "run-chart-workbook.xlsx",
            run_chart_workbook,
        ),
        DemoDocument(
            "customer-journey-map",
            "Customer journey map",
            "customer-journey-map.docx",
            customer_journey_map,
        ),
        DemoDocument(
            "value-stream-workbook",
            "Value-stream workbook",
            "value-stream-workbook.xlsx",
            value_stream_workbook,
        ),
        DemoDocument(
            "five-whys-sheet",
            "Five whys sheet",
            "five-whys-sheet.docx",
            five_whys_sheet,
        ),
        DemoDocument(
            "waste-walk-sheet",
            "Waste walk sheet",
            "waste-walk-sheet.xlsx",
            waste_walk_sheet,
        ),
        DemoDocument(
            "demand-analysis-workbook",
            "Demand analysis workbook",
            "demand-analysis-workbook.xlsx",
            demand_analysis_workbook,
        ),
        DemoDocument(
            "standard-work-sheet",
            "Standard work sheet",
            "standard-work-sheet.docx",
            standard_work_sheet,
        ),
        DemoDocument(
            "visual-control-board",
            "Visual control board",
            "visual-control-board.pptx",
            visual_control_board,
        ),
        DemoDocument("rpiw-planner", "RPIW planner", "rpiw-planner.docx", rpiw_planner),
        DemoDocument(
            "benefits-calculator",
            "Benefits calculator",
            "benefits-calculator.xlsx",
            benefits_calculator,
        ),
        DemoDocument(
            "co-production-planner",
            "Co-production planner",
            "co-production-planner.docx",
            co_production_planner,
        ),
        DemoDocument(
            "community-map-sheet",
            "Community map sheet",
            "community-map-sheet.docx",
            community_map_sheet,
        ),
        DemoDocument(
            "experience-interview-guide",
            "Experience interview guide",
            "experience-interview-guide.docx",
            experience_interview_guide,
        ),
        DemoDocument(
            "conversation-cafe-cards",
            "Conversation café: table cards",
            "conversation-cafe-cards.pdf",
            conversation_cafe_cards,
        ),
        DemoDocument(
            "plain-words-checklist",
            "Plain-words checklist",
            "plain-words-checklist.docx",
            plain_words_checklist,
        ),
        DemoDocument(
            "participation-ladder",
            "Ladder of participation",
            "participation-ladder.pptx",
            participation_ladder,
        ),
        DemoDocument(
            "feedback-loop-tracker",
            "Feedback tracker",
            "feedback-loop-tracker.xlsx",
            feedback_loop_tracker,
        ),
        DemoDocument(
            "feedback-card",
            CARDS["en-GB"]["title"],
            "feedback-card.docx",
            partial(feedback_card, "en-GB"),
        ),
        DemoDocument(
            "feedback-card-pl",
            CARDS["pl"]["title"],
            "feedback-card-pl.docx",
            partial(feedback_card, "pl"),
            language="pl",
        ),
        DemoDocument(
            "feedback-card-ar",
            CARDS["ar"]["title"],
            "feedback-card-ar.docx",
            partial(feedback_card, "ar"),
            language="ar",
        ),
        DemoDocument(
            "feedback-cards-easy-read",
            "Feedback cards: easy read",
            "feedback-cards-easy-read.docx",
            feedback_cards_easy_read,
        ),
    )
}
