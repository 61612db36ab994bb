"""The index, its words, what editors make of searches, and which ones there were."""

from .copies import OverdueCopy
from .findables import Findable
from .log import LoggedSearch
from .state import IndexState
from .steering import SteeredPhrase, SteeredResult
from .synonyms import SynonymSet
from .weekly_mails import WeeklyMailRefusal
from .words import IndexedWord

__all__ = [
    "Findable",
    "IndexState",
    "IndexedWord",
    "LoggedSearch",
    "OverdueCopy",
    "SteeredPhrase",
    "SteeredResult",
    "SynonymSet",
    "WeeklyMailRefusal",
]
