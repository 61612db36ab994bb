"""How sure a share is, when only some of all readers have answered."""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

# Of a hundred such intervals, about ninety-five hold the true share.
CONFIDENCE = 0.95
# With fewer answers a share tells more of chance than of the page.
ENOUGH = 20


@dataclass(frozen=True)
class Interval:
    """From where to where a share may lie, each from 0 to 1."""

    low: float
    high: float


def wilson_interval(part, whole, confidence=CONFIDENCE):
    """The score interval of a share: between which two shares the true one most likely lies.

    Unlike the share plus and minus its error it never leaves 0 to 1, and it holds for few
    answers and for shares near the ends. Without any answers it says nothing: 0 to 1.

    E. B. Wilson, “Probable Inference, the Law of Succession, and Statistical Inference”,
    Journal of the American Statistical Association 22 (1927), 209–212. Recommended over the
    usual one by L. D. Brown, T. T. Cai and A. DasGupta, “Interval Estimation for a Binomial
    Proportion”, Statistical Science 16 (2001), 101–133.
    """
    if whole == 0:
        return Interval(0.0, 1.0)
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share = part / whole
    middle = share + z**2 / (2 * whole)
    spread = z * sqrt(share * (1 - share) / whole + z**2 / (4 * whole**2))
    shrunk = 1 + z**2 / whole
    return Interval(
        max(0.0, (middle - spread) / shrunk), min(1.0, (middle + spread) / shrunk)
    )


@dataclass(frozen=True)
class Share:
    """How many of those who answered said yes, and how sure that is."""

    part: int
    whole: int

    @property
    def rest(self):
        """How many said no."""
        return self.whole - self.part

    @property
    def is_enough(self):
        """Whether so many answered that the share says something."""
        return self.whole >= ENOUGH

    @property
    def percent(self):
        return round(100 * self.part / self.whole) if self.whole else None

    @property
    def interval(self):
        return wilson_interval(self.part, self.whole)

    @property
    def low_percent(self):
        return round(100 * self.interval.low)

    @property
    def high_percent(self):
        return round(100 * self.interval.high)
