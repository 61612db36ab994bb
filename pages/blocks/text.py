"""Blocks made of words."""

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .printing import box, heading, plain_list, quote, rich_text_nodes

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


class HeadingValue(blocks.StructValue):
    """A heading as it stands in the page."""

    @property
    def address(self):
        """What the page's address ends with to lead here, after “#section-”."""
        anchor = self["anchor"] or self["text"] or ""
        return slugify(anchor, allow_unicode=True) or "heading"


class HeadingBlock(blocks.StructBlock):
    """A heading that others can link to, whatever becomes of its words."""

    text = blocks.CharBlock(label=_("Heading"), max_length=120)
    level = blocks.ChoiceBlock(
        label=_("Size"),
        choices=[("h2", _("Large: begins a part")), ("h3", _("Small: inside a part"))],
        default="h2",
    )
    anchor = blocks.CharBlock(
        label=_("Address"),
        required=False,
        max_length=120,
        help_text=_(
            "Links to this heading end with “#section-” and this. Leave it empty: it is made from the "
            "heading when the page is published, and stays when you change the words."
        ),
    )
    # Not in the text: see pages/reading_time.py.
    unread = ("anchor",)

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "blocks/heading.html"
        value_class = HeadingValue
        preview_value = {"text": "What we changed", "level": "h2", "anchor": ""}
        description = _("A heading with an address of its own, to link to.")

    def clean(self, value):
        value = super().clean(value)
        # Half a heading has no lasting address yet.
        if value["anchor"] or not self.is_deferred_validation:
            value["anchor"] = value.address
        return value

    def print_nodes(self, value):
        return heading(value["text"], 3 if value["level"] == "h3" else 2)


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


class WarningBlock(blocks.StructBlock):
    """What keeps people safe."""

    title = blocks.CharBlock(
        label=_("Title"),
        required=False,
        max_length=80,
        help_text=_("“Important” if you leave it empty."),
    )
    text = blocks.RichTextBlock(label=_("Text"), features=SHORT_TEXT_FEATURES)

    class Meta:
        icon = "warning"
        label = _("Warning")
        template = "blocks/warning.html"
        preview_value = {
            "title": "",
            "text": "<p>Stop and tell the nurse in charge if you see that a patient is at risk.</p>",
        }
        description = _("What keeps people safe. Rarely: one in a page is read.")

    def print_nodes(self, value):
        title = value["title"] or str(_("Important"))
        return box("warning", title, rich_text_nodes(value["text"]))


class AdviceBlock(blocks.StructBlock):
    """Short points that say what to do, or what not to."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=80)
    points = blocks.ListBlock(
        blocks.CharBlock(label=_("Point"), max_length=200),
        label=_("Points"),
        min_num=1,
    )

    class Meta:
        template = "blocks/advice.html"

    def print_nodes(self, value):
        title = value["title"] or str(self.meta.usual_title)
        return box(self.meta.style, title, plain_list(value["points"]))


class DoListBlock(AdviceBlock):
    """What to do."""

    class Meta:
        icon = "check"
        label = _("Do list")
        style = "do"
        usual_title = _("Do")
        preview_value = {
            "title": "",
            "points": ["ask what should have happened", "let everyone speak once"],
        }
        description = _("Short points that say what to do, each with a tick.")


class DontListBlock(AdviceBlock):
    """What not to do."""

    class Meta:
        icon = "cross"
        label = _("Don't list")
        style = "dont"
        usual_title = _("Don't")
        preview_value = {
            "title": "",
            "points": [
                "do not look for somebody to blame",
                "do not skip the last step",
            ],
        }
        description = _("Short points that say what not to do, each with a cross.")


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
