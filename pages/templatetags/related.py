"""Related pages, and what kinds of pages are called."""

from django import template
from django.utils.text import capfirst

from pages.related import related_pages as find_related_pages

register = template.Library()


@register.simple_tag
def related_pages(page):
    """Other pages that a reader of this one may want."""
    return find_related_pages(page) if page.pk else []


@register.filter
def kind_of_page(model):
    """What readers call a page of this type: “Story”."""
    return capfirst(model._meta.verbose_name)
