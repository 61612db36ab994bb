"""What readers look for is found, and stands on top: measured on the demo as it is really started."""

import json
from statistics import mean

from bench.relevance import HALVES
from tests.browser.inside import run_inside

MEASURE = """
import json
from bench.relevance import found_for, measure

half = measure("{half}", found_for)
print(json.dumps(half))
"""
# Of all questions, and of each half: other tests have published pages into the same site by now.
LEAST_NDCG, LEAST_OF_A_HALF, LEAST_NAMES_FIRST = 0.85, 0.83, 0.9


def test_judged_questions_are_answered_well(site):
    halves = [
        json.loads(run_inside(site, MEASURE.format(half=half))) for half in HALVES
    ]
    for figures in halves:
        assert figures["questions"] >= 60
        assert figures["ndcg"] >= LEAST_OF_A_HALF, figures["weakest"]
        assert figures["names_first"] >= LEAST_NAMES_FIRST, figures["weakest"]
    assert mean(figures["ndcg"] for figures in halves) >= LEAST_NDCG
