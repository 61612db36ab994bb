"""The tools of the production system toolkit, in the order in which the toolkit shows them."""

from .finding_causes import A3_PROBLEM_SOLVING, DEMAND_ANALYSIS, FIVE_WHYS
from .keeping_order import FIVE_S, STANDARD_WORK, VISUAL_CONTROL
from .seeing_the_work import (
    CUSTOMER_JOURNEY,
    PROCESS_MAPPING,
    VALUE_STREAM_MAPPING,
    WASTE_WHEEL,
)
from .trying_and_measuring import PDSA_CYCLE, RUN_AND_SPC_CHARTS
from .working_with_people import AFTER_ACTION_REVIEW, RPIW, STAKEHOLDER_ANALYSIS

TOOLS = (
    FIVE_S,
    A3_PROBLEM_SOLVING,
    AFTER_ACTION_REVIEW,
    CUSTOMER_JOURNEY,
    PDSA_CYCLE,
    PROCESS_MAPPING,
    VALUE_STREAM_MAPPING,
    FIVE_WHYS,
    WASTE_WHEEL,
    DEMAND_ANALYSIS,
    STAKEHOLDER_ANALYSIS,
    RUN_AND_SPC_CHARTS,
    STANDARD_WORK,
    VISUAL_CONTROL,
    RPIW,
)
