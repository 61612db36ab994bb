"""What stands in the fells, as flat shapes."""

from .buildings import (
    barn,
    boxes_on,
    bunting,
    farmhouse,
    flag,
    health_centre,
    hut,
    marquee,
    smoke,
)
from .people import figure, person_from_above
from .plants_and_stones import (
    bare_tree,
    cairn,
    dry_stone_wall,
    larch,
    oak,
    reeds,
    sheep,
    tussocks,
    wood,
)
from .water_and_air import (
    paper_plane,
    rowing_boat,
    sailing_boat,
    speech_bubble,
)

__all__ = [
    "bare_tree",
    "barn",
    "boxes_on",
    "bunting",
    "cairn",
    "dry_stone_wall",
    "farmhouse",
    "figure",
    "flag",
    "health_centre",
    "hut",
    "larch",
    "marquee",
    "oak",
    "paper_plane",
    "person_from_above",
    "reeds",
    "rowing_boat",
    "sailing_boat",
    "sheep",
    "smoke",
    "speech_bubble",
    "tussocks",
    "wood",
]
