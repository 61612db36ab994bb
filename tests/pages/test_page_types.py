"""Each type of page can be reached, shown, previewed and edited, and only stands where it belongs."""

from datetime import timedelta

import html5lib
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import get_page_models
from wagtail.test.utils import WagtailPageTestCase
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from pages.models import (
    DifferencePage,
    EventIndexPage,
    EventPage,
    GlossaryPage,
    HomePage,
    InformationPage,
    StoryIndexPage,
    StoryPage,
    StoryTool,
    ToolChooserPage,
    ToolkitIndexPage,
    ToolkitPage,
    ToolPage,
    TopicIndexPage,
    VideoIndexPage,
    VideoPage,
)
from tests.factories import (
    DifferencePageFactory,
    EventPageFactory,
    GlossaryPageFactory,
    InformationPageFactory,
    StoryPageFactory,
    ToolChooserPageFactory,
    ToolPageFactory,
    TopicIndexPageFactory,
    UserFactory,
    VideoPageFactory,
    answer_with,
    home_page,
)

NO_ROWS = {"page_topics": inline_formset([]), "pinned_pages": inline_formset([])}
NO_COMMENTS = {"comments": inline_formset([])}


def one_page_of_each_type():
    """A small site: every type once, each under its section."""
    tool, video, story = ToolPageFactory(), VideoPageFactory(), StoryPageFactory()
    event, information = EventPageFactory(), InformationPageFactory()
    pages = [home_page(), tool, video, story, event, information]
    pages += [TopicIndexPageFactory(), GlossaryPageFactory(), DifferencePageFactory()]
    pages.append(ToolChooserPageFactory(answers=[answer_with("Waiting", tool)]))
    for page in (tool, video, story, event):
        pages += [above.specific for above in page.get_ancestors().filter(depth__gt=2)]
    return pages


