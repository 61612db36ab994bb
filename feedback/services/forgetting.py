"""What becomes of messages when their sender or a colleague leaves, or joins two accounts."""

import re

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from ..models import (
    DoneNote,
    FeedbackEvent,
    FeedbackItem,
    FeedbackMail,
    FeedbackNote,
    PageTask,
)
from ..models.pictures import picture_storage
from .states import change, take

State = FeedbackItem.State

NAME_REMOVED = _("[name removed]")
# What notes without their quotes and the consent to them say of these.
UNQUOTED = {"quote": "", "quoted_name": "", "consent": "", "consent_on": None}


@transaction.atomic
def hand_over(from_user, to_user):
    """Give what a member sent to another account of theirs; answers go to its address. How much it was."""
    items = FeedbackItem.objects.of(from_user).order_by()
    numbers = list(items.values_list("pk", flat=True))
    FeedbackItem.objects.filter(pk__in=numbers).update(user=to_user)
    FeedbackItem.objects.naming(from_user.email).update(email=to_user.email)
    FeedbackMail.objects.coming_from(from_user.email).update(from_address=to_user.email)
    return len(numbers)


@transaction.atomic
def forget_sender(user, *, keep_words):
    """Part a member from what they sent and did here: without their name, or without their words too.

    Returns of how many messages.
    """
    numbers = list(
        FeedbackItem.objects.of(user)
        .order_by("pk")
        .select_for_update()
        .values_list("pk", flat=True)
    )
    items = FeedbackItem.objects.filter(pk__in=numbers)
    if keep_words:
        make_nameless(items)
        DoneNote.objects.of(items).update(quoted_name="")
    else:
        delete_messages(items, with_tasks=True)
    # What somebody else sent on their behalf, and what they wrote about it from their address.
    FeedbackItem.objects.naming(user.email).update(
        name="", email="", version=F("version") + 1
    )
    FeedbackMail.objects.coming_from(user.email).delete()
    _forget_colleague(user, keep_words)
    return len(numbers)


def make_nameless(items, **fields):
    """Take off messages who sent them, also where it stands in words, and what shows or tells it.

    What a sender wrote back goes whole, since mails are signed, and so does the picture: one of
    a screen shows who is signed in. `fields` are changed beside. The rows are the caller's.
    """
    _strike_names(items)
    delete_pictures(items)
    mails = FeedbackMail.objects.of(items)
    mails.incoming().delete()
    mails.update(body=F("shown_body"), from_address="")
    items.update(
        user=None,
        name="",
        email="",
        picture="",
        # Personal details that were kept tell who somebody is as a name does.
        message=F("shown_message"),
        details=[],
        version=F("version") + 1,
        **fields,
    )


def delete_messages(items, *, with_tasks):
    """Delete messages with all that hangs on them.

    What was told to all readers stays in the editors' words; tasks on pages stay where they are
    still to be done, unless they go `with_tasks`. The rows are the caller's.
    """
    DoneNote.objects.of(items).update(**UNQUOTED)
    _strike_names(items)
    tasks = PageTask.objects.of(items)
    (tasks if with_tasks else tasks.done()).delete()
    delete_pictures(items)
    items.delete()


def delete_pictures(items):
    """Delete the files of these messages' pictures at once: no row tells of them afterwards."""
    storage = picture_storage()
    for name in items.exclude(picture="").values_list("picture", flat=True):
        storage.delete(name)


def _strike_names(items):
    """Take a sender's names and addresses, given or of their account, out of what was written about their message."""
    with_names = items.exclude(name="", email="", user=None)
    with_names = with_names.select_related("done_note", "user")
    for item in with_names.prefetch_related("notes", "mails", "tasks"):
        written = [
            (item, ["message", "shown_message", "waits_for"]),
            *((note, ["body"]) for note in item.notes.all()),
            *((mail, ["body", "shown_body"]) for mail in item.mails.all()),
            *((task, ["what"]) for task in item.tasks.all()),
        ]
        words = [item.name, item.email]
        if item.user:
            words += [item.user.display_name, item.user.email]
        for row, columns in written:
            _strike(row, columns, words)


def _strike(row, columns, words):
    """Put a mark in the place of these words in some columns of a row, where they stand there."""
    listed = "|".join(re.escape(word) for word in words if word)
    before = [getattr(row, column) for column in columns]
    for column in columns:
        length = row._meta.get_field(column).max_length
        text = re.sub(
            rf"(?<!\w)(?:{listed})(?!\w)",
            lambda _match: str(NAME_REMOVED),
            getattr(row, column),
            flags=re.IGNORECASE,
        )
        setattr(row, column, text[:length])
    if before != [getattr(row, column) for column in columns]:
        row.save(update_fields=columns)


def _forget_colleague(user, keep_words):
    """Part a colleague from messages: what they had in hand is new again, for somebody else.

    Answers and tasks are the team's and stay without them; so do notes, if words are to stay.
    """
    for item in FeedbackItem.objects.open().assigned_to(user).order_by("pk"):
        taken = take(item)
        change(
            taken,
            FeedbackEvent.Action.UNASSIGNED,
            state=State.NEW,
            assignee=None,
        )
    for model, column in [
        (FeedbackItem, "assignee"),
        (FeedbackItem, "handled_by"),
        (FeedbackMail, "author"),
        (PageTask, "made_by"),
        (PageTask, "done_by"),
        (DoneNote, "published_by"),
    ]:
        model.objects.filter(**{column: user}).update(**{column: None})
    notes = FeedbackNote.objects.filter(author=user)
    if keep_words:
        notes.update(author=None)
    else:
        notes.delete()
