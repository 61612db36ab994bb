"""No page may take an address that the site uses itself."""

from django.core.exceptions import ValidationError
from django.test import TestCase
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from pages.addresses import is_reserved_slug, reserved_slugs
from pages.models import InformationPage
from tests.factories import InformationPageFactory, UserFactory, home_page


class ReservedSlugTests(TestCase):
    def test_routes_and_languages_are_reserved(self):
        self.assertLessEqual(
            {"accounts", "account", "admin", "feedback", "search", "comments"}
            | {"downloads", "media", "pl", "ar", "django-admin", "healthz"},
            reserved_slugs(),
        )

    def test_sections_are_free(self):
        self.assertTrue({"toolkits", "stories", "about"}.isdisjoint(reserved_slugs()))

    def test_only_first_parts_of_addresses_count(self):
        page = InformationPageFactory()
        self.assertTrue(is_reserved_slug("search", home_page()))
        self.assertFalse(is_reserved_slug("search", page))

    def test_the_editor_is_told(self):
        self.client.force_login(UserFactory(is_superuser=True))
        form = {
            "title": "Search",
            "slug": "search",
            "summary": "How to search.",
            "body": streamfield([]),
            "pinned_pages": inline_formset([]),
            "page_topics": inline_formset([]),
            "comments": inline_formset([]),
            "action-publish": "1",
        }
        response = self.client.post(
            f"/admin/pages/add/pages/informationpage/{home_page().pk}/",
            nested_form_data(form),
        )
        self.assertContains(response, "The site uses this address itself")
        self.assertFalse(InformationPage.objects.filter(slug="search").exists())

    def test_a_copy_or_an_import_is_refused_too(self):
        with self.assertRaisesMessage(ValidationError, "The site uses this address"):
            InformationPageFactory(slug="search")

    def test_a_page_is_not_moved_there(self):
        self.client.force_login(UserFactory(is_superuser=True))
        page = InformationPageFactory(
            slug="search", parent=InformationPageFactory(slug="help")
        )
        response = self.client.post(
            f"/admin/pages/{page.pk}/move/{home_page().pk}/confirm/", follow=True
        )
        self.assertContains(response, "The site uses this address itself")
        self.assertEqual(page.get_parent(update=True).slug, "help")
