"""The glossary: what the words of improvement mean."""

import re
import unicodedata
from dataclasses import dataclass, field
from itertools import groupby

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.models import TranslatableMixin
from wagtail.search import index
from wagtail.snippets.models import register_snippet

from ..blocks import BodyBlock
from ..current_request import current_request
from .base import BasePage
from .querysets import pages_of_any_type

DIGITS = "0–9"


class GlossaryTermQuerySet(models.QuerySet):
    def of_language(self, page):
        """The terms in the language of `page`."""
        return self.filter(locale_id=page.locale_id)

    def with_pages(self):
        """The same terms with their pages; `is_for_all` says whether everyone may read them."""
        readable = pages_of_any_type().live().public().filter(pk=OuterRef("page_id"))
        return self.select_related("page").annotate(is_for_all=Exists(readable))

    def beside(self, term):
        """The other terms in the language of `term`."""
        return self.of_language(term).exclude(pk=term.pk)


@register_snippet
class GlossaryTerm(TranslatableMixin, index.Indexed, models.Model):
    """A word of the field with what it means, and the other names it goes by."""

    term = models.CharField(_("term"), max_length=80)
    slug = models.SlugField(
        _("address"),
        max_length=80,
        allow_unicode=True,
        help_text=_("How the term is written in addresses: “lead-time”."),
    )
    other_names = models.TextField(
        _("other names"),
        max_length=300,
        blank=True,
        help_text=_("Acronyms and other names, one a line: AAR."),
    )
    definition = models.TextField(
        _("what it means"),
        max_length=500,
        help_text=_("One or two sentences in plain words."),
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("read more"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels = [
        TitleFieldPanel("term", placeholder=False),
        "slug",
        "other_names",
        FieldPanel("definition"),
        PageChooserPanel("page"),
    ]
    search_fields = [
        index.SearchField("term"),
        index.AutocompleteField("term"),
        index.SearchField("other_names"),
    ]

    objects = GlossaryTermQuerySet.as_manager()

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("glossary term")
        ordering = ["term"]
        constraints = [
            models.UniqueConstraint(
                fields=["locale", "slug"], name="one_term_per_address"
            )
        ]

    def __str__(self):
        return self.term

    @property
    def also_called(self):
        """The other names, each once."""
        lines = (line.strip() for line in self.other_names.splitlines())
        return [line for line in dict.fromkeys(lines) if line and line != self.term]

    @property
    def page_url(self):
        """Where to read more."""
        return self.page.get_url(current_request())

    def clean(self):
        super().clean()
        others = list(GlossaryTerm.objects.beside(self))
        taken = {
            name.casefold(): other
            for other in others
            for name in (other.term, *other.also_called)
        }
        errors = {}
        if known := taken.get(self.term.strip().casefold()):
            errors["term"] = _taken(self.term, known)
        for name in self.also_called:
            if known := taken.get(name.casefold()):
                errors["other_names"] = _taken(name, known)
        if any(other.slug == self.slug for other in others):
            errors["slug"] = _("Another term has this address. Choose another one.")
        if errors:
            raise ValidationError(errors)


def _taken(name, term):
    return ValidationError(
        _("“%(name)s” is in the glossary already: see “%(term)s”."),
        params={"name": name, "term": term.term},
    )


@dataclass
class Letter:
    """What begins with a letter: names, each with its term."""

    name: str
    lines: list = field(default_factory=list)

    @property
    def anchor(self):
        return f"letter-{self.name.lower()}"


@dataclass
class Line:
    """A name under its letter: a term itself, or another name that leads to its term."""

    name: str
    term: GlossaryTerm

    @property
    def is_term(self):
        return self.name == self.term.term


class GlossaryPage(BasePage):
    """All terms of the page's language, from A to Z."""

    parent_page_types = [
        "pages.HomePage",
        "pages.InformationPage",
        "pages.ToolkitPage",
    ]
    subpage_types = []
    max_count_per_parent = 1
    section = "about"
    template = "pages/glossary_page.html"

    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    content_panels = [*BasePage.content_panels, "body"]

    class Meta:
        verbose_name = _("glossary")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        terms = GlossaryTerm.objects.of_language(self)
        context["letters"] = letters_of(terms.with_pages())
        return context


def letters_of(terms):
    """The names of all terms under their letters, in order."""
    lines = sorted(
        (Line(name, term) for term in terms for name in (term.term, *term.also_called)),
        key=lambda line: _sorted_by(line.name),
    )
    return [
        Letter(letter, list(found))
        for letter, found in groupby(lines, key=lambda line: _letter(line.name))
    ]


def _letter(name):
    first = _sorted_by(name)[:1].upper()
    return DIGITS if first.isdigit() else first


def _sorted_by(name):
    """A name without accents, case and what isn't read: “Élan” stands beside “elan”."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return re.sub(r"^\W+", "", "".join(filter(_is_read, plain))) or name


def _is_read(character):
    return not unicodedata.combining(character)
