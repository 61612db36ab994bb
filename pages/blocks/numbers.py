"""Blocks made of numbers."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .printing import statistic


class StatisticBlock(blocks.StructBlock):
    """One number that matters, and what it counts."""

    number = blocks.CharBlock(
        label=_("Number"),
        max_length=12,
        help_text=_("With its unit, if it is short: 76%, 1,200, £30k."),
    )
    label = blocks.CharBlock(
        label=_("What it counts"),
        max_length=120,
        help_text=_("For example: hours given back to patient care each year."),
    )
    source = blocks.CharBlock(label=_("Source"), required=False, max_length=150)

    class Meta:
        icon = "decimal"
        label = _("Statistic")
        template = "blocks/statistic.html"
        preview_value = {
            "number": "76%",
            "label": "of referrals came from GPs",
            "source": "",
        }
        description = _("One large number with what it counts.")

    def print_nodes(self, value):
        return statistic(value["number"], value["label"], value["source"])
