"""Blocks made of words."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .printing import box, quote, rich_text_nodes

# What readers need, and nothing that breaks the order of headings: h1 is the page's title.
RICH_TEXT_FEATURES = [
    "h2",
    "h3",
    "bold",
    "italic",
    "ul",
    "ol",
    "link",
    "document-link",
]
# Inside something that has a heading of its own.
SHORT_TEXT_FEATURES = ["bold", "italic", "ul", "ol", "link", "document-link"]


class TextBlock(blocks.RichTextBlock):
    """Running text with headings, lists and links."""

    def __init__(self, **kwargs):
        kwargs.setdefault("features", RICH_TEXT_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "blocks/text.html"
        preview_value = "<h2>What we changed</h2><p>The team met for <b>ten minutes</b> every morning.</p>"
        description = _("Running text with headings, lists and links.")

    def print_nodes(self, value):
        return rich_text_nodes(value)


class QuoteBlock(blocks.StructBlock):
    """What somebody said, and who they are."""

    quote = blocks.TextBlock(label=_("Quote"))
    attribution = blocks.CharBlock(
        label=_("Who said it"),
        required=False,
        max_length=150,
        help_text=_("A role is enough: “Ward sister, community hospital”."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "blocks/quote.html"
        preview_value = {
            "quote": "It changed how we work.",
            "attribution": "Ward sister",
        }
        description = _("What somebody said, set apart from the text.")

    def print_nodes(self, value):
        return quote(value["quote"], value["attribution"])


class InsetBlock(blocks.StructBlock):
    """A short text that must not be overlooked."""

    text = blocks.RichTextBlock(label=_("Text"), features=SHORT_TEXT_FEATURES)

    class Meta:
        icon = "placeholder"
        label = _("Inset text")
        template = "blocks/inset.html"
        preview_value = {"text": "<p>Bring the people who do the work.</p>"}
        description = _("A short text that stands out from what is around it.")

    def print_nodes(self, value):
        return box("inset", "", rich_text_nodes(value["text"]))


class ExpanderBlock(blocks.StructBlock):
    """More for those who want it, closed at first."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=SHORT_TEXT_FEATURES)

    class Meta:
        icon = "collapse-down"
        label = _("Expander")
        template = "blocks/expander.html"
        preview_value = {
            "title": "What does lead time mean?",
            "text": "<p>The time from asking to getting.</p>",
        }
        description = _("A title that opens to show more.")

    def print_nodes(self, value):
        return box("card", value["title"], rich_text_nodes(value["text"]))
