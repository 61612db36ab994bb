"""Every type of page an editor can make, one file a section."""

from .base import BasePage, PageTopic, PinnedPage
from .choosers import ToolChooserPage
from .difference import DifferencePage
from .events import EventIndexPage, EventPage
from .glossary import GlossaryPage, GlossaryTerm
from .home import HomePage
from .information import InformationPage
from .snippets import Menu, MenuItem, Team, Topic
from .stories import Gain, StoryIndexPage, StoryOutcome, StoryPage, StoryTool
from .toolkits import ToolkitIndexPage, ToolkitPage
from .tools import ToolPage, ToolTemplate
from .topics import TopicIndexPage
from .videos import ExternalVideoCheck, VideoIndexPage, VideoPage, VideoRecording

__all__ = [
    "BasePage",
    "DifferencePage",
    "EventIndexPage",
    "EventPage",
    "ExternalVideoCheck",
    "Gain",
    "GlossaryPage",
    "GlossaryTerm",
    "HomePage",
    "InformationPage",
    "Menu",
    "MenuItem",
    "PageTopic",
    "PinnedPage",
    "StoryIndexPage",
    "StoryOutcome",
    "StoryPage",
    "StoryTool",
    "Team",
    "ToolChooserPage",
    "ToolPage",
    "ToolTemplate",
    "ToolkitIndexPage",
    "ToolkitPage",
    "Topic",
    "TopicIndexPage",
    "VideoIndexPage",
    "VideoPage",
    "VideoRecording",
]
