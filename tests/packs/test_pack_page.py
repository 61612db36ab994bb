"""The pack as a page: what it shows, how it is changed, and what it never shows."""

from datetime import timedelta
from unittest.mock import patch

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import TestCase
from django.urls import reverse
from django.utils.html import escape
from wagtail.models import CollectionViewRestriction, Page
from zeal import zeal_ignore

from library.models import CLICImage
from packs import models
from packs.nodes import ON_SCREEN
from packs.services import make_left_behind
from pages.addresses import reserved_slugs
from pages.models import ToolTemplate
from tests.factories import (
    DocumentFactory,
    ImageFactory,
    StoryPageFactory,
    ToolkitPageFactory,
    UserFactory,
    without_indexing,
)
from tests.packs.packing import content_of, tool_with_steps
from tests.packs.test_typesetting import HOSTILE


class PackPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.toolkit = ToolkitPageFactory(title="Lean toolkit")
        cls.tool = tool_with_steps(
            title="Five whys", parent=cls.toolkit, what_it_is="<p>Ask.</p>"
        )
        cls.other = tool_with_steps(
            title="Waste wheel", parent=cls.toolkit, minutes=(45,)
        )

    def get(self, *tools, **query):
        ids = [tool.pk for tool in tools or (self.tool, self.other)]
        return self.client.get(reverse("pack"), {"tool": ids, **query})

    def test_a_toolkit_that_is_a_draft_is_not_named(self):
        draft = ToolkitPageFactory(title="Not told yet", live=False)
        tool = tool_with_steps(title="Five hows", parent=draft)
        response = self.get(self.tool, tool)
        self.assertContains(response, "Five hows")
        self.assertContains(response, "Lean toolkit")
        self.assertNotContains(response, "Not told yet")

    def test_shows_cover_contents_run_sheet_and_a_sheet_for_each_tool(self):
        response = self.get()
        for part in ("Workshop pack", "Contents", "Have ready", "Run sheet"):
            self.assertContains(response, part)
        self.assertContains(response, "09:30–10:00")
        self.assertContains(response, "10:00–10:45")
        self.assertContains(response, f'id="tool-{self.tool.pk}"')
        self.assertContains(response, self.tool.canonical_url)
        self.assertContains(response, "data:image/svg+xml", count=3)

    def test_starts_when_it_is_told_to(self):
        response = self.get(start="13:00", pause="15")
        self.assertContains(response, "13:00–13:30")
        self.assertContains(response, "13:45–14:30")

    def test_name_and_day_stand_on_the_cover(self):
        response = self.get(title=" Better \u202ehomes ", date="2027-03-18")
        self.assertContains(response, "<h1>Better homes</h1>", html=True)
        self.assertContains(response, "Thursday 18 March 2027")

    def test_the_handout_has_no_notes_anywhere(self):
        self.assertContains(self.get(), "Whispered 1")
        response = self.get(copy="handout")
        self.assertContains(response, "Step 1")
        self.assertNotContains(response, "Whispered")
        self.assertNotContains(response, "For the facilitator")

    def test_the_address_alone_makes_the_pack(self):
        response = self.get(title="Spring", start="10:15", copy="handout")
        address = (
            f"http://testserver/packs/?tool={self.tool.pk}&tool={self.other.pk}"
            "&title=Spring&start=10%3A15&copy=handout"
        )
        self.assertContains(response, escape(address))
        again = self.client.get(address.removeprefix("http://testserver"))
        self.assertEqual(again.content, response.content)

    def test_is_for_no_search_engine_and_leaves_no_cookie(self):
        response = self.get()
        self.assertEqual(response["X-Robots-Tag"], "noindex")
        self.assertFalse(response.cookies)
        self.assertNotContains(response, "csrf")

    def test_tools_move_up_and_down_and_out(self):
        places = self.get().context["places"]
        first, second = self.tool.pk, self.other.pk
        self.assertEqual(places[0]["up"], "")
        self.assertEqual(places[0]["down"], f"/packs/?tool={second}&tool={first}#order")
        self.assertEqual(places[1]["up"], places[0]["down"])
        self.assertEqual(places[1]["down"], "")
        self.assertEqual(places[0]["out"], f"/packs/?tool={second}#order")

    def test_a_toolkit_that_is_rearranged_keeps_its_name(self):
        response = self.client.get(reverse("pack"), {"toolkit": self.toolkit.pk})
        self.assertContains(response, "<h1>Lean toolkit</h1>", html=True)
        self.assertIn("title=Lean+toolkit", response.context["places"][0]["out"])

    def test_the_version_stays_until_a_tool_or_its_template_changes(self):
        document = DocumentFactory()
        ToolTemplate.objects.create(tool=self.tool, document=document)
        before = content_of(self.tool)["version"]
        self.assertEqual(content_of(self.tool)["version"], before)
        document.file = ContentFile(b"other words", name="new.txt")
        document.save()
        changed = content_of(self.tool)["version"]
        self.assertNotEqual(changed, before)
        self.tool.save_revision().publish()
        self.assertNotEqual(content_of(self.tool)["version"], changed)

    def test_what_was_mistyped_is_kept_with_a_kind_word(self):
        for field, value, words in (
            ("start", "25:99", "Write the time like this: 09:30"),
            ("start", "", "Write the time like this: 09:30"),
            ("date", "tomorrow", "Write the day like this"),
            ("title", "x" * 81, "Shorten the name to 80 characters"),
            ("copy", "<b>", "Choose one of the two copies"),
            ("pause", "7", "Choose one of the breaks"),
        ):
            with self.subTest(field=field, value=value):
                response = self.get(**{field: value})
                self.assertContains(response, words, status_code=422)
                self.assertContains(response, "Five whys", status_code=422)

    def test_mistyped_text_comes_back(self):
        for field, value in (("title", "x" * 81), ("start", "soon"), ("date", "?")):
            with self.subTest(field=field):
                response = self.get(**{field: value})
                self.assertContains(response, f'value="{value}"', status_code=422)

    def test_nothing_typed_is_code(self):
        tool = tool_with_steps(
            title=HOSTILE[:200], purpose=HOSTILE[:90], parent=self.toolkit
        )
        response = self.get(tool, title="<script>alert(1)</script>")
        self.assertNotContains(response, "<script>alert(1)")
        self.assertContains(response, "&lt;script&gt;alert(1)&lt;/script&gt;")

    def test_survives_whatever_an_address_holds(self):
        for query in (
            {"tool": "\0", "title": "\0\0"},
            {"title": "😀" * 80},
            {"title": "a" * 100_000},
            {"date": "0001-01-01"},
            {"date": "99999-12-31"},
            {"start": "\ud800".encode("utf-8", "replace").decode()},
            {"toolkit": ["x", "1", "2"], "tool": ["y"]},
            {"copy": ["handout", "facilitator"]},
        ):
            for tools in ((), (self.tool,)):
                with self.subTest(query=str(query)[:60], tools=tools):
                    ids = [tool.pk for tool in tools]
                    response = self.client.get(reverse("pack"), {"tool": ids} | query)
                    self.assertIn(response.status_code, (200, 422))

    def test_too_many_tools_are_refused_kindly(self):
        response = self.client.get(reverse("pack"), {"tool": list(range(1, 9_000))})
        self.assertContains(response, "up to 40 tools", status_code=422)

    def test_ten_thousand_tools_are_refused_too(self):
        for name in ("pack", "pack_pdf", "pack_templates"):
            with self.subTest(name):
                query = {"tool": list(range(1, 10_050))}
                response = self.client.get(reverse(name), query)
                self.assertEqual(response.status_code, 413)

    def test_an_empty_pack_says_how_to_fill_it(self):
        self.assertContains(self.client.get(reverse("pack")), "Nothing is chosen yet")
        for name in ("pack_pdf", "pack_templates"):
            self.assertEqual(self.client.get(reverse(name)).status_code, 404)

    def test_no_page_may_take_its_address(self):
        self.assertIn("packs", reserved_slugs())

    def test_links_in_texts_lead_to_live_pages_only(self):
        story, draft = StoryPageFactory(), StoryPageFactory(live=False)
        tool = tool_with_steps(
            parent=self.toolkit,
            pitfalls=(
                f'<p><a linktype="page" id="{story.pk}">told</a> '
                f'<a linktype="page" id="{draft.pk}">untold</a> '
                f'<a linktype="page" id="x">odd</a></p>'
            ),
        )
        response = self.get(tool)
        self.assertContains(response, f'href="{story.canonical_url}"')
        self.assertContains(response, "untold")
        self.assertNotContains(response, draft.slug)

    def test_lists_within_lists_end_somewhere(self):
        deep = "bottom"
        for _level in range(40):
            deep = f"<ul><li>{deep}</li></ul>"
        self.assertContains(self.get(tool_with_steps(what_it_is=deep)), "bottom")

    def test_a_long_example_is_cut_between_its_parts(self):
        parts = [("text", f"<p>Part {n} {'word ' * 100}</p>") for n in range(10)]
        response = self.get(tool_with_steps(example=parts))
        self.assertContains(response, "Part 1")
        self.assertNotContains(response, "Part 9")


class PackPicturesAndTemplatesTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.image = ImageFactory()
        cls.image.get_rendition(ON_SCREEN)
        cls.document = DocumentFactory(title="Sheet of whys")
        cls.tool = tool_with_steps(
            example=[("image", {"image": cls.image, "caption": "At the lake"})]
        )
        ToolTemplate.objects.create(tool=cls.tool, document=cls.document)

    def get(self):
        return self.client.get(reverse("pack"), {"tool": self.tool.pk})

    def close(self, collection):
        CollectionViewRestriction.objects.create(
            collection=collection, restriction_type="login"
        )

    def test_shows_pictures_with_their_words(self):
        response = self.get()
        self.assertContains(response, 'alt="A lake between fells."')
        self.assertContains(response, "At the lake")

    def test_lists_templates_with_their_addresses(self):
        response = self.get()
        self.assertContains(response, f"http://testserver{self.document.url}")
        self.assertContains(response, reverse("pack_templates"))

    def test_leaves_out_what_lies_in_a_closed_collection(self):
        self.close(self.image.collection)
        response = self.get()
        self.assertNotContains(response, "A lake between fells.")
        self.assertNotContains(response, "Sheet of whys")
        self.client.force_login(UserFactory())
        response = self.get()
        self.assertContains(response, "A lake between fells.")
        self.assertContains(response, "Sheet of whys")

    def test_leaves_out_a_picture_without_consent(self):
        CLICImage.objects.update(
            shows_people=True, consent_record="here", consent_withdrawn_on="2026-01-01"
        )
        response = self.get()
        self.assertNotContains(response, "A lake between fells.")
        self.assertContains(response, "At the lake")


class PackBudgetTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.stories = StoryPageFactory.create_batch(2)
        with without_indexing():
            cls.tools = [cls.full_tool(number) for number in range(30)]

    @classmethod
    def full_tool(cls, number):
        image, document = ImageFactory(), DocumentFactory()
        link = f'<p><a linktype="page" id="{cls.stories[number % 2].pk}">told</a></p>'
        attached = f'<p><a linktype="document" id="{document.pk}">sheet</a></p>'
        tool = tool_with_steps(
            what_it_is=link,
            pitfalls=attached,
            example=[
                ("text", link + attached),
                ("image", {"image": image, "caption": ""}),
                ("download", {"document": document, "text": ""}),
            ],
        )
        ToolTemplate.objects.create(tool=tool, document=document)
        return tool

    def assert_cost(self, name, number, tools):
        """A visit to the pack of these tools takes so many queries, once all is there."""
        query = {"tool": [tool.pk for tool in tools]}
        with zeal_ignore():
            # The first visit makes pictures in their size, and orders the PDF.
            self.client.get(reverse(name), query)
            make_left_behind()
        with self.assertNumQueries(number):
            response = self.client.get(reverse(name), query)
        self.assertEqual(response.status_code, 200)

    def test_thirty_tools_cost_as_many_queries_as_one(self):
        for tools in (self.tools[:2], self.tools):
            with self.subTest(tools=len(tools)):
                self.assert_cost("pack", 16, tools)

    def test_a_pdf_of_thirty_tools_costs_as_many_queries_as_one(self):
        with patch.object(models, "LEASE", timedelta(0)):
            for tools in (self.tools[:2], self.tools):
                with self.subTest(tools=len(tools)):
                    self.assert_cost("pack_pdf", 17, tools)

    def test_thirty_restricted_tools_cost_as_many_queries_as_one(self):
        member = UserFactory()
        member.groups.add(Group.objects.create(name="Partners"))
        for tool in self.tools:
            restriction = Page.objects.get(pk=tool.pk).view_restrictions.create(
                restriction_type="groups"
            )
            restriction.groups.set(member.groups.all())
        self.client.force_login(member)
        for tools in (self.tools[:2], self.tools):
            with self.subTest(tools=len(tools)):
                self.assert_cost("pack", 21, tools)
