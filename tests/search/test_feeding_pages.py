"""Pages in the index: each event that changes what is found by them."""

from datetime import timedelta
from unittest.mock import patch

from django.core.management import call_command
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import get_language
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Locale, Page, PageViewRestriction

from accounts.models import Organisation
from pages.models import InformationPage, PageTopic
from search.models import Findable
from search.services import feeding
from search.services.checking import differences
from tests.factories import (
    CareSettingFactory,
    GlossaryPageFactory,
    GlossaryTermFactory,
    InformationPageFactory,
    StoryPageFactory,
    ToolkitPageFactory,
    ToolPageFactory,
    TopicFactory,
    TopicIndexPageFactory,
    UserFactory,
    VideoPageFactory,
    home_page,
)


def head(page):
    """The row of a page; None where it isn't found."""
    return Findable.objects.filter(key=f"page:{page.pk}").first()


def keys_of(page):
    """The keys of a page's row and of its parts."""
    return set(Findable.objects.filter(page=page).values_list("key", flat=True))


class PublishingTests(TestCase):
    def test_a_new_live_page_is_found(self):
        page = InformationPageFactory(title="About us", summary="Who we are.")
        row = head(page)
        self.assertEqual(row.title, "About us")
        self.assertEqual(row.summary, "Who we are.")
        self.assertEqual(row.kind, Findable.Kind.PAGE)
        self.assertEqual(row.address, page.get_url())
        self.assertEqual(row.path, page.path)
        self.assertEqual(row.language, "en")

    def test_a_draft_is_not_found(self):
        page = InformationPageFactory(live=False)
        self.assertEqual(keys_of(page), set())

    def test_a_draft_is_found_once_it_is_published(self):
        page = InformationPageFactory(live=False)
        page.save_revision().publish()
        self.assertEqual(head(page).title, page.title)

    def test_a_draft_of_a_live_page_changes_nothing(self):
        page = InformationPageFactory(title="As published")
        page.title = "As drafted"
        page.save_revision()
        self.assertEqual(head(page).title, "As published")

    def test_a_published_draft_is_found_by_its_new_words(self):
        page = InformationPageFactory(title="Before")
        page.title = "After"
        page.save_revision().publish()
        self.assertEqual(head(page).title, "After")

    def test_a_published_draft_is_found_by_its_new_topics(self):
        page = InformationPageFactory()
        topic = TopicFactory(name="Wound care")
        page.page_topics.add(PageTopic(topic=topic))
        page.save_revision().publish()
        self.assertEqual(head(page).topics, [topic.pk])
        self.assertIn("Wound care", head(page).headings)

    def test_an_unpublished_page_is_gone_with_its_parts(self):
        page = InformationPageFactory(
            body=[("heading", {"text": "Who", "level": "h2", "anchor": "who"})]
        )
        self.assertIn(f"page:{page.pk}#section-who", keys_of(page))
        page.unpublish()
        self.assertEqual(keys_of(page), set())

    def test_a_page_unpublished_as_any_page_is_gone(self):
        page = InformationPageFactory()
        Page.objects.get(pk=page.pk).unpublish()
        self.assertEqual(keys_of(page), set())

    def test_pages_below_are_gone_when_they_are_unpublished_with_the_one_above(self):
        above = InformationPageFactory()
        below = InformationPageFactory(parent=above)
        admin = UserFactory(is_superuser=True)
        UnpublishPageAction(above, user=admin, include_descendants=True).execute()
        self.assertIsNone(head(below))

    def test_a_page_whose_time_is_over_is_gone(self):
        past = timezone.now() - timedelta(minutes=1)
        page = InformationPageFactory(expire_at=past)
        self.assertIsNotNone(head(page))
        call_command("publish_scheduled")
        self.assertIsNone(head(page))

    def test_a_page_whose_time_has_come_is_found(self):
        page = InformationPageFactory(live=False)
        revision = page.save_revision()
        revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
        revision.save()
        call_command("publish_scheduled")
        self.assertIsNotNone(head(page))

    def test_a_deleted_page_is_gone_with_all_below_it(self):
        above = InformationPageFactory()
        below = InformationPageFactory(parent=above)
        keys = [f"page:{page.pk}" for page in (above, below)]
        above.delete()
        self.assertFalse(Findable.objects.filter(key__in=keys).exists())

    def test_the_home_page_is_not_a_result(self):
        home = home_page()
        home.save()
        self.assertIsNone(head(home))

    def test_nothing_is_fed_while_feeding_is_paused(self):
        with feeding.paused():
            page = InformationPageFactory()
        self.assertIsNone(head(page))
        page.save()
        self.assertIsNotNone(head(page))


class PlaceTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.above = InformationPageFactory(slug="above")
        cls.page = InformationPageFactory(
            parent=cls.above,
            slug="page",
            body=[("heading", {"text": "Who", "level": "h2", "anchor": "who"})],
        )

    def test_another_slug_is_another_address(self):
        self.page.slug = "renamed"
        self.page.save_revision().publish()
        self.assertEqual(head(self.page).address, "/above/renamed/")

    def test_another_slug_above_is_another_address_for_all_below(self):
        self.above.slug = "renamed"
        self.above.save_revision().publish()
        addresses = Findable.objects.filter(page=self.page)
        self.assertEqual(
            set(addresses.values_list("address", flat=True)),
            {"/renamed/page/", "/renamed/page/#section-who"},
        )

    def test_another_slug_of_a_draft_above_is_another_address_for_all_below(self):
        self.above.unpublish()
        self.above.slug = "renamed"
        self.above.save()
        self.assertEqual(head(self.page).address, "/renamed/page/")

    def test_a_moved_page_stands_at_its_new_place_with_all_below_it(self):
        other = InformationPageFactory(slug="other")
        self.above.move(other, pos="last-child")
        rows = Findable.objects.filter(page=self.page)
        place = Page.objects.get(pk=self.page.pk)
        self.assertEqual(head(self.page).address, "/other/above/page/")
        self.assertEqual({row.path for row in rows}, {place.path})

    def test_pages_that_make_room_for_another_stand_at_their_new_place(self):
        last = InformationPageFactory()
        below_last = InformationPageFactory(parent=last)
        last.move(self.above, pos="left")
        for page in (self.above, self.page, last, below_last):
            place = Page.objects.get(pk=page.pk)
            self.assertEqual(head(page).path, place.path, page.slug)

    def test_a_copy_is_found_by_itself(self):
        topic = TopicFactory()
        PageTopic.objects.create(page=self.page, topic=topic)
        copy = self.page.copy(update_attrs={"slug": "copy", "title": "Copy"})
        self.assertEqual(head(copy).title, "Copy")
        self.assertEqual(head(copy).topics, [topic.pk])
        self.assertIn(f"page:{copy.pk}#section-who", keys_of(copy))

    def test_a_copy_that_is_kept_as_draft_is_not_found(self):
        copy = self.page.copy(update_attrs={"slug": "copy"}, keep_live=False)
        self.assertIsNone(head(copy))


class RestrictedPageTests(TestCase):
    def test_a_restriction_changes_no_row(self):
        page = InformationPageFactory()
        row = head(page)
        PageViewRestriction.objects.create(
            page=page, restriction_type=PageViewRestriction.LOGIN
        )
        self.assertEqual(head(page).pk, row.pk)

    def test_a_restricted_page_can_be_deleted_with_all_below_it(self):
        above = InformationPageFactory()
        below = InformationPageFactory(parent=above)
        PageViewRestriction.objects.create(
            page=above, restriction_type=PageViewRestriction.LOGIN
        )
        keys = [f"page:{page.pk}" for page in (above, below)]
        Page.objects.get(pk=above.pk).delete()
        self.assertFalse(Findable.objects.filter(key__in=keys).exists())


class LanguageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.tool = ToolPageFactory(when_to_use="<p>Before a change.</p>")
        cls.polish = Locale.objects.create(language_code="pl")
        home_page().copy_for_translation(cls.polish).save_revision().publish()

    def translation(self):
        return self.tool.copy_for_translation(self.polish, copy_parents=True)

    def test_a_translation_is_found_once_it_is_published(self):
        translated = self.translation()
        self.assertIsNone(head(translated))
        translated.title = "Pięć razy dlaczego"
        translated.save_revision().publish()
        row = head(translated)
        self.assertEqual(row.language, "pl")
        self.assertEqual(row.title, "Pięć razy dlaczego")
        self.assertTrue(row.address.startswith("/pl/"), row.address)

    def test_usual_headings_are_in_the_language_of_the_page(self):
        translated = self.translation()
        its_language = lazy(get_language, str)()
        texts = [("when_to_use", "when", its_language)]
        with patch("search.index.sections.TOOL_TEXTS", texts):
            translated.save_revision().publish()
        section = Findable.objects.get(key=f"page:{translated.pk}#when")
        self.assertEqual(section.title, "pl")

    def test_an_alias_follows_the_page_that_it_shows(self):
        alias = self.tool.create_alias(update_slug="alias")
        self.assertEqual(head(alias).title, self.tool.title)
        self.tool.title = "Five whys"
        self.tool.save_revision().publish()
        self.assertEqual(head(alias).title, "Five whys")
        self.tool.unpublish()
        self.assertIsNone(head(alias))


