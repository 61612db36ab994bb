"""Blocks that say what to do, one thing after another."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .printing import paragraph, rich_text_nodes, rich_text_words
from .text import SHORT_TEXT_FEATURES


class StepBlock(blocks.StructBlock):
    """One thing to do."""

    title = blocks.CharBlock(label=_("What to do"), max_length=120)
    text = blocks.RichTextBlock(
        label=_("How"), features=SHORT_TEXT_FEATURES, required=False
    )

    class Meta:
        icon = "order"
        label = _("Step")

    def print_step(self, value):
        """One entry of a node of steps."""
        return {
            "title": value["title"] or "",
            "minutes": None,
            "materials": "",
            "note": "",
            "nodes": rich_text_nodes(value["text"]),
        }


class StepsBlock(blocks.StructBlock):
    """Things to do in order, numbered."""

    steps = blocks.ListBlock(StepBlock(), label=_("Steps"), min_num=1)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "blocks/steps.html"
        preview_value = {
            "steps": [
                {"title": "Say what should have happened", "text": "<p>One line.</p>"},
                {"title": "Say what did happen", "text": ""},
            ]
        }
        description = _("Things to do in order, with numbers.")

    def print_nodes(self, value):
        step = self.child_blocks["steps"].child_block
        return [
            {"kind": "steps", "steps": [step.print_step(one) for one in value["steps"]]}
        ]


class FacilitatedStepBlock(StepBlock):
    """One thing that a group does, with what whoever leads it has to know."""

    minutes = blocks.IntegerBlock(
        label=_("Minutes"), required=False, min_value=1, max_value=600
    )
    materials = blocks.CharBlock(
        label=_("What you need"),
        required=False,
        max_length=200,
        help_text=_("For example: sticky notes, pens, a long wall."),
    )
    facilitator_note = blocks.RichTextBlock(
        label=_("For the facilitator"),
        features=SHORT_TEXT_FEATURES,
        required=False,
        help_text=_("In a pack, only the facilitator's copy shows it."),
    )

    def print_step(self, value):
        return {
            **super().print_step(value),
            "minutes": value["minutes"],
            "materials": value["materials"] or "",
            "note": rich_text_words(value["facilitator_note"]),
        }


class FacilitatedStepsBlock(StepsBlock):
    """What a group does in order, with minutes, materials and notes for the facilitator."""

    steps = blocks.ListBlock(FacilitatedStepBlock(), label=_("Steps"), min_num=1)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "blocks/facilitated_steps.html"
        preview_value = {
            "steps": [
                {
                    "title": "Walk the process together",
                    "text": "<p>Follow one referral from its arrival to its answer.</p>",
                    "minutes": 20,
                    "materials": "Sticky notes, pens, a long wall",
                    "facilitator_note": "<p>Ask those who do the work to hold the pens.</p>",
                },
                {
                    "title": "Mark where people wait",
                    "text": "",
                    "minutes": 10,
                    "materials": "",
                    "facilitator_note": "",
                },
            ]
        }
        description = _(
            "What a group does, step by step, with minutes, materials and notes for whoever leads it."
        )


class MomentBlock(blocks.StructBlock):
    """One thing that happened."""

    when = blocks.CharBlock(
        label=_("When"),
        max_length=40,
        help_text=_("A date or a short name: May 2024, Week 3, Day 1."),
    )
    text = blocks.RichTextBlock(label=_("What happened"), features=SHORT_TEXT_FEATURES)

    class Meta:
        icon = "time"
        label = _("Moment")


class TimelineBlock(blocks.StructBlock):
    """What happened, in the order in which it did."""

    moments = blocks.ListBlock(MomentBlock(), label=_("Moments"), min_num=2)

    class Meta:
        icon = "history"
        label = _("Timeline")
        template = "blocks/timeline.html"
        preview_value = {
            "moments": [
                {"when": "May 2024", "text": "<p>We counted for four weeks.</p>"},
                {
                    "when": "June 2024",
                    "text": "<p>The team met for <b>ten minutes</b> every morning.</p>",
                },
            ]
        }
        description = _("What happened when, from first to last.")

    def print_nodes(self, value):
        items = [
            [*paragraph(moment["when"], bold=True), *rich_text_nodes(moment["text"])]
            for moment in value["moments"]
        ]
        return [{"kind": "list", "ordered": False, "items": items}]
