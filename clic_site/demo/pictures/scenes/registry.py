"""What a scene is, and the list that all of them enter."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from ..canvas import Canvas


@dataclass(frozen=True)
class Scene:
    """One illustration: its subject, its words for those who don't see it, its weather."""

    key: str
    title: str
    alt: str
    palette: str
    compose: Callable[[Canvas, Random], None]

    @property
    def file_name(self):
        return f"{self.key}.png"


SCENES: dict[str, Scene] = {}


def scene(key, title, palette, alt):
    """Enter the function below as the way to compose a scene."""

    def register(compose):
        SCENES[key] = Scene(key, title, alt, palette, compose)
        return compose

    return register
