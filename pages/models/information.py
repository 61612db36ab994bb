"""Plain pages: about, privacy, accessibility, terms, house rules, background to a toolkit."""

from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.search import index

from ..blocks import BodyBlock
from ..reading_time import minutes_to_read
from .base import BasePage
from .querysets import pages_of_any_type


class InformationPage(BasePage):
    """A page of text, with pages under it where a subject needs several."""

    parent_page_types = [
        "pages.HomePage",
        "pages.InformationPage",
        "pages.ToolkitPage",
    ]
    subpage_types = ["pages.InformationPage", "pages.GlossaryPage"]
    section = "about"
    template = "pages/information_page.html"

    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    content_panels = [*BasePage.content_panels, "body"]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("information page")

    @property
    def minutes_to_read(self):
        """How long the text takes."""
        return minutes_to_read(self.body)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["pages_below"] = (
            pages_of_any_type()
            .live()
            .public()
            .child_of(self)
            .in_editors_order()
            .specific()
        )
        return context
