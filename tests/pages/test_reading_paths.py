"""What a public page is reached through: its request, its parents, its restrictions."""

from django.http import HttpResponse
from django.test import RequestFactory, SimpleTestCase, TestCase
from wagtail.models import Page, PageViewRestriction

from pages.current_request import CurrentRequestMiddleware, current_request
from pages.models import InformationPage, StoryPage
from tests.factories import (
    InformationPageFactory,
    StoryPageFactory,
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

    def test_lists_leave_out_the_alias_of_an_alias_of_a_restricted_page(self):
        page = InformationPageFactory()
        alias = page.create_alias(parent=home_page(), update_slug="alias")
        second = alias.create_alias(parent=home_page(), update_slug="second")
        restriction = self.restrict(page)
        self.assertEqual(self.restrictions(second), {restriction})
        self.assertNotIn(second, InformationPage.objects.public())
        page.title = "New title"
        page.save_revision().publish()
        second.refresh_from_db()
        self.assertEqual(second.title, "New title")

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
