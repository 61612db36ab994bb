"""What the worker reads in uploads: their words, page by page, so that search finds them."""

from django.db import transaction
from django.dispatch import Signal

from .apart import Crashed, TookTooLong, looked_into
from .content_types import extension_of
from .file_text import READERS
from .models import CLICDocument, FileText

READING_SECONDS = 60

# Sent with `document`, in the transaction that keeps its words.
document_read = Signal()


def read_document(pk):
    """Keep the words of a document's file, or why there are none; once for each file."""
    document = CLICDocument.objects.unread().filter(pk=pk).first()
    if document is not None:
        pages, problem = _words_of(document.file)
        _keep(document, pages, problem)


def _words_of(file):
    if extension_of(file.name) not in READERS:
        return [], ""
    try:
        with looked_into("library.file_text", file, seconds=READING_SECONDS) as (
            found,
            _picture,
        ):
            return found.get("pages", []), found["problem"]
    except TookTooLong:
        return [], CLICDocument.TextProblem.TOO_MUCH
    except (Crashed, FileNotFoundError):
        return [], CLICDocument.TextProblem.BROKEN


@transaction.atomic
def _keep(document, pages, problem):
    """Note what was read, unless the document has another file by now."""
    name = document.file.name
    row = CLICDocument.objects.filter(pk=document.pk, file=name)
    if not row.update(read_file=name, text_problem=problem):
        return
    document.texts.all().delete()
    FileText.objects.bulk_create(
        FileText(
            document=document,
            file=name,
            number=page["number"],
            name=page["name"][: FileText.MAX_NAME],
            text=page["text"],
        )
        for page in pages
    )
    document_read.send(CLICDocument, document=document)
