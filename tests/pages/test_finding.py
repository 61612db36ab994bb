"""From an address to its page."""

from django.test import RequestFactory, TestCase
from django.utils import translation
from wagtail.models import Locale, PageViewRestriction

from pages.finding import find_route
from tests.factories import (
    InformationPageFactory,
    StoryPageFactory,
    ToolkitPageFactory,
    ToolPageFactory,
    home_page,
)


class FindRouteTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.tool, cls.story = ToolPageFactory(), StoryPageFactory()

    def find(self, path):
        found = find_route(RequestFactory().get(path), path)
        return found[0] if found else None

    def test_finds_each_page_as_its_own_type(self):
        information = InformationPageFactory(parent=ToolkitPageFactory())
        for page in (self.tool, self.tool.get_parent(), self.story, information):
            with self.subTest(page.url):
                found = self.find(page.url)
                self.assertEqual(found.pk, page.pk)
                self.assertIs(type(found), page.specific_class)

    def test_finds_the_home_page(self):
        self.assertEqual(self.find("/"), home_page())

    def test_takes_the_same_three_queries_however_deep_the_page_stands(self):
        pages = [InformationPageFactory()]
        for _level in range(4):
            pages.append(InformationPageFactory(parent=pages[-1]))
        for page in (pages[0], pages[-1], self.tool):
            with self.subTest(page.url), self.assertNumQueries(3):
                self.find(page.url)

    def test_finds_nothing_that_is_not_there_or_stands_elsewhere(self):
        for path in (
            f"/{self.story.slug}/",
            f"{self.story.get_parent().url}nothing/",
            f"{self.story.url}nothing/",
            "/nothing/at/all/",
        ):
            with self.subTest(path):
                self.assertIsNone(self.find(path))

    def test_a_page_with_the_same_slug_elsewhere_is_not_taken_for_it(self):
        twin = ToolPageFactory(parent=ToolkitPageFactory(), slug=self.tool.slug)
        self.assertEqual(self.find(self.tool.url), self.tool)
        self.assertEqual(self.find(twin.url), twin)

    def test_a_draft_is_not_found_but_what_stands_below_it_is(self):
        above = InformationPageFactory(live=False)
        below = InformationPageFactory(parent=above)
        self.assertIsNone(self.find(f"/{above.slug}/"))
        self.assertEqual(self.find(f"/{above.slug}/{below.slug}/"), below)

    def test_part_of_a_list_goes_before_a_page_of_that_name(self):
        section = self.story.get_parent()
        StoryPageFactory(slug="page")
        self.assertEqual(self.find(f"{section.url}page/2/"), section.specific)

    def test_knows_the_way_up_without_asking_again(self):
        found = self.find(self.story.url)
        with self.assertNumQueries(0):
            way = [page.pk for page in found.breadcrumbs]
        self.assertEqual(way, [home_page().pk, self.story.get_parent().pk])

    def test_knows_without_asking_again_that_nothing_is_restricted(self):
        found = self.find(self.story.url)
        with self.assertNumQueries(0):
            self.assertEqual(list(found.get_view_restrictions()), [])

    def test_a_restriction_on_the_page_or_above_it_is_not_overlooked(self):
        for page in (self.story, self.story.get_parent(), home_page()):
            restriction = PageViewRestriction.objects.create(
                page=page, restriction_type="login"
            )
            with self.subTest(page.url):
                found = self.find(self.story.url)
                self.assertEqual(list(found.get_view_restrictions()), [restriction])
                response = self.client.get(self.story.url)
                self.assertEqual(response.status_code, 302)
            restriction.delete()

    def test_the_home_page_is_the_one_in_the_readers_language_once_it_is_published(
        self,
    ):
        polish = Locale.objects.get_or_create(language_code="pl")[0]
        english = home_page()
        translated = english.copy_for_translation(polish)
        with translation.override("pl"):
            self.assertEqual(self.find("/"), english)
            translated.save_revision().publish()
            self.assertEqual(self.find("/"), translated)
        self.assertEqual(self.find("/"), english)
