"""What the worker makes of uploads: the first page of a PDF, the length and a still of a film."""

from django.core.files import File

from .apart import Crashed, TookTooLong, looked_into
from .models import CLICDocument, CLICMedia
from .storage import delete_after_commit, preview_name, thumbnail_name

PAGE_SECONDS = 20
FILM_SECONDS = 60


def picture_document(pk):
    """Keep a picture of the first page of a PDF, or why there is none; once for each file."""
    document = CLICDocument.objects.unpictured().filter(pk=pk).first()
    if document is None:
        return
    seen = {"pages": 0, "width": 0, "height": 0, "problem": ""}
    preview = ""
    try:
        with looked_into("library.first_page", document.file, seconds=PAGE_SECONDS) as (
            facts,
            picture,
        ):
            seen |= facts
            preview = _kept(document.preview, preview_name, picture)
    except TookTooLong:
        seen["problem"] = CLICDocument.Problem.TOO_MUCH
    except (Crashed, FileNotFoundError):
        seen["problem"] = CLICDocument.Problem.BROKEN
    _replace(
        CLICDocument.objects.filter(pk=pk, file=document.file.name),
        document.preview,
        preview,
        preview=preview,
        preview_width=seen["width"],
        preview_height=seen["height"],
        page_count=seen["pages"],
        preview_problem=seen["problem"],
        pictured_file=document.file.name,
    )


def measure_media(pk):
    """Keep the length and the size of a film, and a still of it where nobody chose one."""
    media = CLICMedia.objects.unmeasured().filter(pk=pk).first()
    if media is None:
        return
    facts, still = {}, ""
    is_still_ours = media.is_thumbnail_ours or not media.thumbnail
    try:
        with looked_into(
            "library.moving_picture", media.file, seconds=FILM_SECONDS
        ) as (facts, picture):
            if is_still_ours:
                still = _kept(media.thumbnail, thumbnail_name, picture)
    except (TookTooLong, Crashed, FileNotFoundError):
        # A film that nobody can look into may still be one that browsers play.
        pass
    found = {
        name: facts[name]
        for name in ("duration", "width", "height")
        if facts.get(name) and not getattr(media, name)
    }
    if is_still_ours:
        found |= {"thumbnail": still, "is_thumbnail_ours": bool(still)}
    _replace(
        CLICMedia.objects.filter(pk=pk, file=media.file.name),
        media.thumbnail if is_still_ours else None,
        still,
        measured_file=media.file.name,
        **found,
    )


def _kept(field_file, name, picture):
    """The name under which a picture was stored; empty where none was drawn."""
    if not picture.exists():
        return ""
    with picture.open("rb") as drawn:
        return field_file.storage.save(name(None, "picture.webp"), File(drawn))


def _replace(row, before, name, **values):
    """Note what was found, unless the row has another file by now."""
    storage = before.storage if before is not None else None
    if row.update(**values):
        if before:
            delete_after_commit(before)
    elif name:
        storage.delete(name)
