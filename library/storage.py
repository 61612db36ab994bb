"""Where files lie, under which names, and when they go."""

from functools import partial
from pathlib import PurePosixPath
from secrets import token_hex

from django.core.files.storage import storages
from django.db import transaction
from django.utils.text import slugify


def document_storage():
    """The private storage of documents: only /downloads/ serves what is in it."""
    return storages["documents"]


def unused_name(folder, filename):
    """A name that no file has had or will have, so that browsers may keep what it stands for."""
    path = PurePosixPath(filename.replace("\\", "/"))
    stem = slugify(path.stem)[:50].strip("-") or "file"
    # The random part comes first: Wagtail cuts the end off the names of resized pictures.
    return f"{folder}/{token_hex(4)}-{stem}{path.suffix.lower()[:10]}"


def document_name(_instance, filename):
    return unused_name("documents", filename)


def preview_name(_instance, filename):
    return unused_name("previews", filename)


def media_name(_instance, filename):
    return unused_name("media", filename)


def thumbnail_name(_instance, filename):
    return unused_name("media_thumbnails", filename)


def caption_name(_instance, filename):
    return unused_name("captions", filename)


def delete_after_commit(*files):
    """Remove stored files once the change that lets go of them is certain."""
    for file in files:
        if file:
            transaction.on_commit(partial(file.storage.delete, file.name))
