"""What one reader saved and told, in each of its states."""

from datetime import timedelta
from uuid import uuid4

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import User
from contributions.services import receive_contribution, turn_down
from library.services import add_document, replace_document_file
from pages.models import InformationPage, StoryPage, ToolPage, ToolTemplate, VideoPage
from saved.models import SavedPage
from saved.services import save_page
from tests.browser.people import EDITOR, KEEPER

TITLE = "Sheets where you need them"


def add_what_a_reader_keeps():
    """Saved pages of several kinds, with news of all kinds and one page that is gone; the tool's id."""
    reader = User.objects.get(email=KEEPER)
    tool = ToolPage.objects.get(slug="visual-control")
    passing = InformationPage.objects.get(slug="about", locale__language_code="en-gb")
    passing = passing.add_child(
        instance=InformationPage(title="For a day", slug="for-a-day", summary="Gone.")
    )
    story, video = StoryPage.objects.live().first(), VideoPage.objects.live().first()
    for page in (tool, story, video, passing):
        save_page(reader, page)
    SavedPage.objects.of(reader).update(looked_at=timezone.now() - timedelta(days=9))
    passing.delete()
    story.save_revision().publish()
    document = add_document(title="Card", file=ContentFile(b"Old", name="card.txt"))
    ToolTemplate.objects.create(tool=tool, document=document)
    replace_document_file(
        document, file=ContentFile(b"New", name="card.txt"), what_changed="Larger"
    )
    return tool.pk


def add_what_a_reader_told():
    """One contribution that waits, and one that was turned down."""
    reader = User.objects.get(email=KEEPER)
    tool = ToolPage.objects.get(slug="visual-control")
    for title in (TITLE, "Not for the site"):
        told = receive_contribution(
            sender=reader,
            tool=tool,
            submission=uuid4(),
            title=title,
            text="We put the cards up.\n\nNobody runs for sheets now.",
            measure="walks a shift",
            before=12,
            after=3,
        )
    editor = User.objects.get(email=EDITOR)
    turn_down(told, answer="Thank you. Please tell us more about it.", by=editor)
