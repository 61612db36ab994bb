"""Files for readers: documents at addresses that never change, and what pages show."""

import os
from stat import S_ISREG

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_safe
from wagtail.documents.models import document_served

from .access import document_restrictions, media_restrictions, refusal
from .content_types import UNKNOWN, content_type_of, extension_of
from .models import CLICDocument, DocumentVersion
from .serving import send_file

# Read in the browser; every other document is saved.
SHOWN_INLINE = {"pdf"}
# Names of resized pictures are never used again, so a browser need not ask again either.
FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "public, no-cache"
ONE_READER = "private, no-cache"


@require_safe
def document_download(request, slug):
    """Send the newest file of a document."""
    document = get_object_or_404(
        CLICDocument.objects.select_related("collection"), slug=slug
    )
    return _send_document(
        request,
        document,
        document.file,
        size=document.file_size,
        file_hash=document.file_hash,
        name=document.slug,
    )


@require_safe
def document_version_download(request, slug, version_id):
    """Send a file that a document held before (or holds now)."""
    version = get_object_or_404(
        DocumentVersion.objects.select_related("document__collection"),
        document__slug=slug,
        pk=version_id,
    )
    return _send_document(
        request,
        version.document,
        version.file,
        size=version.file_size,
        file_hash=version.file_hash,
        name=f"{version.document.slug}-{version.created_at:%Y-%m-%d}",
    )


@require_safe
def media_file(request, path):
    """Send a picture, a film, a sound or captions from the public storage."""
    restrictions = media_restrictions(path)
    if not all(restriction.accept_request(request) for restriction in restrictions):
        raise Http404
    local_path = _local_path(path)
    found = _stat(local_path)
    modified = int(found.st_mtime)
    content_type = content_type_of(path)
    headers = {
        "Content-Type": content_type,
        "Cache-Control": ONE_READER if restrictions else _public_caching(path),
    }
    if content_type == UNKNOWN:
        headers["Content-Disposition"] = "attachment"
    return send_file(
        request,
        lambda: open(local_path, "rb"),
        size=found.st_size,
        etag=f'"{modified:x}-{found.st_size:x}"',
        modified=modified,
        headers=headers,
    )


def _send_document(request, document, file, *, size, file_hash, name):
    restrictions = document_restrictions(document)
    if refused := refusal(request, restrictions):
        return refused
    document_served.send(sender=CLICDocument, instance=document, request=request)
    extension = extension_of(file.name)
    disposition = content_disposition_header(
        extension not in SHOWN_INLINE, f"{slugify(name)}.{extension}"
    )
    try:
        return send_file(
            request,
            lambda: file.storage.open(file.name, "rb"),
            size=size,
            etag=f'"{file_hash}"',
            headers={
                "Content-Type": content_type_of(file.name),
                "Content-Disposition": disposition,
                "Content-Security-Policy": "default-src 'none'",
                "Content-Language": document.language,
                "Cache-Control": ONE_READER if restrictions else ASK_AGAIN,
            },
        )
    except FileNotFoundError as error:
        raise Http404 from error


def _public_caching(path):
    return FOREVER if path.startswith("images/") else ASK_AGAIN


def _local_path(path):
    try:
        return default_storage.path(path)
    except (SuspiciousFileOperation, ValueError) as error:
        raise Http404 from error


def _stat(local_path):
    try:
        found = os.stat(local_path)
    except (OSError, ValueError) as error:
        raise Http404 from error
    if not S_ISREG(found.st_mode):
        raise Http404
    return found
