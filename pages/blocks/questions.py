"""What readers ask about a page, each question with its answer."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .printing import box, heading, rich_text_nodes
from .text import SHORT_TEXT_FEATURES

MAX_QUESTION_LENGTH = 250


class QuestionBlock(blocks.StructBlock):
    """One question and its answer."""

    question = blocks.CharBlock(label=_("Question"), max_length=MAX_QUESTION_LENGTH)
    answer = blocks.RichTextBlock(label=_("Answer"), features=SHORT_TEXT_FEATURES)

    class Meta:
        icon = "help"
        label = _("Question and answer")


class QuestionsBlock(blocks.StructBlock):
    """Questions and answers, each closed at first."""

    title = blocks.CharBlock(
        label=_("Title"),
        required=False,
        max_length=80,
        help_text=_("“Questions and answers” if you leave it empty."),
    )
    questions = blocks.ListBlock(QuestionBlock(), label=_("Questions"), min_num=1)

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        template = "blocks/questions.html"
        preview_value = {
            "title": "",
            "questions": [
                {
                    "question": "Do all of us have to be there?",
                    "answer": "<p>No. Three who were there are enough to begin.</p>",
                },
                {
                    "question": "What if nobody remembers?",
                    "answer": "<p>Then it was too long ago: take a newer case.</p>",
                },
            ],
        }
        description = _(
            "What readers ask about the page, with the answers. Questions from comments can be put here."
        )

    def print_nodes(self, value):
        title = value["title"] or str(_("Questions and answers"))
        return [
            *heading(title, 3),
            *(
                node
                for one in value["questions"]
                for node in box("card", one["question"], rich_text_nodes(one["answer"]))
            ),
        ]
