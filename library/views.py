"""Files for readers: documents at addresses that never change, and what pages show."""

import os
from contextlib import contextmanager
from datetime import timedelta
from stat import S_ISREG

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe
from wagtail.documents.models import document_served

from .access import document_restrictions, public_file, refusal
from .content_types import UNKNOWN, content_type_of, extension_of
from .counting import is_download, note_download
from .models import CLICDocument, DocumentVersion
from .serving import disposition, send_file

# Read in the browser; every other document is saved.
SHOWN_INLINE = {"pdf"}
# Names of resized pictures are never used again, so a browser need not ask again either.
FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "public, no-cache"
ONE_READER = "private, no-cache"


@require_safe
def document_download(request, slug):
    """Send the newest file of a document."""
    document = _document_or_404(slug)
    return _send_document(
        request,
        document,
        document.file,
        size=document.file_size,
        file_hash=document.file_hash,
        changed_at=document.file_changed_at,
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
        changed_at=version.created_at,
        of_day=f"-{localtime(version.created_at):%Y-%m-%d}",
    )


@require_safe
def document_versions(request, slug):
    """List what a document has held, with the day and what changed."""
    document = _document_or_404(slug)
    if refused := refusal(request, document_restrictions(document)):
        return refused
    return render(
        request,
        "library/versions.html",
        {"document": document, "versions": document.versions.all()},
    )


@require_safe
def document_preview(request, slug):
    """Send a picture of a PDF's first page to those who may read the PDF."""
    document = _document_or_404(slug)
    restrictions = document_restrictions(document)
    may_read = all(restriction.accept_request(request) for restriction in restrictions)
    if not may_read or not document.has_preview:
        raise Http404
    with _missing_is_404():
        return send_file(
            request,
            lambda: document.preview.storage.open(document.preview.name, "rb"),
            size=document.preview.size,
            etag=f'"{document.preview.name}"',
            headers={
                "Content-Type": content_type_of(document.preview.name),
                "Cache-Control": ONE_READER if restrictions else ASK_AGAIN,
            },
        )


@require_safe
def media_file(request, path):
    """Send a picture, a film, a sound or captions from the public storage."""
    asked = public_file(path)
    restrictions = asked.restrictions
    if not all(restriction.accept_request(request) for restriction in restrictions):
        raise Http404
    local_path = _local_path(path)
    found = _stat(local_path)
    modified = int(found.st_mtime)
    content_type = content_type_of(path)
    headers = {
        "Content-Type": content_type,
        "Cache-Control": ONE_READER if restrictions else _public_caching(path, asked),
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


def _document_or_404(slug):
    return get_object_or_404(
        CLICDocument.objects.select_related("collection"), slug=slug
    )


def _send_document(request, document, file, *, size, file_hash, changed_at, of_day=""):
    restrictions = document_restrictions(document)
    if refused := refusal(request, restrictions):
        return refused
    document_served.send(sender=CLICDocument, instance=document, request=request)
    extension = extension_of(file.name)
    with _missing_is_404():
        response = send_file(
            request,
            lambda: file.storage.open(file.name, "rb"),
            size=size,
            etag=f'"{file_hash}"',
            modified=_modified(changed_at),
            headers={
                "Content-Type": content_type_of(file.name),
                "Content-Disposition": disposition(
                    f"{document.title}{of_day}",
                    f"{document.slug}{of_day}",
                    extension,
                    inline=extension in SHOWN_INLINE,
                ),
                "Content-Security-Policy": "default-src 'none'",
                "Content-Language": document.language,
                "Cache-Control": ONE_READER if restrictions else ASK_AGAIN,
            },
        )
    if is_download(request, response):
        note_download(document)
    return response


def _modified(changed_at):
    """When a file changed, unless within this second it may change once more unnoticed."""
    is_settled = timezone.now() - changed_at > timedelta(seconds=2)
    return int(changed_at.timestamp()) if is_settled else None


@contextmanager
def _missing_is_404():
    try:
        yield
    except FileNotFoundError as error:
        raise Http404 from error


def _public_caching(path, asked):
    # People may withdraw their consent: no cache shall go on showing them.
    is_forever = path.startswith("images/") and not asked.shows_people
    return FOREVER if is_forever else ASK_AGAIN


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
