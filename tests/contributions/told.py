"""What a reader might type, for tests."""

from uuid import uuid4


def typed(**changes):
    """The form as somebody fills it in, with only the boxes that must be."""
    return {
        "title": "Handover takes ten minutes less",
        "text": "We stood up.\n\nNow it is short.",
        "name_shown": "none",
        "submission": str(uuid4()),
        **changes,
    }


def told(**changes):
    """The same as it reaches the service."""
    return {
        "title": "Handover takes ten minutes less",
        "text": "We stood up.\n\nNow it is short.",
        "submission": uuid4(),
        **changes,
    }
