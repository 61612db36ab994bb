"""Which pages offer a document."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from .access import readable_pages


def readable_page_offering(request, document, page=None):
    """A page that this reader may see and that offers a document: this one if it does, or the first; else None."""
    references = ReferenceIndex.get_references_to(document).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    numbers = {int(number) for number in references.values_list("object_id", flat=True)}
    if page and page.pk in numbers:
        return page
    offering = Page.objects.live().filter(pk__in=numbers).order_by("path")
    found = readable_pages(request, list(offering))
    return found[0].specific if found else None
