"""The mail that tells a sender what readers were told because of their message."""

from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from pages.access import pages_readable_by
from pages.models.querysets import pages_of_any_type
from safeguards.letters import send_letter


def tell_sender(note):
    """Send the sender of the message a link to the note, in the language they read in."""
    item = note.item
    with translation.override(item.language):
        context = {
            "name": item.name,
            "reference": item.reference,
            "address": address_for_sender(note),
        }
        send_letter("feedback/note", context, to=item.email)


def address_for_sender(note):
    """Where the sender of the message reads the note; None without an address of theirs, or where they can't."""
    item, page = note.item, note.page
    if item is None or not item.email:
        return None
    if page is None:
        with translation.override(note.locale.language_code):
            return _absolute(f"{reverse('you_said_we_did')}#note-{note.pk}")
    if is_public(page) or (item.user and pages_readable_by(item.user, [page])):
        return _absolute(f"{page.get_url() or '/'}#note-{note.pk}")
    return None


def is_public(page):
    """Whether everyone may read a page."""
    return pages_of_any_type().live().public().filter(pk=page.pk).exists()


def _absolute(address):
    return urljoin(f"{settings.PUBLIC_URL}/", address)
