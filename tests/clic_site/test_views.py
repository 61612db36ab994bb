from datetime import timedelta
from unittest import mock

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpResponse
from django.test import Client, TestCase, override_settings
from django.urls import path
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from clic_site import urls
from clic_site.urls import handler400, handler403, handler404, handler500  # noqa: F401
from safeguards.limits import Limit, too_many_requests
from safeguards.origin import same_origin_required


def broken(request):
    raise OperationalError("password of clic")


def forbidden(request):
    raise PermissionDenied


@same_origin_required
def read_all(request):
    return HttpResponse(str(len(request.POST)))


def write(request):
    return HttpResponse("written")


def busy(request):
    return too_many_requests(request, Limit("letters", 3, 600))


urlpatterns = [
    path("broken/", broken),
    path("forbidden/", forbidden),
    path("read-all/", read_all),
    path("write/", write),
    path("busy/", busy),
    *urls.urlpatterns,
]


class RobotsTests(TestCase):
    @override_settings(PUBLIC_URL="https://clic.example")
    def test_keeps_robots_out_of_what_is_no_page_and_shows_them_the_rest(self):
        response = self.client.get("/robots.txt", headers={"host": "testserver"})
        lines = response.content.decode().splitlines()
        for path_ in ["/search/", "/admin/", "/accounts/", "/account/", "/pl/search/"]:
            with self.subTest(path=path_):
                self.assertIn(f"Disallow: {path_}", lines)
        self.assertNotIn("Disallow: /", lines)
        self.assertIn("Sitemap: https://clic.example/sitemap.xml", lines)
        self.assertTrue(response["Content-Type"].startswith("text/plain"))


class SecurityTxtTests(TestCase):
    @override_settings(PUBLIC_URL="https://clic.example")
    def test_says_where_to_report_a_weakness(self):
        response = self.client.get("/.well-known/security.txt")
        lines = dict(
            line.split(": ", 1) for line in response.content.decode().splitlines()
        )
        self.assertEqual(lines["Contact"], "https://clic.example/feedback/")
        expires = parse_datetime(lines["Expires"])
        self.assertGreater(expires, timezone.now() + timedelta(days=30))
        self.assertLess(expires, timezone.now() + timedelta(days=365))
        self.assertEqual(response["Content-Type"], "text/plain; charset=utf-8")


@override_settings(ROOT_URLCONF=__name__)
class ErrorPageTests(TestCase):
    def setUp(self):
        self.client = Client(raise_request_exception=False)

    def test_a_page_that_is_not_there(self):
        response = self.client.get("/nowhere/at/all/")
        self.assertContains(response, "find that page", status_code=404)
        self.assertFalse(response.cookies)

    def test_something_broke_and_the_database_with_it(self):
        with (
            mock.patch.object(
                BaseDatabaseWrapper, "cursor", side_effect=OperationalError
            ),
            self.assertLogs("django.request", "ERROR"),
        ):
            response = self.client.get("/broken/")
        self.assertContains(response, "<h1>Something went wrong</h1>", status_code=500)
        self.assertNotContains(response, "password", status_code=500)

    def test_what_is_not_allowed(self):
        response = self.client.get("/forbidden/")
        self.assertContains(response, "do that here", status_code=403)
        self.assertFalse(response.cookies)

    def test_a_host_that_is_not_ours(self):
        response = self.client.get("/nowhere/", headers={"host": "evil.example"})
        self.assertContains(response, "could not read that", status_code=400)
        self.assertNotContains(response, "evil.example", status_code=400)

    def test_far_too_much_text_is_no_fault_of_the_site(self):
        for data, content_type in [
            ("text=" + "x" * 6_000_000, "application/x-www-form-urlencoded"),
            ("a=1&" * 10_001, "application/x-www-form-urlencoded"),
        ]:
            with self.subTest(length=len(data)):
                response = self.client.post(
                    "/read-all/",
                    data,
                    content_type=content_type,
                    headers={"sec-fetch-site": "same-origin"},
                )
                self.assertContains(response, "too much at once", status_code=413)

    def test_far_too_much_text_where_a_token_is_asked_for(self):
        client = Client(enforce_csrf_checks=True, raise_request_exception=False)
        client.cookies["csrftoken"] = "a" * 32
        response = client.post("/write/", {"text": "x" * 6_000_000})
        self.assertIn(response.status_code, [403, 413])

    def test_a_form_that_had_been_open_too_long(self):
        client = Client(enforce_csrf_checks=True)
        response = client.post("/write/", {"text": "x"})
        self.assertContains(response, "send that again", status_code=403)

    def test_a_form_sent_from_elsewhere(self):
        response = self.client.post(
            "/read-all/", {"a": "1"}, headers={"sec-fetch-site": "cross-site"}
        )
        self.assertContains(response, "our own page", status_code=403)
        self.assertFalse(response.cookies)

    def test_too_many_tries(self):
        response = self.client.get("/busy/")
        self.assertContains(response, "wait a little", status_code=429)
        self.assertEqual(response["Retry-After"], "600")
