"""The pages that stand for whole lists: of terms, of topics."""

from django.db.models import Exists, OuterRef


def landmarks(page_type):
    """The published page of a type in each language, by the locale's id; one that all may read where there is one."""
    is_open = Exists(page_type.objects.public().filter(pk=OuterRef("pk")))
    pages = page_type.objects.live().annotate(is_open=is_open)
    return {page.locale_id: page for page in pages.order_by("is_open", "-path")}
