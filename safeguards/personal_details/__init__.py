"""Finding what could tell who a patient is, in typed text: docs/adr/0026."""

from .finder import find_details
from .findings import Finding, Kind, marked, without_details
from .hospital_numbers import patterns_in_use

__all__ = [
    "Finding",
    "Kind",
    "find_details",
    "marked",
    "patterns_in_use",
    "without_details",
]
