"""What kinds of file the library keeps, what they are called and how they are sent."""

from django.utils.translation import gettext_lazy as _

# Nothing else is ever sent by its type: an unknown kind of file is a download of bytes, so
# that no upload can act as a page of the site. The system's own list differs by machine.
CONTENT_TYPES = {
    "avif": "image/avif",
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "png": "image/png",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "rtf": "application/rtf",
    "txt": "text/plain; charset=utf-8",
    "vtt": "text/vtt; charset=utf-8",
    "webm": "video/webm",
    "webp": "image/webp",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
UNKNOWN = "application/octet-stream"

DOCUMENT_TYPES = {
    "csv": "CSV",
    "docx": "Word",
    "odp": _("OpenDocument slides"),
    "ods": _("OpenDocument spreadsheet"),
    "odt": _("OpenDocument text"),
    "pdf": "PDF",
    "pptx": "PowerPoint",
    "rtf": "RTF",
    "txt": _("Plain text"),
    "xlsx": "Excel",
}


def extension_of(name):
    """The ending of a file's name, in small letters: "pdf"."""
    _stem, dot, ending = name.rpartition("/")[2].rpartition(".")
    return ending.lower() if dot else ""


def content_type_of(name):
    """The type a file is sent as, by its ending."""
    return CONTENT_TYPES.get(extension_of(name), UNKNOWN)


def type_label_of(name):
    """What readers call a kind of file, by its ending: “Word”, “PDF”."""
    extension = extension_of(name)
    return DOCUMENT_TYPES.get(extension, extension)
