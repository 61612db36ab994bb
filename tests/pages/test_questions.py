"""Questions and answers: where pages have them, how they are shown, and what others may add."""

from django.test import TestCase
from wagtail.models import get_page_models

from pages.blocks import MAX_QUESTION_LENGTH
from pages.blocks.printing import rich_text_words
from pages.models import StoryPage, ToolPage
from pages.questions import (
    AlreadyThere,
    NoPlaceForQuestions,
    add_question,
    takes_questions,
)
from tests.factories import (
    StoryIndexPageFactory,
    StoryPageFactory,
    ToolPageFactory,
)

WITH_PLACE = {
    "DifferencePage",
    "EventPage",
    "GlossaryPage",
    "InformationPage",
    "StoryPage",
    "ToolPage",
    "ToolkitPage",
    "VideoPage",
}


def entries(stream):
    """Each question with its answer, of all such blocks."""
    return [
        (one["question"], one["answer"].source)
        for block in stream
        if block.block_type == "questions"
        for one in block.value["questions"]
    ]


class AddingTests(TestCase):
    def test_pages_with_a_text_have_a_place(self):
        found = {
            model.__name__ for model in get_page_models() if takes_questions(model)
        }
        self.assertEqual(found, WITH_PLACE)

    def test_the_first_one_makes_the_block_at_the_end(self):
        story = StoryPageFactory(body=[("text", "<p>What the team did.</p>")])
        add_question(story, question="How long?", answer="An hour.")
        self.assertEqual(
            [block.block_type for block in story.body], ["text", "questions"]
        )
        [(question, answer)] = entries(story.body)
        self.assertEqual(question, "How long?")
        self.assertEqual(rich_text_words(answer), "An hour.")

    def test_others_follow_in_the_same_block(self):
        first = {"question": "Who?", "answer": "<p>All.</p>"}
        story = StoryPageFactory(
            body=[
                ("questions", {"title": "You asked", "questions": [first]}),
                ("quote", {"quote": "After it", "attribution": ""}),
            ]
        )
        add_question(story, question="When?", answer="Now.")
        self.assertEqual(
            [block.block_type for block in story.body], ["questions", "quote"]
        )
        self.assertEqual(
            [one for one, _answer in entries(story.body)], ["Who?", "When?"]
        )
        self.assertEqual(story.body[0].value["title"], "You asked")

    def test_what_was_added_is_there_after_saving(self):
        tool = ToolPageFactory()
        add_question(tool, question="How long?", answer="An hour.")
        tool.save()
        add_question(
            tool := ToolPage.objects.get(pk=tool.pk), question="Who?", answer="I"
        )
        tool.save()
        kept = ToolPage.objects.get(pk=tool.pk)
        self.assertEqual(len(entries(kept.questions)), 2)
        self.assertEqual(len(kept.questions), 1)
        self.assertEqual(entries(kept.example), [])

    def test_a_tools_own_field_and_not_its_example_takes_them(self):
        tool = ToolPageFactory(example=[("text", "<p>Once.</p>")])
        add_question(tool, question="How long?", answer="An hour.")
        self.assertEqual(len(tool.example), 1)
        self.assertEqual(len(tool.questions), 1)

    def test_markup_stays_text(self):
        story = StoryPageFactory()
        add_question(
            story,
            question="<script>alert(1)</script>?",
            answer='<img src=x onerror="alert(2)">\n& <b>bold</b>\n\nSecond',
        )
        html = story.body.render_as_block()
        for tag in ("<script", "<img", "<b>"):
            self.assertNotIn(tag, html)
        self.assertIn("&lt;script&gt;alert(1)", html)
        self.assertIn("&lt;b&gt;bold", html)
        [(_question, answer)] = entries(story.body)
        self.assertEqual(answer.count("<p"), 2)
        self.assertEqual(answer.count("<br"), 1)

    def test_a_long_question_is_shortened_and_kept_whole_before_the_answer(self):
        story = StoryPageFactory()
        long = "Where do we begin? " * 40
        add_question(story, question=long, answer="At the end.")
        [(question, answer)] = entries(story.body)
        self.assertLessEqual(len(question), MAX_QUESTION_LENGTH)
        self.assertEqual(answer.count("Where do we begin?"), 40)
        self.assertIn("At the end.", answer)

    def test_a_question_of_several_lines_becomes_one_line(self):
        story = StoryPageFactory()
        add_question(story, question="One.\n\nTwo?", answer="Yes.")
        self.assertEqual(entries(story.body)[0][0], "One. Two?")

    def test_the_same_again_is_refused(self):
        story = StoryPageFactory()
        add_question(story, question="How long?", answer="An hour.")
        story.save()
        story = StoryPage.objects.get(pk=story.pk)
        with self.assertRaises(AlreadyThere):
            add_question(story, question="How long?", answer="An hour.")
        add_question(story, question="How long?", answer="Two hours.")
        self.assertEqual(len(entries(story.body)), 2)

    def test_pages_without_a_place_refuse(self):
        with self.assertRaises(NoPlaceForQuestions):
            add_question(StoryIndexPageFactory(), question="Why?", answer="So.")

    def test_half_a_draft_can_be_added_to(self):
        story = StoryPageFactory(body=[("questions", {"title": "", "questions": []})])
        add_question(story, question="How long?", answer="An hour.")
        self.assertEqual(len(entries(story.body)), 1)


class ShowingTests(TestCase):
    QUESTIONS = (
        "questions",
        {
            "title": "",
            "questions": [{"question": "How < long?", "answer": "<p>An hour.</p>"}],
        },
    )

    def test_a_tool_shows_them_and_leads_to_them(self):
        tool = ToolPageFactory(questions=[self.QUESTIONS])
        response = self.client.get(tool.get_url())
        self.assertContains(response, '<a href="#questions">Questions and answers</a>')
        self.assertContains(response, "How &lt; long?")
        self.assertContains(response, "An hour.")

    def test_a_tool_without_them_shows_no_sign(self):
        response = self.client.get(ToolPageFactory().get_url())
        self.assertNotContains(response, "Questions and answers")

    def test_they_are_found_by_search(self):
        for page in (
            ToolPageFactory(questions=[self.QUESTIONS]),
            StoryPageFactory(body=[self.QUESTIONS]),
        ):
            with self.subTest(type(page).__name__):
                found = type(page).objects.all().search("hour")
                self.assertEqual([each.pk for each in found], [page.pk])
