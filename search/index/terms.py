"""The words that the glossary explains."""

from urllib.parse import quote

from library.languages import primary
from pages.models import GlossaryPage, GlossaryTerm

from ..models import Findable
from .landmarks import landmarks
from .pages import address_of


def key_of(number):
    """How the index calls a term."""
    return f"term:{number}"


def ids():
    """All terms."""
    return GlossaryTerm.objects.order_by("pk").values_list("pk", flat=True)


def rows_for(ids):
    """The rows of some terms, where a page shows them."""
    glossaries = landmarks(GlossaryPage)
    terms = GlossaryTerm.objects.filter(pk__in=ids).select_related("locale")
    return [
        _row_of(term, glossaries[term.locale_id])
        for term in terms
        if term.locale_id in glossaries
    ]


def _row_of(term, glossary):
    return Findable(
        key=key_of(term.pk),
        kind=Findable.Kind.TERM,
        term=term,
        title=term.term,
        other_names="\n".join(term.also_called),
        summary=term.definition,
        language=primary(term.locale.language_code),
        address=f"{address_of(glossary)}#{quote(term.slug)}",
        path=glossary.path,
    )
