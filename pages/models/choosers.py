"""Choosers: a few questions that lead to the tools that fit."""

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import HelpPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path
from wagtail.fields import StreamField
from wagtail.search import index

from .. import choosing
from ..blocks.choosing import question_block
from .base import BasePage
from .tools import ToolPage


class ToolChooserPage(RoutablePageMixin, BasePage):
    """A question and what follows from its answers: two or three tools, each with the reason.

    Each answer has an address made of words: `waiting/between-two-teams/`.
    """

    parent_page_types = ["pages.ToolkitPage"]
    subpage_types = []
    max_count_per_parent = 1
    section = "toolkits"
    ends_with_facts = False
    template = "pages/tool_chooser_page.html"

    question = StreamField(
        [("question", question_block())],
        verbose_name=_("first question"),
        max_num=1,
        help_text=_(
            "Each answer leads to tools or to a further question, three questions deep at most."
        ),
    )

    content_panels = [
        *BasePage.content_panels,
        HelpPanel(template="pages/admin/chooser_warnings.html"),
        "question",
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("question")]

    class Meta:
        verbose_name = _("chooser")

    @path("")
    @re_path(r"^((?:[^/]+/){1,3})$")
    def ask(self, request, address=""):
        question = self.shown_question
        steps = choosing.steps_at(question, address)
        if steps is None:
            raise Http404
        if steps:
            question = steps[-1].answer.question
        return self.render(
            request,
            context_overrides={
                "address": address,
                "steps": steps,
                "question": question,
                "suggestions": steps[-1].answer.suggestions if steps else [],
            },
        )

    @cached_property
    def first_question(self):
        """All questions as the editor left them; None while there are none."""
        return choosing.question_from(self.question.get_prep_value())

    @cached_property
    def shown_question(self):
        """All questions with the tools that readers may see, without answers that lead to none."""
        if self.first_question is None:
            return None
        return choosing.shown_with(self.first_question, self._shown_tools)

    @property
    def ways(self):
        """Every way through the questions, to be read at once."""
        if self.shown_question is None:
            return []
        return list(choosing.ways_through(self.shown_question))

    @property
    def warnings(self):
        """What the editor should look at before readers do."""
        if self.first_question is None:
            return []
        ids = choosing.tool_ids_in(self.first_question)
        tools = ToolPage.objects.in_bulk(ids)
        return choosing.warnings_about(self.first_question, tools, self._shown_tools)

    @cached_property
    def _shown_tools(self):
        readable = ToolPage.objects.live().public().as_cards()
        return readable.in_bulk(choosing.tool_ids_in(self.first_question))
