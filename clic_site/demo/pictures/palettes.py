"""The colours of the illustrations: five flat tones each, and one accent."""

from dataclasses import dataclass

LAKE = "#12404d"
BRACKEN = "#a8420f"
AMBER = "#f2a65a"
PAPER = "#f6f4ee"


@dataclass(frozen=True)
class Palette:
    """Five tones from sky to foreground, and an accent that catches the eye."""

    sky: str
    far: str
    mid: str
    near: str
    deep: str
    accent: str

    @property
    def light(self):
        """The palest tone, which stands for white walls, snow and paper."""
        return max(self.tones, key=lambda tone: sum(rgb(tone)))

    @property
    def tones(self):
        return (self.sky, self.far, self.mid, self.near, self.deep)


def rgb(colour):
    """The three numbers of a colour such as ``#12404d``."""
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


PALETTES = {
    "dawn": Palette("#f8e4c6", "#a9c8c6", "#689fa5", "#2c6c79", LAKE, AMBER),
    "noon": Palette(PAPER, "#bcd6d8", "#7aabb0", "#3a7a82", LAKE, AMBER),
    "dusk": Palette("#f7cf9c", "#e29c68", "#a9604a", "#4c4a57", "#12303d", "#fff3dc"),
    "heather": Palette("#f6e9e2", "#d3bccb", "#a07f9f", "#5b557b", "#1d3a4c", AMBER),
    "bracken": Palette("#f8ecd8", "#eac391", "#cf8648", BRACKEN, LAKE, "#5f979c"),
    "winter": Palette("#c3d6da", PAPER, "#95b3bb", "#4d7784", LAKE, AMBER),
    "rain": Palette("#e4e6e0", "#b4c4c4", "#839fa3", "#496e78", "#163f4b", AMBER),
    "meadow": Palette("#f6f2dc", "#cdd9ae", "#92b188", "#477c6b", LAKE, BRACKEN),
}
