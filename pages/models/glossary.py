"""The glossary: what the words of improvement mean."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import TranslatableMixin
from wagtail.search import index
from wagtail.snippets.models import register_snippet

from ..blocks import BodyBlock
from .base import BasePage


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
        "term",
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
