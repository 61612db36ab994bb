"""“You said, we did”: telling all readers what became of a message, and taking it back."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale

from ..models import DoneNote, FeedbackEvent, FeedbackItem
from ..models.linking import group_of
from ..note_mails import address_for_sender, tell_sender
from ..permissions import can_publish_note
from .deciding import mark_done
from .states import log, take

Action = FeedbackEvent.Action
State = FeedbackItem.State

# Nobody meant spam for us.
TOLD_OF = {*FeedbackItem.OPEN, State.DONE}


class NoteChangedMeanwhile(Exception):
    """Someone else was quicker: `note` is not as whoever acts saw it, and shows how it is."""

    def __init__(self, note):
        super().__init__(note and note.pk)
        self.note = note


@transaction.atomic
def publish_note(item, *, by, marks_done=False, tells_sender=False, **words):
    """Publish what was said and done, on the message's page and on the page of all notes.

    `words` are the columns of the note. The same note sent twice is published once; where another
    is there already, NoteChangedMeanwhile is raised.
    """
    if not can_publish_note(by):
        raise PermissionDenied
    item = take(item, expected=TOLD_OF)
    standing = DoneNote.objects.about(item).first()
    if standing is not None:
        if standing.is_published and standing.says(words):
            return standing
        raise NoteChangedMeanwhile(standing)
    note = DoneNote.objects.create(
        item=item,
        page=item.page,
        locale=_language_of(item),
        published_by=by,
        **words,
    )
    is_told = tells_sender and address_for_sender(note) is not None
    log(item, Action.PUBLISHED, by=by, codes=["told"] * is_told, other=note)
    if is_told:
        tell_sender(note)
    if marks_done and item.is_open:
        mark_done(item, by=by)
    return note


@transaction.atomic
def change_note(note, *, by, seen, **words):
    """Say it otherwise; the note keeps its place and its day. Raises NoteChangedMeanwhile."""
    note = _take(note, by, seen)
    if note.says(words):
        return note
    if note.item is not None:
        # A colleague may have found out since which page it is about.
        words["page"] = note.item.page
        words["locale"] = _language_of(note.item)
    return _change(note, Action.CHANGED_NOTE, by, **words)


@transaction.atomic
def withdraw_note(note, *, by, seen):
    """Take a note back: readers see it no longer. Raises NoteChangedMeanwhile."""
    note = _take(note, by, seen, is_published=True)
    return _change(note, Action.WITHDRAWN, by, withdrawn_at=timezone.now())


@transaction.atomic
def publish_again(note, *, by, seen):
    """Show a note that was taken back, in its old place. Raises NoteChangedMeanwhile."""
    note = _take(note, by, seen, is_published=False)
    return _change(note, Action.PUBLISHED, by, withdrawn_at=None)


@transaction.atomic
def page_goes(page):
    """Take back the notes about a page that is deleted: it may have been one that not everyone could read."""
    for note in DoneNote.objects.on(page.pk).published().select_related("item"):
        _change(
            note,
            Action.WITHDRAWN,
            None,
            codes=["page_deleted"],
            withdrawn_at=timezone.now(),
        )


def texts_of_sender(item):
    """All that the sender wrote, and those who said the same."""
    told = list(group_of(item))
    texts = [each.message for each in told]
    for each in told:
        texts += [mail.body for mail in each.mails.all() if mail.is_incoming]
    return texts


def names_of_sender(item):
    """By which names the sender is known, and those who said the same."""
    told = list(group_of(item).select_related("user"))
    names = [each.name for each in told]
    names += [each.user.display_name for each in told if each.user]
    return [name for name in names if name]


def _take(note, by, seen, is_published=None):
    if not can_publish_note(by):
        raise PermissionDenied
    found = DoneNote.objects.locked(note.pk)
    if found is None or found.version != seen:
        raise NoteChangedMeanwhile(found)
    if is_published not in {None, found.is_published}:
        raise NoteChangedMeanwhile(found)
    return found


def _change(note, action, by, codes=(), **fields):
    for name, value in {**fields, "version": note.version + 1}.items():
        setattr(note, name, value)
    note.save(update_fields=[*fields, "version"])
    log(_message_of(note), action, by=by, codes=codes, other=note)
    return note


def _message_of(note):
    """The message of a note; of one that is deleted, its number is all that is known."""
    if note.item is not None:
        return note.item
    number = FeedbackEvent.objects.publishing(note).values_list("item_id", flat=True)
    return FeedbackItem(pk=number.first())


def _language_of(item):
    """In which language a note stands: that of its page, else the sender's, else the site's own."""
    if item.page is not None:
        return item.page.locale
    in_theirs = Locale.objects.filter(language_code=item.language).first()
    return in_theirs or Locale.get_default()
