"""Pictures that readers send, with what they said about them."""

from dataclasses import dataclass

from django.core.files.base import ContentFile


@dataclass(frozen=True)
class Picture:
    """A picture as its sender gave it, with what they said about it."""

    file: ContentFile
    description: str
    shows_people: bool
    consent_record: str
