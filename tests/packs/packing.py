"""How tests ask for packs, and what stands in the PDFs that they get."""

from io import BytesIO

import pikepdf
import pypdfium2
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from packs.content import pack_content
from packs.forms import PackForm
from packs.selection import selection_of
from tests.factories import ToolPageFactory


def tool_with_steps(*, minutes=(10, 20), **fields):
    """A tool whose steps take so many minutes each, with materials and notes."""
    steps = [
        {
            "title": f"Step {number}",
            "text": "<p>How it is done.</p>",
            "minutes": length,
            "materials": f"Pens for step {number}",
            "facilitator_note": f"<p>Whispered {number}</p>",
        }
        for number, length in enumerate(minutes, start=1)
    ]
    return ToolPageFactory(steps=[("steps", {"steps": steps})], **fields)


def asked(tools, user=None, **options):
    """A request for the pack of these tools."""
    query = {"tool": [tool.pk for tool in tools], **options}
    request = RequestFactory().get("/packs/", query)
    request.user = user or AnonymousUser()
    request.session = {}
    return request


def content_of(*tools, **options):
    """What the pack of these tools says."""
    request = asked(tools, **options)
    return pack_content(request, selection_of(request), PackForm(request.GET))


def texts_of(pdf):
    """The text of each page."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_bounded() for page in document]


def text_of(pdf):
    """All text of a PDF in one line."""
    return " ".join(" ".join(texts_of(pdf)).split())


def bookmarks_of(pdf):
    """The titles of the bookmarks, with how deep each lies."""
    document = pypdfium2.PdfDocument(pdf)
    return [(mark.get_title(), mark.level) for mark in document.get_toc()]


class Structure:
    """What a PDF tells those who can't see it."""

    def __init__(self, pdf):
        self.pdf = pikepdf.open(BytesIO(pdf))
        self.root = self.pdf.Root

    @property
    def elements(self):
        """Every element of the tree of structure."""
        return list(self._below(self.root.StructTreeRoot))

    def of_kind(self, kind):
        return [element for element in self.elements if element.get("/S") == kind]

    def _below(self, element):
        children = element.get("/K", [])
        for child in children if isinstance(children, pikepdf.Array) else [children]:
            if isinstance(child, pikepdf.Dictionary) and "/S" in child:
                yield child
                yield from self._below(child)
