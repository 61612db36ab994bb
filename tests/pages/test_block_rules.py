"""What a block refuses, kindly and beside the field; what half a draft may still lack."""

import json

from django.core.exceptions import ValidationError
from django.db import connection
from django.test import SimpleTestCase, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageViewRestriction
from wagtail.test.utils import WagtailPageTestCase
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    streamfield,
)

from library.models import CLICImage
from pages.blocks import BodyBlock
from pages.blocks.links import readable
from tests.factories import ImageFactory, StoryPageFactory

BODY = BodyBlock()
BLOCKS = BODY.child_blocks


def numbers(*rows, headings=("Month", "Days"), caption="Days to wait"):
    """What an editor types into a chart's table."""
    kinds = ["label", *["number"] * (len(headings) - 1)]
    return {
        "caption": caption,
        "columns": [
            {"type": kind, "heading": heading}
            for kind, heading in zip(kinds, headings, strict=True)
        ],
        "rows": [{"values": list(row)} for row in rows],
    }


def chart(table, kind="run"):
    return {"kind": kind, "message": "It fell.", "table": table, "source": ""}


class RuleTestCase(SimpleTestCase):
    def clean(self, name, value):
        return BLOCKS[name].clean(BLOCKS[name].normalize(value))

    def mistake(self, name, part, value):
        """What is said about one part of a block."""
        with self.assertRaises(ValidationError) as raised:
            self.clean(name, value)
        self.assertEqual(set(raised.exception.block_errors), {part})
        error = raised.exception.block_errors[part]
        messages = error.as_json_data()["messages"] if part == "table" else error
        return " ".join(messages)

    def assert_draft_is_kept(self, name, value):
        """As a draft the block may be as it is; it comes back unchanged."""
        value = BLOCKS[name].normalize(value)
        kept = BLOCKS[name].clean_deferred(value)
        self.assertEqual(self.stored(name, kept), self.stored(name, value))

    def stored(self, name, value):
        """How a block is kept; an empty field may be kept in either way."""
        stored = json.dumps(BLOCKS[name].get_prep_value(value), default=str)
        return stored.replace("null", '""')


class DraftTests(RuleTestCase):
    def test_a_block_that_was_only_chosen_can_be_kept(self):
        for name, block in BLOCKS.items():
            with self.subTest(name):
                self.assert_draft_is_kept(name, block.get_default())

    def test_a_block_that_was_only_chosen_cannot_be_published(self):
        for name, block in BLOCKS.items():
            with self.subTest(name), self.assertRaises(ValidationError):
                block.clean(block.get_default())

    def test_rules_hold_again_after_a_draft_was_kept(self):
        value = {"text": "", "label": "Go", "page": None, "address": ""}
        self.assert_draft_is_kept("call_to_action", value)
        self.mistake("call_to_action", "page", value)


class HeadingTests(RuleTestCase):
    def heading(self, text, anchor="", level="h2"):
        return {"text": text, "level": level, "anchor": anchor}

    def cleaned(self, *headings):
        stream = BODY.to_python([{"type": "heading", "value": one} for one in headings])
        return BODY.clean(stream)

    def test_its_address_is_made_when_it_is_published(self):
        value = self.clean("heading", self.heading("What we changed!"))
        self.assertEqual(value["anchor"], "what-we-changed")

    def test_its_address_stays_when_its_words_change(self):
        value = self.clean("heading", self.heading("What we changed"))
        value["text"] = "What changed"
        self.assertEqual(self.clean("heading", value)["anchor"], "what-we-changed")

    def test_half_a_heading_gets_no_lasting_address(self):
        kept = BLOCKS["heading"].clean_deferred(
            BLOCKS["heading"].normalize(self.heading("What we ch"))
        )
        self.assertEqual(kept["anchor"], "")

    def test_a_typed_address_is_made_fit_for_one(self):
        value = self.clean("heading", self.heading("One", anchor="The 1st #part"))
        self.assertEqual(value["anchor"], "the-1st-part")

    def test_any_script_and_no_letters_at_all_have_an_address(self):
        for text, anchor in (("ما الذي تغير", "ما-الذي-تغير"), ("😀", "heading")):
            with self.subTest(text):
                self.assertEqual(
                    self.clean("heading", self.heading(text))["anchor"], anchor
                )

    def test_no_two_headings_of_a_page_have_the_same_address(self):
        same = [self.heading("Results")] * 3
        anchors = [child.value["anchor"] for child in self.cleaned(*same)]
        self.assertEqual(anchors, ["results", "results-2", "results-3"])

    def test_nor_do_those_of_a_page_that_no_editor_saved(self):
        html = BODY.render(
            BODY.to_python([{"type": "heading", "value": self.heading("Results")}] * 2)
        )
        self.assertIn('id="section-results"', html)
        self.assertIn('id="section-results-2"', html)

    def test_headings_inside_blocks_skip_no_level(self):
        warning = {"type": "warning", "value": {"title": "", "text": "<p>Stop.</p>"}}
        part = {"type": "text", "value": "<h2>Part</h2><p>Text.</p>"}
        html = BODY.render(BODY.to_python([warning, part, warning]))
        first, last = html.split("Part")
        self.assertIn('<h2 class="callout__title">', first)
        self.assertIn('<h3 class="callout__title">', last)


