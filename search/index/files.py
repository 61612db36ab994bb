"""Files that a page offers, with what is said on each of their pages, slides or sheets."""

from collections import defaultdict
from dataclasses import dataclass
from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef
from django.utils import timezone
from wagtail.models import (
    Page,
    ReferenceIndex,
)

from library.content_types import extension_of
from library.languages import primary
from library.models import CLICDocument, FileText
from pages.models import PageTopic, StoryPage, ToolPage
from pages.models.querysets import pages_of_any_type

from ..models import Findable

MOST_LETTERS_OF_NAMES = 20_000
# Whose pages, slides or sheets are worth telling apart.
PAGED = {"odp", "ods", "pdf", "pptx", "xlsx"}


@dataclass(frozen=True)
class Place:
    """Where a file is offered: the path and the title of the page, and what it is about."""

    path: str
    title: str = ""
    topics: tuple[int, ...] = ()
    settings: tuple[int, ...] = ()


def key_of(number):
    """How the index calls a file."""
    return f"file:{number}"


def ids():
    """All documents: which of them a page offers is known of those that are asked about."""
    return CLICDocument.objects.order_by("pk").values_list("pk", flat=True)


def rows_for(ids):
    """The rows of some documents, as far as a published page offers them."""
    places = places_of(ids)
    documents = CLICDocument.objects.filter(pk__in=places).select_related("collection")
    texts = defaultdict(list)
    for text in FileText.objects.filter(document__in=places).of_newest_files():
        texts[text.document_id].append(text)
    return [
        row
        for document in documents.order_by("pk")
        for row in _rows_of(document, places[document.pk], texts[document.pk])
    ]


def places_of(ids):
    """Where each of some documents is offered, by its id; those that no live page offers are left out.

    Of several pages it is one that everybody may read, and in the document's own language,
    where there is one.
    """
    languages = dict(
        CLICDocument.objects.filter(pk__in=ids).values_list("pk", "language")
    )
    offers = defaultdict(list)
    for document, page in _offers(languages):
        offers[document].append(page)
    best = {
        document: min(pages, key=partial(_last_choice, languages[document]))
        for document, pages in offers.items()
    }
    topics, settings = _about({page.pk for page in best.values()})
    return {
        document: Place(page.path, page.title, topics[page.pk], settings[page.pk])
        for document, page in best.items()
    }


def offered_by(pages):
    """The documents that any of some pages, by their ids, offers as it is stored: their ids."""
    references = _references_to_files().filter(object_id__in=map(str, pages))
    return {int(number) for number in references.values_list("to_object_id", flat=True)}


def offered_below(page):
    """The same for a page and all below it."""
    branch = Page.objects.descendant_of(page, inclusive=True)
    return offered_by(branch.values_list("pk", flat=True))


def _last_choice(language, page):
    """What speaks against a page as the place of a file in some language, the worst first."""
    is_in_another = primary(page.locale.language_code) != primary(language)
    return not page.is_open, is_in_another, page.alias_of_id is not None, page.path


def _offers(ids):
    """Which live page offers which document: pairs of a document's id and a page."""
    references = _references_to_files().filter(to_object_id__in=map(str, ids))
    found = references.values_list("to_object_id", "object_id").distinct()
    pairs = [(int(document), int(page)) for document, page in found]
    is_open = Exists(pages_of_any_type().public().filter(pk=OuterRef("pk")))
    pages = Page.objects.live().filter(pk__in={page for _document, page in pairs})
    pages = pages.annotate(is_open=is_open).select_related("locale").in_bulk()
    return [(document, pages[page]) for document, page in pairs if page in pages]


def _references_to_files():
    types = ContentType.objects.get_for_models(
        Page, CLICDocument, for_concrete_models=False
    )
    return ReferenceIndex.objects.filter(
        base_content_type=types[Page], to_content_type=types[CLICDocument]
    )


def _about(pages):
    """The topics and the settings of pages, by the pages' ids."""
    topics, settings = defaultdict(tuple), defaultdict(tuple)
    for found, rows in [
        (topics, PageTopic.objects.filter(page__in=pages).values_list("page", "topic")),
        (
            settings,
            ToolPage.objects.filter(
                pk__in=pages, care_settings__isnull=False
            ).values_list("pk", "care_settings"),
        ),
        (
            settings,
            StoryPage.objects.filter(
                pk__in=pages, care_setting__isnull=False
            ).values_list("pk", "care_setting"),
        ),
    ]:
        for page, number in rows.order_by(*rows.query.values_select):
            found[page] += (number,)
    return topics, settings


def _rows_of(document, place, texts):
    head = Findable(
        key=key_of(document.pk),
        kind=Findable.Kind.FILE,
        document_id=document.pk,
        title=document.title,
        # Who looks for a tool by its name looks for its template, too.
        headings=_names([place.title, *(text.name for text in texts)]),
        text="\n".join(text.text for text in texts),
        language=primary(document.language),
        date=timezone.localdate(document.file_changed_at),
        topics=list(place.topics),
        settings=list(place.settings),
        address=document.url,
        path=place.path,
        collection_path=document.collection.path,
    )
    has_more = any(text.number > 1 for text in texts)
    is_told_apart = has_more and extension_of(document.file.name) in PAGED
    return [head, *(_page_row(head, text) for text in texts if is_told_apart)]


def _page_row(head, text):
    # Browsers open a PDF at a page; other programs know no such address.
    is_pdf = extension_of(text.file) == "pdf"
    return Findable(
        key=f"{head.key}/{text.number}",
        head_key=head.key,
        kind=Findable.Part.FILE_PAGE,
        position=text.number,
        document_id=head.document_id,
        title=text.name,
        text=text.text,
        language=head.language,
        date=head.date,
        address=f"{head.address}#page={text.number}" if is_pdf else head.address,
        path=head.path,
        collection_path=head.collection_path,
    )


def title_in(headings):
    """The title of the page that offers a file, from the headings of its head."""
    return headings.partition("\n")[0]


def _names(names):
    """The names of the page that offers a file, of slides and sheets, each once."""
    return "\n".join(dict.fromkeys(filter(None, names)))[:MOST_LETTERS_OF_NAMES]
