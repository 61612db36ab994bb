"""What editors decided for the very words that somebody typed."""

from library.languages import primary

from ..words import searchable
from .question import Steering

NONE = Steering()


def steering_for(text, language, lists):
    """The Steering for a phrase, typed in whatever case and with whatever signs."""
    return lists.steering.get((primary(language), searchable(text)), NONE)
