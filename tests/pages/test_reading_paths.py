"""What a public page is reached through: its request, its parents, its restrictions."""

from django.http import HttpResponse
from django.test import RequestFactory, SimpleTestCase, TestCase
from wagtail.models import Page, PageViewRestriction

from pages.current_request import CurrentRequestMiddleware, current_request
from pages.models import InformationPage, StoryPage
from tests.factories import (
    InformationPageFactory,
    StoryPageFactory,
    ToolkitPageFactory,
    ToolPageFactory,
    home_page,
)


class CurrentRequestTests(SimpleTestCase):
    def test_is_the_one_being_answered_and_none_before_and_after(self):
        seen = []

        def view(request):
            seen.append(current_request())
            return HttpResponse()

        request = RequestFactory().get("/")
        self.assertIsNone(current_request())
        CurrentRequestMiddleware(view)(request)
        self.assertEqual(seen, [request])
        self.assertIsNone(current_request())

    def test_is_forgotten_when_the_answer_fails(self):
        def view(request):
            raise LookupError

        with self.assertRaises(LookupError):
            CurrentRequestMiddleware(view)(RequestFactory().get("/"))
        self.assertIsNone(current_request())


class FindChildTests(TestCase):
    def test_each_section_finds_its_own_as_their_own_type(self):
        tool, story = ToolPageFactory(), StoryPageFactory()
        information = InformationPageFactory()
        for page in (tool, tool.get_parent(), story, story.get_parent(), information):
            with self.subTest(type(page).__name__):
                found = page.get_parent().specific.find_child(page.slug)
                self.assertEqual(found, page)
                self.assertIs(type(found), page.specific_class)

    def test_finds_a_child_with_one_query(self):
        story = StoryPageFactory()
        home, section = home_page(), story.get_parent().specific
        with self.assertNumQueries(2):
            home.find_child(section.slug)
            section.find_child(story.slug)

    def test_finds_nothing_that_is_not_there_or_stands_elsewhere(self):
        story = StoryPageFactory()
        self.assertIsNone(home_page().find_child(story.slug))
        self.assertIsNone(story.get_parent().specific.find_child("nothing"))

    def test_what_it_does_not_know_is_still_found_by_wagtail(self):
        background = InformationPageFactory(parent=ToolkitPageFactory())
        self.assertIsNone(background.get_parent().specific.find_child(background.slug))
        self.assertContains(self.client.get(background.url), background.title)

    def test_a_page_reached_through_its_parents_asks_for_none_of_them_again(self):
        story, home = StoryPageFactory(), home_page()
        request = RequestFactory().get(story.url)
        found, _args, _kwargs = home.route(request, ["stories", story.slug])
        with self.assertNumQueries(0):
            self.assertEqual(found.breadcrumbs, [home, found.get_parent()])


class ViewRestrictionTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.story = StoryPageFactory()
        cls.section = cls.story.get_parent()

    def restrict(self, page):
        return PageViewRestriction.objects.create(page=page, restriction_type="login")

    def restrictions(self, page):
        return set(page.get_view_restrictions())

    def test_are_those_of_the_page_and_of_all_above_it(self):
        expected = {self.restrict(self.story), self.restrict(self.section)}
        self.restrict(StoryPageFactory())
        self.assertEqual(self.restrictions(self.story), expected)

    def test_are_none_where_there_are_none_and_cost_one_query(self):
        story = StoryPage.objects.get(pk=self.story.pk)
        self.assertEqual([page.pk for page in story.breadcrumbs][-1], self.section.pk)
        with self.assertNumQueries(1):
            self.assertEqual(self.restrictions(story), set())

    def test_a_neighbour_whose_address_begins_alike_does_not_count(self):
        pages = InformationPageFactory.create_batch(11)
        self.restrict(pages[0])
        self.assertEqual(self.restrictions(pages[10]), set())

    def test_an_alias_takes_those_of_what_it_stands_for(self):
        restriction = self.restrict(self.story)
        alias = self.story.create_alias(parent=home_page(), update_slug="shown-here")
        self.assertEqual(self.restrictions(alias), {restriction})
        self.assertEqual(self.client.get(alias.url).status_code, 302)

    def test_what_stands_below_an_alias_takes_them_too(self):
        page = InformationPageFactory()
        restriction = self.restrict(page)
        below = InformationPageFactory(parent=page)
        page.create_alias(parent=home_page(), update_slug="alias", recursive=True)
        alias_below = Page.objects.get(alias_of=below).specific
        self.assertEqual(self.restrictions(alias_below), {restriction})

    def test_lists_leave_out_the_alias_of_a_restricted_page_and_what_is_below_it(self):
        page = InformationPageFactory()
        below = InformationPageFactory(parent=page)
        self.restrict(page)
        alias = page.create_alias(
            parent=home_page(), update_slug="alias", recursive=True
        )
        public = InformationPage.objects.public()
        for kept_back in (page, below, alias, alias.get_children().get().specific):
            with self.subTest(kept_back.url_path):
                self.assertNotIn(kept_back, public)

    def test_lists_show_the_alias_of_a_page_for_everyone(self):
        alias = InformationPageFactory().create_alias(
            parent=home_page(), update_slug="alias"
        )
        self.assertIn(alias, InformationPage.objects.public())

    def test_agree_with_wagtails_own_answer(self):
        self.restrict(self.section)
        for page in (home_page(), self.section.specific, self.story):
            with self.subTest(page.slug):
                self.assertEqual(
                    self.restrictions(page), set(Page.get_view_restrictions(page))
                )