class CallToActionTests(RuleTestCase):
    def test_leads_to_one_place(self):
        value = {"text": "", "label": "Go", "page": None, "address": ""}
        self.assertIn("Choose the page", self.mistake("call_to_action", "page", value))

    def test_only_leads_where_a_browser_may_go(self):
        value = {"label": "Go", "page": None, "address": "javascript:alert(1)"}
        self.assertIn(
            "valid URL",
            self.mistake("call_to_action", "address", {"text": "", **value}),
        )


class CallToActionPageTests(TestCase):
    def test_a_page_and_an_address_are_one_too_many(self):
        block = BLOCKS["call_to_action"]
        value = {
            "text": "",
            "label": "Go",
            "page": StoryPageFactory(),
            "address": "https://x.example/",
        }
        with self.assertRaises(ValidationError) as raised:
            block.clean(block.normalize(value))
        self.assertEqual(set(raised.exception.block_errors), {"address"})

    def test_a_page_that_is_not_published_is_not_led_to(self):
        block = BLOCKS["call_to_action"]
        for live in (True, False):
            page = StoryPageFactory(live=live)
            value = block.normalize(
                {"text": "Why", "label": "Go", "page": page, "address": ""}
            )
            with self.subTest(live=live):
                self.assertEqual(page.slug in block.render(value), live)
                self.assertEqual(bool(block.print_nodes(value)), live)


class LinkQueryTests(TestCase):
    def shown(self, body):
        """How many queries a page with this body takes."""
        address = StoryPageFactory(body=body).get_url()
        self.client.get(address)
        with CaptureQueriesContext(connection) as queries:
            self.assertEqual(self.client.get(address).status_code, 200)
        return len(queries)

    def test_many_links_take_no_more_queries_than_one(self):
        pages = [StoryPageFactory() for _number in range(4)]
        calls = [
            ("call_to_action", {"text": "", "label": "Go", "page": page, "address": ""})
            for page in pages
        ]
        self.assertEqual(self.shown(calls), self.shown(calls[:1]))
        few, many = (
            [("related_pages", {"title": "", "pages": some})]
            for some in (pages[:1], pages)
        )
        self.assertEqual(self.shown(many), self.shown(few))


class ContactTests(RuleTestCase):
    def contact(self, **ways):
        fields = dict.fromkeys(BLOCKS["contact"].child_blocks, "")
        return {**fields, "name": "Team", **ways}

    def test_can_be_reached(self):
        for ways in ({}, {"hours": "Mondays", "role": "Help"}):
            with self.subTest(ways):
                said = self.mistake("contact", "email", self.contact(**ways))
                self.assertIn("how to reach them", said)
        for ways in (
            {"email": "team@ward.example"},
            {"phone": "+44 (0)1229 49"},
            {"address": "https://team.example"},
        ):
            with self.subTest(ways):
                self.clean("contact", self.contact(**ways))

    def test_a_phone_number_is_made_of_digits(self):
        value = self.contact(phone="ask Anna")
        self.assertIn("digits", self.mistake("contact", "phone", value))


class TableTests(RuleTestCase):
    def table(self, caption="Who", headings=("Role", "Task"), rows=(("A", "B"),)):
        return {
            "table": {
                "caption": caption,
                "columns": [{"type": "text", "heading": text} for text in headings],
                "rows": [{"values": list(row)} for row in rows],
            },
            "header_column": True,
        }

    def test_says_what_it_is_about_and_what_is_in_each_column(self):
        for table, said in (
            (self.table(caption=""), "caption"),
            (self.table(headings=("Role", "")), "heading"),
            (self.table(rows=()), "at least one"),
            (self.table(headings=(), rows=((),)), "at least one"),
        ):
            with self.subTest(said):
                self.assertIn(said, self.mistake("table", "table", table))
                self.assert_draft_is_kept("table", table)
        self.clean("table", self.table())

    def test_without_columns_nothing_is_shown(self):
        block = BLOCKS["table"]
        value = block.normalize(self.table(headings=(), rows=()))
        self.assertEqual(block.render(value).strip(), "")
        self.assertEqual(block.print_nodes(value), [])


