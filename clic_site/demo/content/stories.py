"""Stories of invented teams: the newest first."""

from .stories_of_places import STORIES_OF_PLACES
from .stories_of_work import STORIES_OF_WORK

STORIES = (*STORIES_OF_PLACES, *STORIES_OF_WORK)


def total(gain):
    """What all stories that readers can see add up to."""
    return sum(
        int(outcome.gained)
        for story in STORIES
        for outcome in story.outcomes
        if outcome.gain == gain and not story.is_submitted
    )
