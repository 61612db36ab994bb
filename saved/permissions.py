"""What may be saved."""

from pages.models import (
    EventPage,
    InformationPage,
    StoryPage,
    ToolkitPage,
    ToolPage,
    VideoPage,
)

KEPT = (ToolPage, ToolkitPage, StoryPage, VideoPage, EventPage, InformationPage)


def can_be_saved(page):
    """Whether readers may keep this page: what is on a card of its own."""
    return isinstance(page, KEPT)
