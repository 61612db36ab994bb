"""The blocks of a chooser: questions whose answers lead to tools or to a further question."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from ..choosing import addresses_of

# Readers give up beyond this.
MOST_QUESTIONS = 3


class SuggestionBlock(blocks.StructBlock):
    """A tool that fits, and why."""

    tool = blocks.PageChooserBlock(label=_("Tool"), page_type="pages.ToolPage")
    reason = blocks.CharBlock(
        label=_("Why it fits"),
        max_length=200,
        help_text=_("One sentence to somebody who gave this answer."),
    )

    class Meta:
        icon = "doc-full"
        label = _("Tool")


class AnswerBlock(blocks.StructBlock):
    """What somebody may say, and where it leads."""

    answer = blocks.CharBlock(
        label=_("Answer"),
        max_length=100,
        help_text=_("In words that people use: “Patients wait between two teams”."),
    )
    address = blocks.CharBlock(
        label=_("In the address"),
        required=False,
        max_length=60,
        help_text=_(
            "Empty: made from the answer. It stays when you change the answer, so that links go on working."
        ),
    )

    class Meta:
        icon = "arrow-right"
        label = _("Answer")

    def clean(self, value):
        value = super().clean(value)
        if not self.is_deferred_validation and not value["leads_to"]:
            dead_end = ValidationError(
                _("This answer leads nowhere. Add tools or a further question.")
            )
            raise blocks.StructBlockValidationError({"leads_to": dead_end})
        return value


class QuestionBlock(blocks.StructBlock):
    """A question with its answers."""

    question = blocks.CharBlock(label=_("Question"), max_length=120)
    hint = blocks.CharBlock(label=_("Hint"), required=False, max_length=200)

    class Meta:
        icon = "help"
        label = _("Question")

    def clean(self, value):
        """Give each answer its address, which it keeps from then on."""
        value = super().clean(value)
        answers = value["answers"]
        wanted = [(answer["answer"] or "", answer["address"]) for answer in answers]
        for answer, address in zip(answers, addresses_of(wanted), strict=True):
            answer["address"] = address
        return value


def question_block(levels=MOST_QUESTIONS):
    """A question, below which there are at most `levels - 1` further ones: a tree, never a loop."""
    leads_to = [
        ("tools", blocks.ListBlock(SuggestionBlock(), label=_("Tools"), icon="list-ul"))
    ]
    if levels > 1:
        leads_to.append(("question", question_block(levels - 1)))
    answer = AnswerBlock(
        [
            (
                "leads_to",
                blocks.StreamBlock(
                    leads_to, label=_("Leads to"), max_num=1, required=False
                ),
            )
        ]
    )
    return QuestionBlock(
        [("answers", blocks.ListBlock(answer, label=_("Answers"), min_num=1))]
    )
