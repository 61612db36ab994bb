"""The terms of the glossary in the text of a page."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from pages.glossary import glossary_for

register = template.Library()


@register.tag
def with_terms(parser, token):
    """Mark the first use in a page of each term of the glossary, in the text between this and `endwith_terms`."""
    nodelist = parser.parse(["endwith_terms"])
    parser.delete_first_token()
    return WithTermsNode(nodelist)


class WithTermsNode(template.Node):
    """Text of the context's page whose terms lead to the glossary."""

    def __init__(self, nodelist):
        self.nodelist = nodelist

    def render(self, context):
        html = self.nodelist.render(context)
        request, page = context.get("request"), context.get("page")
        if request is None or page is None:
            return html
        terms = _terms_of(request, page)
        return terms.mark(html) if terms else html


class _PageTerms:
    """The glossary for one page that is being shown, with what it has marked already."""

    def __init__(self, glossary, page):
        self.glossary = glossary
        self.seen = glossary.slugs_explained_by(page)
        self.has_script = False

    def mark(self, html):
        marked = self.glossary.mark(html, self.seen)
        if marked == html or self.has_script:
            return mark_safe(marked)  # noqa: S308 — rendered HTML with escaped links in it
        self.has_script = True
        return mark_safe(marked) + format_html(  # noqa: S308
            '<script type="module" src="{}"></script>', static("js/glossary.js")
        )


def _terms_of(request, page):
    """The terms of this page for this request, the same each time they are asked for."""
    known = request.__dict__.setdefault("_clic_terms", {})
    if page.pk not in known:
        glossary = glossary_for(request, page)
        known[page.pk] = _PageTerms(glossary, page) if glossary else None
    return known[page.pk]
