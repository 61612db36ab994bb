"""Writes the copy of all that the site holds of somebody: a page to read, data for programs, and files."""

import json
import re
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.text import slugify

from .reading import Reader
from .registry import registered

# Raised when a key of the data changes its name or its meaning.
FORMAT = 1
PIECE = 64 * 1024


def write_copy(user, file):
    """Write the ZIP of everything that is held of this person, in their language."""
    language = user.language or settings.LANGUAGE_CODE
    with translation.override(language), ZipFile(file, "w", ZIP_DEFLATED) as archive:
        made = timezone.now()
        sections = [_section(archive, data, user, made) for data in _in_order()]
        index = render_to_string(
            "accounts/export_index.html",
            {
                "person": user,
                "made": made,
                "sections": sections,
                "colours": _colours(),
                "site_address": settings.PUBLIC_URL,
            },
        )
        archive.writestr("index.html", index)


def _in_order():
    """What each app holds, the account first."""
    return sorted(registered(), key=lambda data: data.key != "account")


def _section(archive, data, user, made):
    held = data.export(user)
    files = [
        _add_file(archive, data.key, number, name, stored)
        for number, (name, stored) in enumerate(data.files(user), start=1)
    ]
    path = f"data/{slugify(data.key)}.json"
    said = {
        "format": FORMAT,
        "about": data.key,
        "made": made.isoformat(),
        "holds": held,
        "files": files,
    }
    archive.writestr(path, json.dumps(said, ensure_ascii=False, indent=2))
    reader = Reader(data.labels, data.choices)
    return {
        "key": slugify(data.key),
        "title": data.title,
        "held": reader.read(held),
        "files": files,
        "path": path,
    }


def _add_file(archive, key, number, name, stored):
    """Put an uploaded file into the copy; one that was lost is named all the same."""
    path = f"files/{slugify(key)}/{number}-{_plain_name(stored.name)}"
    try:
        with (
            stored.storage.open(stored.name) as source,
            archive.open(path, "w") as target,
        ):
            while piece := source.read(PIECE):
                target.write(piece)
    except FileNotFoundError:
        path = None
    return {"name": str(name), "path": path}


def _plain_name(stored_name):
    """The last part of a file's name, in letters that every computer knows."""
    path = PurePosixPath(stored_name.replace("\\", "/"))
    ending = re.sub(r"[^a-z0-9.]", "", path.suffix.lower())[:10]
    return f"{slugify(path.stem)[:60] or 'file'}{ending}"


def _colours():
    """The site's colours and sizes, for light and for dark: the copy needs no network to look well."""
    tokens = Path(settings.BASE_DIR) / "static" / "css" / "tokens.css"
    return re.sub(r"/\*.*?\*/\s*", "", tokens.read_text(encoding="utf-8"), flags=re.S)
