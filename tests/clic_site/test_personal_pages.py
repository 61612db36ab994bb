"""Nothing that belongs to one person stays in a browser or a cache, whatever was asked and answered."""

import re

from django.http import HttpResponse
from django.test import Client, TestCase, override_settings
from django.urls import URLPattern, get_resolver, path, reverse

from clic_site import urls
from tests.factories import MemberFactory, StoryPageFactory

OF_ACCOUNTS = re.compile(r"^accounts?/")
PARAMETER = re.compile(r"<(?:(\w+):)?\w+>")
SAMPLES = {
    "int": "1",
    "uuid": "6f1f3c1e-6d8a-4c6e-9d55-0a4f0c6f3f10",
    "slug": "x",
    "str": "x",
    "path": "x",
}


def download(request):
    return HttpResponse(b"PK", content_type="application/zip")


def kept_by_all(request):
    answer = HttpResponse(b"PK", content_type="application/zip")
    answer["Cache-Control"] = "public, max-age=3600"
    return answer


def breaks(request):
    raise ZeroDivisionError


urlpatterns = [
    path("account/test-download/", download),
    path("account/test-kept/", kept_by_all),
    path("account/test-breaks/", breaks),
    *urls.urlpatterns,
]


def addresses(patterns, prefix=""):
    """A sample of every address under these patterns."""
    for pattern in patterns:
        here = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield here
        else:
            yield from addresses(pattern.url_patterns, here)


def account_addresses():
    for address in addresses(get_resolver().url_patterns):
        if OF_ACCOUNTS.match(address):
            sample = PARAMETER.sub(lambda found: SAMPLES[found[1] or "str"], address)
            # What is left of addresses that allauth writes as regular expressions.
            sample = re.sub(r"\(\?P<\w+>[^)]*\)", "x", sample)
            yield "/" + sample.replace("^", "").replace("$", "")


@override_settings(ROOT_URLCONF=__name__)
class AccountAddressTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.member = MemberFactory()

    def visitor(self):
        return Client(raise_request_exception=False)

    def assert_not_stored(self, response):
        self.assertIn("no-store", response.headers.get("Cache-Control", ""))
        self.assertNotIn("public", response.headers["Cache-Control"])

    def test_there_are_many(self):
        found = set(account_addresses())
        self.assertGreater(len(found), 25)
        self.assertIn(reverse("account"), found)
        self.assertIn(reverse("account_login"), found)

    def test_no_answer_to_a_visitor_is_stored(self):
        for address in account_addresses():
            with self.subTest(address):
                self.assert_not_stored(self.visitor().get(address))
                self.assert_not_stored(self.visitor().post(address))

    def test_no_answer_to_a_member_is_stored(self):
        for address in account_addresses():
            with self.subTest(address):
                for method in ["get", "head", "post"]:
                    client = self.visitor()
                    client.force_login(self.member)
                    self.assert_not_stored(getattr(client, method)(address))

    def test_neither_files_nor_errors_nor_ways_to_the_right_address(self):
        self.client.force_login(self.member)
        self.client.raise_request_exception = False
        for address, status in [
            ("/account/test-download/", 200),
            ("/account/test-kept/", 200),
            ("/account/test-breaks/", 500),
            ("/account/nothing/", 404),
            ("/accounts/nothing/", 404),
            ("/accounts/", 302),
            ("/accounts/login", 301),
            ("/account/erase", 301),
            ("/ar/account/", 200),
            ("/account/?x=%00", 200),
        ]:
            with self.subTest(address):
                response = self.client.get(address)
                self.assertEqual(response.status_code, status)
                self.assert_not_stored(response)

    def test_nor_a_refusal_of_a_form_from_elsewhere(self):
        client = Client(enforce_csrf_checks=True)
        client.force_login(self.member)
        response = client.post(reverse("account_logout"))
        self.assertEqual(response.status_code, 403)
        self.assert_not_stored(response)


class PublicPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory()
        cls.member = MemberFactory()

    def test_is_not_stored_as_a_member_sees_it(self):
        self.client.force_login(self.member)
        response = self.client.get(self.page.url)
        self.assertEqual(response.status_code, 200)
        self.assertIn("no-store", response.headers["Cache-Control"])

    def test_may_be_stored_as_everyone_sees_it(self):
        response = self.client.get(self.page.url)
        self.assertNotIn("no-store", response.headers.get("Cache-Control", ""))
