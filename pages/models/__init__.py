"""Every type of page an editor can make, one file a section."""

from .base import BasePage, PageTopic
from .events import EventIndexPage, EventPage
from .home import HomePage
from .information import InformationPage
from .snippets import Menu, MenuItem, Team, Topic
from .stories import StoryIndexPage, StoryOutcome, StoryPage, StoryTool
from .toolkits import ToolkitIndexPage, ToolkitPage
from .tools import ToolPage, ToolTemplate
from .videos import VideoIndexPage, VideoPage

__all__ = [
    "BasePage",
    "EventIndexPage",
    "EventPage",
    "HomePage",
    "InformationPage",
    "Menu",
    "MenuItem",
    "PageTopic",
    "StoryIndexPage",
    "StoryOutcome",
    "StoryPage",
    "StoryTool",
    "Team",
    "ToolPage",
    "ToolTemplate",
    "ToolkitIndexPage",
    "ToolkitPage",
    "Topic",
    "VideoIndexPage",
    "VideoPage",
]
