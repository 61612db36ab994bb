"""The illustrations of the demo site: one family of fells and lakes, drawn by this code."""

import random

from .canvas import HEIGHT, WIDTH, Canvas
from .palettes import PALETTES
from .scenes import SCENES, Scene

__all__ = ["SCENES", "Scene", "draw_scene", "landscape"]


def landscape(seed, *, scene, width=WIDTH, height=HEIGHT):
    """The PNG of a scene; another seed shapes other fells around the same subject."""
    return draw_scene(seed, scene=scene, width=width, height=height).png()


def draw_scene(seed, *, scene, width=WIDTH, height=HEIGHT):
    """The canvas of a scene, for those who print it in another format."""
    subject = SCENES[scene]
    canvas = Canvas(PALETTES[subject.palette], width, height)
    # Chance that repeats itself is wanted here: the same seed must draw the same fells.
    subject.compose(canvas, random.Random(f"{scene}:{seed}"))  # noqa: S311
    return canvas
