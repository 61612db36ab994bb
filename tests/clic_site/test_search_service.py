import os
from unittest import mock

from django.core.exceptions import ImproperlyConfigured
from django.test import SimpleTestCase
from environs import Env

from clic_site.settings.search_service import SearchService, read_search_service


class SearchServiceTests(SimpleTestCase):
    def read(self, url):
        with mock.patch.dict(os.environ, SEARCH_URL=url):
            return read_search_service(Env())

    def test_without_the_variable_postgresql_is_asked(self):
        self.assertIsNone(self.read(""))

    def test_it_is_read_whole(self):
        self.assertEqual(
            self.read("https://clic:p%40ss%3Aword@search.example:9200/clic-live/"),
            SearchService(
                host="search.example",
                port=9200,
                is_safe=True,
                name="clic-live",
                user="clic",
                password="p@ss:word",
            ),
        )

    def test_port_and_name_have_their_usual_values(self):
        found = self.read("http://localhost")
        self.assertEqual((found.port, found.name, found.user), (80, "clic", ""))
        self.assertFalse(found.is_safe)
        self.assertEqual(self.read("https://search.example").port, 443)

    def test_what_can_not_be_one_stops_the_start_without_saying_it(self):
        for url in (
            "search.example:9200",
            "ftp://user:secret@search.example",
            "https://user:secret@search.example:port",
            "https://user:secret@/clic",
            "https://user:secret@search.example/Clic",
            "https://user:secret@search.example/a/b",
            "https://user:secret@search.example/_all",
        ):
            with (
                self.subTest(url),
                self.assertRaisesMessage(ImproperlyConfigured, "SEARCH_URL") as caught,
            ):
                self.read(url)
            self.assertNotIn("secret", str(caught.exception))
