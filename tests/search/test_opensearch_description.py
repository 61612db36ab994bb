from django.test import TestCase, override_settings
from django.urls import reverse
from django.utils.translation import override

from tests.factories import home_page


@override_settings(PUBLIC_URL="https://clic.example")
class DescriptionTests(TestCase):
    def described(self, language="en-gb"):
        with override(language):
            response = self.client.get(reverse("opensearch"))
        self.assertEqual(response.status_code, 200)
        return response.content.decode()

    def test_tells_browsers_where_to_search(self):
        described = self.described()
        self.assertInHTML("<ShortName>CLIC</ShortName>", described)
        self.assertInHTML(
            '<Url type="text/html" method="get" '
            'template="https://clic.example/search/?q={searchTerms}"/>',
            described,
        )

    def test_each_language_has_its_own(self):
        described = self.described("pl")
        self.assertInHTML("<Language>pl</Language>", described)
        self.assertIn("https://clic.example/pl/search/?q={searchTerms}", described)

    def test_is_well_formed(self):
        described = self.described()
        self.assertTrue(described.startswith("<?xml "))
        self.assertXMLEqual(described, described)

    def test_may_be_stored_and_sets_no_cookie(self):
        with self.assertNumQueries(0):
            response = self.client.get(reverse("opensearch"))
        self.assertEqual(
            response["Content-Type"],
            "application/opensearchdescription+xml; charset=utf-8",
        )
        self.assertIn("public", response["Cache-Control"])
        self.assertFalse(response.cookies)

    def test_every_page_names_it(self):
        response = self.client.get(home_page().url)
        self.assertContains(
            response,
            '<link rel="search" type="application/opensearchdescription+xml" '
            'title="CLIC" href="/search/opensearch.xml">',
            html=True,
        )
