"""The newest notes about a page, which come with the page itself: they cost no query of their own."""

from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from .models import DoneNote

MOST_ON_A_PAGE = 3
COLUMN = "newest_notes"
SHOWN = ["pk", "said", "did", "quote", "quoted_name", "published_at"]


def newest_notes():
    """What `pages.finding` asks for together with each page that is served."""
    notes = DoneNote.objects.published().on(OuterRef("pk"))
    shown = {name: name for name in SHOWN}
    return ArraySubquery(notes.values(shown=JSONObject(**shown))[:MOST_ON_A_PAGE])


def newest_notes_of(page):
    """The notes that came with a page, the newest first; none in a preview."""
    return [
        {**note, "published_at": datetime.fromisoformat(note["published_at"])}
        for note in getattr(page, COLUMN, [])
    ]
