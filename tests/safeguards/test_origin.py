from django.http import HttpResponse
from django.test import (
    Client,
    RequestFactory,
    SimpleTestCase,
    TestCase,
    override_settings,
)
from django.urls import path

from clic_site import urls
from safeguards.origin import is_same_origin, same_origin_required


@same_origin_required
def leave_a_word(request):
    return HttpResponse("kept")


urlpatterns = [path("word/", leave_a_word), *urls.urlpatterns]


def post(**headers):
    return RequestFactory().post("/word/", headers=headers)


@override_settings(
    PUBLIC_URL="https://clic.example", ALLOWED_HOSTS=["testserver", "clic.example"]
)
class SameOriginTests(SimpleTestCase):
    def test_believes_the_browser_that_a_page_of_ours_sent_it(self):
        self.assertTrue(is_same_origin(post(sec_fetch_site="same-origin")))

    def test_refuses_other_sites_subdomains_and_what_no_page_sent(self):
        for site in ["cross-site", "same-site", "none", "", "Same-Origin"]:
            with self.subTest(site=site):
                self.assertFalse(is_same_origin(post(sec_fetch_site=site)))

    def test_a_good_origin_does_not_make_up_for_a_bad_fetch_site(self):
        request = post(sec_fetch_site="cross-site", origin="http://testserver")
        self.assertFalse(is_same_origin(request))

    def test_a_good_referer_does_not_make_up_for_a_bad_origin(self):
        request = post(origin="null", referer="http://testserver/page/")
        self.assertFalse(is_same_origin(request))

    def test_older_browsers_are_told_by_their_origin(self):
        self.assertTrue(is_same_origin(post(origin="http://testserver")))
        self.assertTrue(is_same_origin(post(origin="http://TESTSERVER:80")))

    def test_the_public_address_is_ours_behind_a_proxy_too(self):
        self.assertTrue(is_same_origin(post(origin="https://clic.example")))
        self.assertTrue(is_same_origin(post(origin="https://clic.example:443")))

    def test_refuses_origins_that_only_look_like_ours(self):
        for origin in [
            "null",
            "",
            "https://testserver",
            "http://testserver:8000",
            "http://clic.example",
            "http://evil.testserver",
            "http://testserver.evil.example",
            "https://clic.example@evil.example",
            "http://testserver:port",
            "http://[testserver",
            "file://testserver",
            "testserver",
        ]:
            with self.subTest(origin=origin):
                self.assertFalse(is_same_origin(post(origin=origin)))

    def test_the_referer_counts_where_nothing_else_is_sent(self):
        self.assertTrue(is_same_origin(post(referer="http://testserver/page/?a=1")))
        self.assertFalse(is_same_origin(post(referer="http://evil.example/testserver")))
        self.assertFalse(is_same_origin(post(referer="")))

    def test_refuses_a_request_that_says_nothing(self):
        self.assertFalse(is_same_origin(post()))


@override_settings(ROOT_URLCONF=__name__)
class SameOriginRequiredTests(TestCase):
    def setUp(self):
        self.client = Client(enforce_csrf_checks=True)

    def test_a_form_of_ours_needs_no_token(self):
        response = self.client.post("/word/", headers={"sec-fetch-site": "same-origin"})
        self.assertContains(response, "kept")

    def test_anyone_may_read(self):
        response = self.client.get("/word/", headers={"sec-fetch-site": "cross-site"})
        self.assertContains(response, "kept")

    def test_every_unsafe_method_is_checked(self):
        for method in ["post", "put", "patch", "delete"]:
            with self.subTest(method=method):
                response = getattr(self.client, method)("/word/")
                self.assertEqual(response.status_code, 403)