class ChartTests(RuleTestCase):
    def test_draws_labels_and_numbers(self):
        self.clean("chart", chart(numbers(("May", 3), ("June", None))))

    def test_what_cannot_be_drawn_is_refused_and_kept_as_a_draft(self):
        three = ("Week", "A", "B", "C")
        for table, kind, said in (
            (numbers(("May", None)), "run", "at least one number"),
            (numbers(("May",), headings=("Month",)), "run", "at least one number"),
            (numbers(("May", 3), caption=""), "bar", "caption"),
            (numbers(("May", 3), headings=("", "Days")), "bar", "heading"),
            (numbers((1, 2, 3, 4), headings=three), "run", "one column"),
            (numbers((1, 2, 3, 4, 5), headings=(*three, "D")), "line", "three"),
            (numbers(*[("May", 3)] * 61), "line", "60 rows"),
            (numbers(("A much too long label", 3)), "line", "20 letters"),
        ):
            table["rows"] = [
                {"values": [str(row["values"][0]), *row["values"][1:]]}
                for row in table["rows"]
            ]
            with self.subTest(said, kind=kind):
                self.assertIn(said, self.mistake("chart", "table", chart(table, kind)))
                self.assert_draft_is_kept("chart", chart(table, kind))

    def test_labels_of_bars_may_be_long(self):
        self.clean("chart", chart(numbers(("A rather long name of a ward", 3)), "bar"))

    def test_half_a_chart_breaks_no_page(self):
        block = BLOCKS["chart"]
        for table in (
            numbers(headings=("Month", "Days")),
            numbers(("", None)),
            {
                "caption": "",
                "columns": [{"type": "number", "heading": "First"}],
                "rows": [{"values": [3]}],
            },
        ):
            with self.subTest(table):
                value = block.normalize(chart(table))
                self.assertEqual(block.render(value).strip(), "")
                block.print_nodes(value)


class RelatedPagesTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.open = [StoryPageFactory(title=f"Open {n}") for n in range(4)]
        cls.draft = StoryPageFactory(title="A draft", live=False)
        cls.locked = StoryPageFactory(title="A locked page")
        PageViewRestriction.objects.create(
            page=cls.locked, restriction_type="password", password="three words"
        )

    def test_only_pages_that_anyone_may_read_are_shown(self):
        block = BLOCKS["related_pages"]
        value = block.normalize(
            {
                "title": "",
                "pages": [self.draft, self.open[1], self.locked, self.open[0]],
            }
        )
        html = block.render(value)
        self.assertLess(html.index("Open 1"), html.index("Open 0"))
        for page in (self.draft, self.locked):
            self.assertNotIn(page.title, html)
            self.assertNotIn(page.slug, html)
        self.assertEqual(
            [node["text"] for node in block.print_nodes(value)], ["Open 1", "Open 0"]
        )

    def test_nothing_is_shown_where_nothing_may_be(self):
        block = BLOCKS["related_pages"]
        value = block.normalize({"title": "Secrets", "pages": [self.draft, None]})
        self.assertEqual(block.render(value).strip(), "")

    def test_one_query_whatever_their_number(self):
        for pages in (self.open[:1], self.open):
            with self.subTest(number=len(pages)), self.assertNumQueries(1):
                self.assertEqual(
                    [page.pk for page in readable(pages)], [page.pk for page in pages]
                )


class GalleryTests(TestCase):
    def gallery(self, *images):
        pictures = [{"image": image, "caption": ""} for image in images]
        return BLOCKS["gallery"].normalize({"pictures": pictures})

    def test_a_deleted_picture_leaves_no_hole(self):
        html = BLOCKS["gallery"].render(self.gallery(ImageFactory(), None))
        self.assertEqual(html.count("<figure"), 1)

    def test_the_same_number_of_queries_for_few_and_for_many(self):
        images = [ImageFactory() for _number in range(5)]
        # The first showing makes the sizes.
        BLOCKS["gallery"].render(self.gallery(*images))
        for some in (images[:2], images):
            gallery = self.gallery(
                *CLICImage.objects.filter(pk__in=[i.pk for i in some])
            )
            with self.subTest(number=len(some)), self.assertNumQueries(1):
                BLOCKS["gallery"].render(gallery)


class EditorTests(WagtailPageTestCase):
    """The same through the editor's form."""

    @classmethod
    def setUpTestData(cls):
        cls.story = StoryPageFactory(live=False)

    def setUp(self):
        self.login()

    def save(self, body, **action):
        address = reverse("wagtailadmin_pages:edit", args=[self.story.pk])
        data = {
            "title": self.story.title,
            "slug": self.story.slug,
            "summary": "Short.",
            "date": self.story.date.isoformat(),
            "body": streamfield(body),
            **{
                name: inline_formset([])
                for name in (
                    "comments",
                    "outcomes",
                    "page_topics",
                    "pinned_pages",
                    "tools_used",
                )
            },
            **action,
        }
        return self.client.post(address, nested_form_data(data))

    def test_half_a_body_is_kept_but_not_published(self):
        body = [
            ("heading", {"text": "Half a hea", "level": "h2", "anchor": ""}),
            ("call_to_action", {"text": "", "label": "", "page": "", "address": ""}),
            ("contact", {"name": "", "email": "", "phone": "", "address": ""}),
        ]
        for part in body[1:]:
            part[1].update({"role": "", "hours": ""})
        self.assertEqual(self.save(body).status_code, 302)
        self.story.refresh_from_db()
        kept = self.story.get_latest_revision_as_object().body
        self.assertEqual(kept[0].value["text"], "Half a hea")
        self.assertEqual(kept[0].value["anchor"], "")
        response = self.save(body, **{"action-publish": "1"})
        self.assertContains(response, "could not be saved due to validation errors")
        self.story.refresh_from_db()
        self.assertFalse(self.story.live)
