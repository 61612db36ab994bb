"""A tool page says first what a team has to know, and ends with what others made of the tool."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction
from wagtail.rich_text import RichText
from zeal import zeal_ignore

from pages.models import StoryTool, ToolPage, ToolTemplate
from tests.factories import (
    CareSettingFactory,
    DocumentFactory,
    ImageFactory,
    StoryPageFactory,
    ToolPageFactory,
    UserFactory,
    without_indexing,
)

# Of 16: the glossary, related pages and what readers saved come on top.
BUDGET = 16


def steps(*steps):
    """The steps of a tool from (title, minutes, materials, note) each."""
    rows = [
        {
            "title": title,
            "text": RichText("<p>Do it.</p>"),
            "minutes": minutes,
            "materials": materials,
            "facilitator_note": RichText(note),
        }
        for title, minutes, materials, note in steps
    ]
    return [("steps", {"steps": rows})]


class SummaryTests(TestCase):
    def test_names_the_settings_where_it_fits(self):
        settings = [CareSettingFactory(name=name) for name in ("Ward", "Care home")]
        tool = ToolPageFactory(care_settings=settings)
        self.assertEqual(tool.fits_in, "Care home, Ward")
        self.assertEqual(ToolPageFactory().fits_in, "Anywhere")

    def test_says_in_short_what_is_needed(self):
        tool = ToolPageFactory(
            what_you_need="<ul><li>A long wall.</li><li>Sticky <b>notes</b></li></ul>"
        )
        self.assertEqual(tool.needs_in_short, "A long wall; Sticky notes")

    def test_what_would_be_too_long_for_a_line_is_left_out(self):
        needs = [
            "A long wall",
            "Sticky notes",
            "All those who do the work, and a whole day",
        ]
        items = "".join(f"<li>{need}</li>" for need in [*needs, "Pens"])
        tool = ToolPageFactory(what_you_need=f"<ul>{items}</ul>")
        self.assertEqual(tool.needs_in_short, "A long wall; Sticky notes …")

    def test_a_long_need_is_cut_at_a_word(self):
        tool = ToolPageFactory(what_you_need=f"<p>{'word ' * 40}</p>")
        self.assertEqual(tool.needs_in_short, f"{('word ' * 14).strip()}…")

    def test_the_materials_of_the_steps_stand_in_for_it(self):
        tool = ToolPageFactory(
            steps=steps(
                ("Open", 2, "Pens", ""), ("Ask", 3, "Pens", ""), ("End", 1, "Tape", "")
            )
        )
        self.assertEqual(tool.needs_in_short, "Pens; Tape")
        self.assertEqual(ToolPageFactory().needs_in_short, "")

    def test_adds_up_the_minutes_of_its_steps(self):
        tool = ToolPageFactory(steps=steps(("Open", 5, "", ""), ("Ask", 15, "", "")))
        self.assertEqual(tool.time_of_steps, "20 minutes")

    def test_adds_nothing_up_while_a_step_does_not_say(self):
        tool = ToolPageFactory(steps=steps(("Open", 5, "", ""), ("Ask", None, "", "")))
        self.assertEqual(tool.time_of_steps, "")
        self.assertEqual(ToolPageFactory().time_of_steps, "")


class RangeTests(TestCase):
    def errors_of(self, **fields):
        with self.assertRaises(ValidationError) as caught:
            ToolPageFactory.build(path="x", depth=1, **fields).full_clean()
        return caught.exception.message_dict

    def test_what_runs_backwards_is_said_beside_the_field(self):
        errors = self.errors_of(
            minutes_from=60, minutes_to=30, people_from=8, people_to=2
        )
        self.assertEqual(
            errors["minutes_to"], ["The most minutes can't be fewer than the least."]
        )
        self.assertEqual(
            errors["people_to"], ["The most people can't be fewer than the least."]
        )
        self.assertNotIn("__all__", errors)

    def test_open_ranges_are_fine(self):
        for fields in ({"minutes_from": 60}, {"people_to": 8}, {"minutes_to": 0}):
            with self.subTest(fields):
                ToolPageFactory(**fields).full_clean()


class ToolPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.tool = ToolPageFactory(
            title="Review",
            minutes_from=15,
            minutes_to=45,
            people_from=3,
            what_it_is="<p>A short talk.</p>",
            when_to_use="<p>After a busy shift.</p>",
            when_not_to_use="<p>When somebody was harmed.</p>",
            who_to_involve="<p>Everyone.</p>",
            what_you_need="<p>A quiet corner.</p>",
            steps=steps(("Open", 5, "A sheet", "<p>Begin on time.</p>")),
            pitfalls="<p>Blame.</p>",
        )

    def visit(self):
        return self.client.get(self.tool.url)

    def add_story(self, days_ago=0, **fields):
        day = timezone.localdate() - timedelta(days=days_ago)
        return StoryPageFactory(
            date=day, tools_used=[StoryTool(tool=self.tool)], **fields
        )

    def test_the_summary_stands_before_the_text(self):
        page = self.visit().content.decode()
        order = [
            page.index(words)
            for words in (
                "15 to 45 minutes",
                "From 3 people",
                "Easy: anyone can start",
                "Anywhere",
                "A short talk.",
                "After a busy shift.",
                "When somebody was harmed.",
                "Everyone.",
                "5 minutes in all",
                "Begin on time.",
                "Blame.",
            )
        ]
        self.assertEqual(order, sorted(order))

    def test_the_facilitators_note_is_closed_at_first(self):
        self.assertContains(self.visit(), '<details class="nhsuk-details steps__note">')

    def test_offers_its_template_and_a_place_in_a_pack(self):
        document = DocumentFactory()
        ToolTemplate.objects.create(tool=self.tool, document=document)
        page = self.visit()
        self.assertContains(page, f'<a class="nhsuk-button" href="{document.url}"')
        self.assertContains(page, f"{reverse('pack')}?tool={self.tool.pk}")

    def test_lists_the_stories_that_used_it_newest_first(self):
        older, newer = self.add_story(30), self.add_story(1)
        self.assertEqual(list(self.visit().context["stories"]), [newer, older])

    def test_lists_five_stories_at_most(self):
        stories = [self.add_story(days) for days in range(6)]
        self.assertEqual(list(self.visit().context["stories"]), stories[:5])

    def test_lists_no_story_that_readers_may_not_see(self):
        self.add_story(live=False)
        private = self.add_story()
        PageViewRestriction.objects.create(
            page=private, restriction_type=PageViewRestriction.LOGIN
        )
        StoryPageFactory(title="Of another tool")
        self.client.force_login(UserFactory())
        page = self.visit()
        self.assertEqual(list(page.context["stories"]), [])
        self.assertNotContains(page, "Stories that used it")

    def test_leads_to_the_tools_before_and_after_it(self):
        after = ToolPageFactory(purpose="See how it flows")
        page = self.visit()
        self.assertEqual(page.context["next_tool"], after)
        self.assertContains(page, "See how it flows")

    def test_a_card_shows_the_purpose_first(self):
        toolkit = self.client.get(self.tool.get_parent().url).content.decode()
        self.assertLess(toolkit.index("Find out why"), toolkit.index(">Review<"))


class ToolBudgetTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.tool = ToolPageFactory(listing_image=ImageFactory())

    def add_rows(self, number):
        with without_indexing():
            for _each in range(number):
                ToolPageFactory()
                StoryPageFactory(tools_used=[StoryTool(tool=self.tool)])
        ToolTemplate.objects.bulk_create(
            ToolTemplate(tool=self.tool, document=document)
            for document in DocumentFactory.create_batch(number)
        )
        tool = ToolPage.objects.get(pk=self.tool.pk)
        tool.care_settings.add(*CareSettingFactory.create_batch(number))
        tool.save()

    def number_of_queries(self):
        with zeal_ignore():
            # The first visit makes the pictures in the sizes that the page needs.
            self.assertEqual(self.client.get(self.tool.url).status_code, 200)
        with CaptureQueriesContext(connection) as queries:
            self.client.get(self.tool.url)
        return len(queries)

    def test_costs_the_same_with_2_and_with_12_of_everything(self):
        self.add_rows(2)
        few = self.number_of_queries()
        self.add_rows(10)
        many = self.number_of_queries()
        self.assertEqual(few, many)
        self.assertLessEqual(many, BUDGET)