class PageTypeTests(WagtailPageTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.pages = one_page_of_each_type()
        cls.editor = UserFactory(is_superuser=True)

    def setUp(self):
        self.client.force_login(self.editor)

    def test_the_small_site_has_every_type_that_the_project_defines(self):
        made = {type(page) for page in self.pages}
        defined = {
            model for model in get_page_models() if model._meta.app_label == "pages"
        }
        self.assertEqual(made, defined)

    def test_each_can_be_reached_and_shown(self):
        for page in self.pages:
            with self.subTest(type(page).__name__):
                self.assertPageIsRoutable(page)
                self.assertPageIsRenderable(page)

    def test_each_can_be_previewed_and_its_form_opened(self):
        for page in self.pages:
            with self.subTest(type(page).__name__):
                self.assertPageIsPreviewable(page, post_data=self.form_of(page))

    def test_each_can_be_edited(self):
        for page in self.pages:
            with self.subTest(type(page).__name__):
                self.assertPageIsEditable(page, post_data=self.form_of(page))

    def test_each_is_html_without_errors(self):
        self.client.logout()
        for page in self.pages:
            with self.subTest(type(page).__name__):
                content = self.client.get(page.url).content
                html5lib.HTMLParser(strict=True).parse(content)

    def form_of(self, page):
        """What the editor's form of `page` sends."""
        common = {
            "title": page.title,
            "slug": page.slug,
            "summary": page.summary,
            **NO_ROWS,
            **NO_COMMENTS,
        }
        own = {
            HomePage: {"heading": "Learn", "numbers": streamfield([])},
            ToolkitPage: {"body": streamfield([])},
            ToolPage: {
                "difficulty": "easy",
                "what_it_is": rich_text("<p>A sheet.</p>"),
                "when_to_use": rich_text(""),
                "when_not_to_use": rich_text(""),
                "who_to_involve": rich_text(""),
                "what_you_need": rich_text(""),
                "pitfalls": rich_text(""),
                "steps": streamfield([]),
                "example": streamfield([]),
                "questions": streamfield([]),
                "templates": inline_formset([]),
            },
            ToolChooserPage: {"question": streamfield([])},
            VideoPage: {
                "transcript": rich_text(""),
                "body": streamfield([]),
                "recordings": inline_formset([]),
            },
            StoryPage: {
                "date": "2026-05-01",
                "body": streamfield([("text", rich_text("<p>What we did.</p>"))]),
                "outcomes": inline_formset([]),
                "tools_used": inline_formset([]),
            },
            EventPage: {
                "starts_at": "2026-05-01 09:30",
                "ends_at": "2026-05-01 10:30",
                "body": streamfield([]),
            },
            InformationPage: {"body": streamfield([])},
            GlossaryPage: {"body": streamfield([])},
            DifferencePage: {"body": streamfield([])},
        }
        return nested_form_data({**common, **own.get(type(page), {})})


class TreeTests(WagtailPageTestCase):
    def test_the_home_page_takes_sections_and_plain_pages(self):
        self.assertAllowedSubpageTypes(
            HomePage,
            {
                ToolkitIndexPage,
                VideoIndexPage,
                StoryIndexPage,
                EventIndexPage,
                InformationPage,
                TopicIndexPage,
                GlossaryPage,
                DifferencePage,
            },
        )

    def test_each_section_takes_only_its_own(self):
        for section, item in (
            (VideoIndexPage, VideoPage),
            (EventIndexPage, EventPage),
            (ToolkitIndexPage, ToolkitPage),
        ):
            with self.subTest(section.__name__):
                self.assertAllowedSubpageTypes(section, {item})
                self.assertAllowedParentPageTypes(item, {section})

    def test_stories_take_the_difference_they_made(self):
        self.assertAllowedSubpageTypes(StoryIndexPage, {StoryPage, DifferencePage})
        self.assertAllowedParentPageTypes(StoryPage, {StoryIndexPage})

    def test_a_toolkit_takes_tools_and_background(self):
        self.assertAllowedSubpageTypes(
            ToolkitPage, {ToolPage, ToolChooserPage, InformationPage, GlossaryPage}
        )
        self.assertAllowedParentPageTypes(ToolPage, {ToolkitPage})


class StoryTests(WagtailPageTestCase):
    def test_title_summary_and_text_are_enough(self):
        story = StoryPageFactory(summary="Short.")
        story.full_clean()
        self.assertEqual(story.date, timezone.localdate())

    def test_its_tools_are_those_that_readers_may_see(self):
        story, tool = StoryPageFactory(), ToolPageFactory()
        draft = ToolPageFactory(live=False)
        for used in (tool, draft):
            StoryTool.objects.create(story=story, tool=used)
        self.assertEqual(StoryPage.objects.get(pk=story.pk).tools, [tool])

    def test_a_draft_shows_the_tools_that_are_not_stored_yet(self):
        story, tool = StoryPageFactory(live=False), ToolPageFactory()
        story.tools_used.add(StoryTool(tool=tool))
        story.save_revision()
        self.client.force_login(UserFactory(is_superuser=True))
        response = self.client.get(
            reverse("wagtailadmin_pages:view_draft", args=[story.pk])
        )
        self.assertContains(response, tool.get_url())


class EventTests(WagtailPageTestCase):
    def test_must_end_after_it_starts(self):
        event = EventPageFactory()
        event.ends_at = event.starts_at
        with self.assertRaisesMessage(ValidationError, "must end after it starts"):
            event.full_clean()
        with self.assertRaises(IntegrityError), transaction.atomic():
            event.save(clean=False)

    def test_says_when_it_is_over(self):
        start = timezone.now() - timedelta(days=2)
        event = EventPageFactory(
            starts_at=start,
            ends_at=start + timedelta(hours=1),
            booking_url="https://booking.example/",
        )
        page = self.client.get(event.url)
        self.assertContains(page, "This event is over")
        self.assertNotContains(page, "booking.example")

    def test_offers_booking_while_it_is_to_come(self):
        event = EventPageFactory(booking_url="https://booking.example/")
        self.assertContains(self.client.get(event.url), "https://booking.example/")


class ToolTests(WagtailPageTestCase):
    def test_knows_the_tools_before_and_after_it(self):
        first, second, third = ToolPageFactory.create_batch(3)
        context = self.client.get(second.url).context
        self.assertEqual(context["previous_tool"], first)
        self.assertEqual(context["next_tool"], third)

    def test_passes_over_drafts_on_the_way(self):
        first, _draft, third = (
            ToolPageFactory(),
            ToolPageFactory(live=False),
            ToolPageFactory(),
        )
        self.assertEqual(self.client.get(first.url).context["next_tool"], third)

    def test_refuses_ranges_that_run_backwards(self):
        for fields in (
            {"minutes_from": 60, "minutes_to": 30},
            {"people_from": 8, "people_to": 2},
        ):
            with self.subTest(fields), self.assertRaises(ValidationError):
                ToolPageFactory.build(path="x", depth=1, **fields).full_clean()


class CommonFieldsTests(WagtailPageTestCase):
    def test_canonical_address_never_follows_the_host_header(self):
        story = StoryPageFactory()
        page = self.client.get(story.url, headers={"host": "localhost"})
        self.assertContains(
            page, f'<link rel="canonical" href="http://testserver{story.url}">'
        )

    def test_search_description_wins_over_the_summary(self):
        story = StoryPageFactory(search_description="For search engines.")
        self.assertEqual(story.meta_description, "For search engines.")
        story.search_description = ""
        self.assertEqual(story.meta_description, story.summary)

    def test_a_copy_is_no_import(self):
        story = StoryPageFactory(import_id="old-17")
        copy = story.copy(update_attrs={"slug": "copy"})
        self.assertEqual(copy.import_id, "")

    def test_sitemap_lists_public_pages_under_their_public_address(self):
        story, draft = StoryPageFactory(), StoryPageFactory(live=False)
        sitemap = self.client.get("/sitemap.xml")
        self.assertContains(sitemap, f"<loc>http://testserver{story.url}</loc>")
        self.assertNotContains(sitemap, draft.slug)
