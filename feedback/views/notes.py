"""“You said, we did”: what became of messages, for everyone to read."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from pages.feeds import SECTIONS

from ..models import DoneNote

NOTES_ON_A_PAGE = 10


@require_safe
def you_said_we_did(request, section=None, number=1):
    """One page of the notes in the reader's language: all, or those about pages of one section."""
    notes = DoneNote.objects.public().of_language(get_language())
    if section is not None:
        if section not in SECTIONS:
            raise Http404
        _title, types = SECTIONS[section]
        notes = notes.of_types(types)
    notes = notes.select_related("page__locale")
    paginator = Paginator(notes, NOTES_ON_A_PAGE)
    if not 1 <= number <= paginator.num_pages:
        raise Http404
    listing = paginator.page(number)
    context = {
        "notes": [_with_page(request, note) for note in listing.object_list],
        "listing": listing,
        "numbers": paginator.get_elided_page_range(number),
        "sections": [(name, title) for name, (title, _types) in SECTIONS.items()],
        "chosen": section,
        "base": reverse("you_said_we_did", args=[section] if section else []),
    }
    return render(request, "feedback/notes.html", context)


def _with_page(request, note):
    """The note with what is shown of its page, which everyone may read."""
    if note.page is not None:
        note.section = note.page.specific_class.section
        note.about = {
            "title": note.page.title,
            "address": note.page.get_url(request),
        }
    return note
