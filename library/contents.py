"""Whether an upload is what the end of its name says, by what is in it."""

from codecs import getincrementaldecoder
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image

from .content_types import extension_of

# How a file of each kind begins: (offset, bytes).
_MP4 = (4, b"ftyp")
SIGNATURES = {
    "m4a": (_MP4,),
    "mp3": ((0, b"ID3"), (0, b"\xff\xfb"), (0, b"\xff\xf3"), (0, b"\xff\xf2")),
    "mp4": (_MP4,),
    "pdf": ((0, b"%PDF-"),),
    "rtf": ((0, b"{\\rtf"),),
    "webm": ((0, b"\x1a\x45\xdf\xa3"),),
}
# An Office file is a ZIP whose list of parts names the kind of its main one.
_OFFICE = "application/vnd.openxmlformats-officedocument"
OFFICE_PARTS = {
    "docx": f"{_OFFICE}.wordprocessingml.document.main+xml",
    "pptx": f"{_OFFICE}.presentationml.presentation.main+xml",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet.main+xml",
}
MACROS = ("macroEnabled", "vbaProject")
# An OpenDocument file is a ZIP that says what it is in a part of its own.
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
OPEN_DOCUMENT_KINDS = {
    "odp": f"{_OPEN_DOCUMENT}.presentation",
    "ods": f"{_OPEN_DOCUMENT}.spreadsheet",
    "odt": f"{_OPEN_DOCUMENT}.text",
}
TEXTS = {"csv", "txt"}
MAX_PART_BYTES = 1024 * 1024
CHUNK = 256 * 1024
# Nothing that can be read holds them; a tab and the ends of lines and pages are no such thing.
CONTROL_CHARACTERS = frozenset(map(chr, {*range(32), 127} - {9, 10, 11, 12, 13}))

OTHER_KIND = _(
    "This is not the kind of file its name says. Save it again from the program that made it."
)
HAS_MACROS = _(
    "This file holds macros, which readers' computers refuse. Save it again without them."
)
OTHER_ENCODING = _(
    "The letters of this file would be shown wrongly. Save it as UTF-8: in Excel choose "
    "“CSV UTF-8”, in other programs the encoding “UTF-8”."
)
NO_PICTURE = _("This is not a picture that can be shown. Choose a JPEG, PNG or WebP.")


def check_contents(file):
    """Refuse an upload whose contents are not what the end of its name says."""
    kind = extension_of(file.name)
    file.seek(0)
    try:
        if kind in SIGNATURES:
            _check_start(file, SIGNATURES[kind])
        elif kind in OFFICE_PARTS:
            _check_office(file, OFFICE_PARTS[kind])
        elif kind in OPEN_DOCUMENT_KINDS:
            _check_open_document(file, OPEN_DOCUMENT_KINDS[kind])
        elif kind in TEXTS:
            _check_text(file)
    finally:
        file.seek(0)


def check_picture(file, *, max_pixels):
    """Refuse an upload that is no picture, or one far too large to be opened."""
    file.seek(0)
    try:
        with Image.open(file, formats=["GIF", "JPEG", "PNG", "WEBP"]) as picture:
            width, height = picture.size
            picture.verify()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ValidationError(NO_PICTURE) from error
    finally:
        file.seek(0)
    if width * height > max_pixels:
        raise ValidationError(NO_PICTURE)


def _check_start(file, signatures):
    start = file.read(16)
    if not any(start[offset:].startswith(mark) for offset, mark in signatures):
        raise ValidationError(OTHER_KIND)


def _check_office(file, main_part):
    parts = _part(file, "[Content_Types].xml").decode("utf-8", "replace")
    if any(word in parts for word in MACROS):
        raise ValidationError(HAS_MACROS)
    if main_part not in parts:
        raise ValidationError(OTHER_KIND)


def _check_open_document(file, kind):
    if _part(file, "mimetype").strip() != kind.encode():
        raise ValidationError(OTHER_KIND)


def _part(file, name):
    """A small part of a ZIP; never more than a little of one that unpacks without end."""
    try:
        with ZipFile(file) as archive, archive.open(name) as part:
            return part.read(MAX_PART_BYTES)
    except (BadZipFile, KeyError, NotImplementedError, OSError, RuntimeError) as error:
        raise ValidationError(OTHER_KIND) from error


def _check_text(file):
    decoder = getincrementaldecoder("utf-8-sig")()
    while chunk := file.read(CHUNK):
        _check_letters(decoder, chunk)
    _check_letters(decoder, b"", final=True)


def _check_letters(decoder, chunk, *, final=False):
    try:
        text = decoder.decode(chunk, final)
    except UnicodeDecodeError as error:
        raise ValidationError(OTHER_ENCODING) from error
    if not CONTROL_CHARACTERS.isdisjoint(text):
        raise ValidationError(OTHER_KIND)
