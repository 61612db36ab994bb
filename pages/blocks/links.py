"""Blocks that lead elsewhere, or to somebody."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page

from ..current_request import current_request
from .printing import box, link, paragraph


class CallToActionValue(blocks.StructValue):
    """A call to action with the one place that it leads to."""

    @property
    def url(self):
        """Where it leads; empty while that page is not published."""
        page = self["page"]
        if page is None:
            return self["address"] or ""
        return (page.live and page.get_url(current_request())) or ""


class CallToActionBlock(blocks.StructBlock):
    """The one thing that a reader should do now."""

    text = blocks.CharBlock(
        label=_("Text"),
        required=False,
        max_length=200,
        help_text=_("Why, in a sentence."),
    )
    label = blocks.CharBlock(
        label=_("On the button"),
        max_length=60,
        help_text=_("What happens: “Book a place”, “Find a tool”."),
    )
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    address = blocks.URLBlock(
        label=_("Or an address elsewhere"), required=False, max_length=500
    )

    class Meta:
        icon = "redirect"
        label = _("Call to action")
        template = "blocks/call_to_action.html"
        value_class = CallToActionValue
        preview_value = {
            "text": "One hour online, every other Tuesday.",
            "label": "Book a place",
            "page": None,
            "address": "https://www.example.org/",
        }
        description = _("One button that leads to a page or an address.")

    def clean(self, value):
        value = super().clean(value)
        if value["page"] and value["address"]:
            raise blocks.StructBlockValidationError(
                {
                    "address": ValidationError(
                        _("Choose a page or type an address, not both.")
                    )
                }
            )
        if not (self.is_deferred_validation or value["page"] or value["address"]):
            raise blocks.StructBlockValidationError(
                {
                    "page": ValidationError(
                        _("Choose the page it leads to, or type an address.")
                    )
                }
            )
        return value

    def print_nodes(self, value):
        if not value.url:
            return []
        return [*paragraph(value["text"]), *link(value["label"], value.url)]


class RelatedPagesBlock(blocks.StructBlock):
    """Pages that say more."""

    title = blocks.CharBlock(
        label=_("Title"),
        required=False,
        max_length=80,
        help_text=_("“Read more” if you leave it empty."),
    )
    pages = blocks.ListBlock(
        blocks.PageChooserBlock(label=_("Page")),
        label=_("Pages"),
        min_num=1,
        max_num=12,
    )

    class Meta:
        icon = "doc-full"
        label = _("Related pages")
        template = "blocks/related_pages.html"
        description = _("Pages that say more. Drafts and locked pages are left out.")

    def get_preview_value(self):
        anywhere = Page.get_first_root_node().get_descendants()
        return self.normalize(
            {"title": "", "pages": list(anywhere.live().public()[1:4])}
        )

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["pages"] = readable(value["pages"])
        return context

    def print_nodes(self, value):
        return [
            node
            for page in readable(value["pages"])
            for node in link(page.title, page.get_url(current_request()))
        ]


def readable(pages):
    """Those of the pages that anyone may read, in the same order."""
    # Page types are put together from blocks, so that this module can't import theirs at once.
    from ..models.querysets import pages_of_any_type

    chosen = [page.pk for page in pages if page]
    found = pages_of_any_type().live().public().in_bulk(chosen) if chosen else {}
    return [found[number] for number in chosen if number in found]


class ContactValue(blocks.StructValue):
    """How somebody can be reached."""

    @property
    def tel(self):
        """The phone number as phones dial it."""
        return "".join(sign for sign in self["phone"] or "" if sign in "+0123456789")


class ContactBlock(blocks.StructBlock):
    """Who helps, and how to reach them: a team rather than a person."""

    WAYS = ("email", "phone", "address")

    name = blocks.CharBlock(
        label=_("Team or service"),
        max_length=120,
        help_text=_("A team stays when people move on."),
    )
    role = blocks.CharBlock(
        label=_("What they help with"), required=False, max_length=200
    )
    email = blocks.EmailBlock(
        label=_("E-mail"), required=False, help_text=_("The team's mailbox.")
    )
    phone = blocks.RegexBlock(
        regex=r"^\+?[0-9 ()-]{3,30}$",
        label=_("Phone"),
        required=False,
        error_messages={"invalid": _("Type a phone number, in digits.")},
    )
    address = blocks.URLBlock(label=_("Web address"), required=False, max_length=500)
    hours = blocks.CharBlock(
        label=_("When"),
        required=False,
        max_length=120,
        help_text=_("For example: Monday to Friday, 9am to 5pm."),
    )

    class Meta:
        icon = "group"
        label = _("Contact")
        template = "blocks/contact.html"
        value_class = ContactValue
        preview_value = {
            "name": "Improvement team",
            "role": "Help with your first workshop",
            "email": "improvement@team.example",
            "phone": "",
            "address": "",
            "hours": "Monday to Friday, 9am to 5pm",
        }
        description = _("A team or service, and how to reach it.")

    def clean(self, value):
        value = super().clean(value)
        reachable = any(value[way] for way in self.WAYS)
        if not (reachable or self.is_deferred_validation):
            raise blocks.StructBlockValidationError(
                {
                    "email": ValidationError(
                        _("Say how to reach them: by e-mail, phone or web.")
                    )
                }
            )
        return value

    def print_nodes(self, value):
        lines = (value[key] for key in ("role", *self.WAYS, "hours"))
        nodes = [node for line in lines if line for node in paragraph(line)]
        return box("card", value["name"], nodes)