class WhatPagesNameTests(TestCase):
    def test_a_page_given_a_topic_is_found_by_it(self):
        page, topic = InformationPageFactory(), TopicFactory(name="Wound care")
        PageTopic.objects.create(page=page, topic=topic)
        self.assertEqual(head(page).topics, [topic.pk])

    def test_a_page_without_its_topic_is_not_found_by_it(self):
        page, topic = InformationPageFactory(), TopicFactory(name="Wound care")
        row = PageTopic.objects.create(page=page, topic=topic)
        row.delete()
        self.assertEqual(head(page).topics, [])
        self.assertEqual(head(page).headings, "")

    def test_another_name_of_a_topic_is_one_of_its_pages_too(self):
        page, topic = InformationPageFactory(), TopicFactory(name="Wound care")
        PageTopic.objects.create(page=page, topic=topic)
        topic.name = "Tissue viability"
        topic.save()
        self.assertEqual(head(page).headings, "Tissue viability")

    def test_a_deleted_topic_is_gone_from_its_pages(self):
        page, topic = InformationPageFactory(), TopicFactory(name="Wound care")
        PageTopic.objects.create(page=page, topic=topic)
        topic.delete()
        self.assertEqual((head(page).topics, head(page).headings), ([], ""))

    def test_a_tool_is_found_by_the_settings_that_it_fits(self):
        setting = CareSettingFactory(name="Care home")
        tool = ToolPageFactory(care_settings=[setting])
        self.assertEqual(head(tool).settings, [setting.pk])
        self.assertIn("Care home", head(tool).headings)

    def test_another_name_of_a_setting_is_one_of_its_pages_too(self):
        setting = CareSettingFactory(name="Care home")
        tool = ToolPageFactory(care_settings=[setting])
        story = StoryPageFactory(care_setting=setting)
        setting.name = "Nursing home"
        setting.save()
        for page in (tool, story):
            self.assertIn("Nursing home", head(page).headings)
            self.assertNotIn("Care home", head(page).headings)

    def test_a_deleted_setting_is_gone_from_its_pages(self):
        setting = CareSettingFactory(name="Care home")
        story = StoryPageFactory(care_setting=setting)
        setting.delete()
        self.assertEqual((head(story).settings, head(story).headings), ([], ""))

    def test_a_story_follows_the_name_of_its_organisation(self):
        organisation = Organisation.objects.create(name="Lakes Trust")
        story = StoryPageFactory(organisation=organisation)
        self.assertIn("Lakes Trust", head(story).text)
        organisation.name = "Fells Trust"
        organisation.save()
        self.assertIn("Fells Trust", head(story).text)
        organisation.delete()
        self.assertNotIn("Trust", head(story).text)


class EffortTests(TestCase):
    def effort(self, *pages):
        """How many queries feeding them takes."""
        with CaptureQueriesContext(connection) as queries:
            feeding.feed_pages([page.pk for page in pages])
        return len(queries)

    def test_a_page_is_fed_with_few_queries(self):
        self.assertLess(self.effort(InformationPageFactory()), 20)

    def test_a_page_is_fed_with_as_many_queries_however_much_it_says(self):
        body = [
            ("heading", {"text": f"Part {number}", "level": "h2", "anchor": ""})
            for number in range(30)
        ]
        large = InformationPageFactory(body=body)
        for _number in range(5):
            PageTopic.objects.create(page=large, topic=TopicFactory())
        self.assertEqual(self.effort(large), self.effort(InformationPageFactory()))

    def test_many_pages_are_fed_with_as_many_queries_as_one(self):
        toolkit = ToolkitPageFactory()
        tools = [ToolPageFactory(parent=toolkit) for _number in range(5)]
        setting = CareSettingFactory()
        stories = [StoryPageFactory(care_setting=setting) for _number in range(5)]
        for pages in (tools, stories):
            self.assertEqual(self.effort(*pages), self.effort(pages[0]))

    def test_many_videos_are_fed_with_a_query_more_for_each(self):
        videos = [VideoPageFactory() for _number in range(5)]
        self.assertEqual(self.effort(*videos), self.effort(videos[0]) + 4)


class CourseTests(TestCase):
    """After each event the index is what a new building of it would be."""

    def assert_in_line(self, event):
        self.assertEqual(list(map(str, differences())), [], event)

    def test_a_page_through_all_that_may_happen_to_it(self):
        TopicIndexPageFactory()
        glossary = GlossaryPageFactory()
        topic = TopicFactory()
        above = InformationPageFactory(slug="above")
        body = [("heading", {"text": "Who", "level": "h2", "anchor": ""})]
        page = InformationPageFactory(parent=above, body=body)
        term = GlossaryTermFactory(page=page)
        page.page_topics.add(PageTopic(topic=topic))
        page.save_revision().publish()
        self.assert_in_line("published")
        alias = page.create_alias(parent=home_page(), update_slug="alias")
        self.assert_in_line("shown elsewhere")
        page.copy(to=home_page(), update_attrs={"slug": "copy"})
        self.assert_in_line("copied")
        term.page = above
        term.save()
        self.assert_in_line("another page explains the term")
        topic.name = "Another name"
        topic.save()
        self.assert_in_line("the topic has another name")
        Page.objects.get(pk=glossary.pk).move(above, pos="first-child")
        self.assert_in_line("the glossary moved before it")
        above = InformationPage.objects.get(pk=above.pk)
        above.slug = "renamed"
        above.save_revision().publish()
        self.assert_in_line("the page above has another address")
        Page.objects.get(pk=above.pk).move(alias, pos="right")
        self.assert_in_line("the page above moved")
        Page.objects.get(pk=above.pk).unpublish()
        self.assert_in_line("the page above is unpublished")
        Page.objects.get(pk=page.pk).unpublish()
        self.assert_in_line("unpublished")
        Page.objects.get(pk=above.pk).delete()
        self.assert_in_line("deleted")
