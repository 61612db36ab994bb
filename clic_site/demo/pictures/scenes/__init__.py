"""Every scene of the family: what it shows, in which weather, and how it is composed."""

from . import (
    events,
    home,
    places,
    stories,
    tools_at_work,
    tools_on_the_way,
    videos,
)
from .registry import SCENES, Scene

__all__ = [
    "SCENES",
    "Scene",
    "events",
    "home",
    "places",
    "stories",
    "tools_at_work",
    "tools_on_the_way",
    "videos",
]
