from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpResponse, JsonResponse
from django.test import RequestFactory, SimpleTestCase, override_settings
from django.utils import translation
from django.utils.cache import has_vary_header, patch_vary_headers

from clic_site.middleware import (
    ContentSecurityPolicyMiddleware,
    LocaleMiddleware,
    NoStoreMiddleware,
    RefusalMiddleware,
)


def html(request):
    return HttpResponse("page")


class LocaleTests(SimpleTestCase):
    def answer(self, path, view=html, **headers):
        self.addCleanup(translation.activate, translation.get_language())
        return LocaleMiddleware(view)(RequestFactory().get(path, headers=headers))

    def test_an_english_address_is_english_for_every_browser(self):
        response = self.answer("/stories/", accept_language="pl,ar;q=0.9")
        self.assertEqual(response["Content-Language"], "en-gb")
        self.assertNotIn("Vary", response)

    def test_a_polish_address_is_polish_for_every_browser(self):
        response = self.answer("/pl/stories/", accept_language="en")
        self.assertEqual(response["Content-Language"], "pl")
        self.assertNotIn("Vary", response)

    def test_a_page_that_is_not_found_is_not_looked_for_in_another_language(self):
        def missing(request):
            return HttpResponse("no", status=404)

        response = self.answer("/nowhere/", missing, accept_language="pl")
        self.assertEqual(response.status_code, 404)

    def test_other_reasons_to_vary_stay(self):
        def varied(request):
            response = HttpResponse("page")
            patch_vary_headers(response, ["Cookie", "HX-Request"])
            return response

        response = self.answer("/stories/", varied)
        self.assertEqual(response["Vary"], "Cookie, HX-Request")

    def test_a_view_may_still_vary_by_language_itself(self):
        def varied(request):
            return HttpResponse("page", headers={"Vary": "Accept-Language"})

        response = self.answer("/stories/", varied)
        self.assertTrue(has_vary_header(response, "Accept-Language"))


class NoStoreTests(SimpleTestCase):
    def answer(self, path, view=html, signed_in=False):
        request = RequestFactory().get(path)
        request.user = AnonymousUser()
        if signed_in:
            request.COOKIES["sessionid"] = "abc"
        return NoStoreMiddleware(view)(request)

    def test_a_signed_out_page_may_be_stored(self):
        self.assertNotIn("Cache-Control", self.answer("/stories/"))

    def test_what_a_signed_in_reader_sees_is_not_stored(self):
        response = self.answer("/stories/", signed_in=True)
        self.assertIn("no-store", response["Cache-Control"])
        self.assertIn("private", response["Cache-Control"])

    def test_account_and_admin_pages_are_not_stored_in_any_language(self):
        for path in [
            "/accounts/login/",
            "/account/",
            "/pl/accounts/signup/",
            "/ar/account/",
            "/admin/",
            "/django-admin/",
        ]:
            with self.subTest(path=path):
                self.assertIn("no-store", self.answer(path)["Cache-Control"])

    def test_a_page_that_only_sounds_like_one_may_be_stored(self):
        for path in ["/accountability/", "/stories/account/", "/pl/stories/"]:
            with self.subTest(path=path):
                self.assertNotIn("Cache-Control", self.answer(path))

    def test_the_answer_that_signs_someone_in_is_not_stored(self):
        def sign_in(request):
            response = HttpResponse("welcome")
            response.set_cookie("sessionid", "abc")
            return response

        self.assertIn("no-store", self.answer("/", sign_in)["Cache-Control"])

    def test_no_shared_cache_keeps_a_public_answer_made_for_a_member(self):
        def public(request):
            return JsonResponse({}, headers={"Cache-Control": "public, max-age=60"})

        response = self.answer("/x/", public, signed_in=True)
        self.assertNotIn("public", response["Cache-Control"])
        self.assertIn("no-store", response["Cache-Control"])

    def test_a_film_may_be_kept_by_the_browser_that_plays_it(self):
        def film(request):
            return FileResponse(b"film", content_type="video/mp4")

        response = self.answer("/media/film.mp4", film, signed_in=True)
        self.assertEqual(response["Cache-Control"], "private")


class ContentSecurityPolicyTests(SimpleTestCase):
    def policy(self, path, view=html):
        request = RequestFactory().get(path)
        response = ContentSecurityPolicyMiddleware(view)(request)
        self.assertNotIn("Content-Security-Policy-Report-Only", response)
        directives = response["Content-Security-Policy"].split("; ")
        return {name: rest for name, _, rest in (d.partition(" ") for d in directives)}

    def test_public_and_account_pages_allow_nothing_inline_and_no_other_host(self):
        for path in ["/", "/stories/a-story/", "/accounts/login/", "/administration/"]:
            with self.subTest(path=path):
                policy = self.policy(path)
                self.assertEqual(policy["default-src"], "'self'")
                self.assertEqual(policy["img-src"], "'self' data:")
                self.assertEqual(
                    policy["frame-src"],
                    "https://www.youtube-nocookie.com https://player.vimeo.com",
                )
                self.assertEqual(policy["form-action"], "'self'")
                self.assertEqual(policy["base-uri"], "'none'")
                self.assertEqual(policy["object-src"], "'none'")
                self.assertEqual(policy["frame-ancestors"], "'self'")
                self.assertNotIn("unsafe", str(policy))
                self.assertNotIn("nonce", str(policy))

    def test_the_admin_may_use_what_wagtail_writes_into_its_pages(self):
        policy = self.policy("/admin/pages/3/edit/")
        self.assertIn("'unsafe-inline'", policy["script-src"])
        self.assertIn("'unsafe-inline'", policy["style-src"])
        self.assertIn("blob:", policy["img-src"])
        self.assertNotIn("unsafe-eval", str(policy))
        self.assertEqual(policy["object-src"], "'none'")
        self.assertTrue(policy["frame-src"].startswith("'self' "))

    def test_a_view_with_a_policy_of_its_own_keeps_it(self):
        def document(request):
            return HttpResponse("x", headers={"Content-Security-Policy": "sandbox"})

        self.assertEqual(self.policy("/admin/x/", document), {"sandbox": ""})


@override_settings(DEBUG=False)
class TogetherTests(SimpleTestCase):
    def test_a_plain_answer_carries_the_headers_and_no_cookie(self):
        response = self.client.get("/robots.txt")
        self.assertIn("Content-Security-Policy", response)
        self.assertIn("camera=()", response["Permissions-Policy"])
        self.assertEqual(response["X-Content-Type-Options"], "nosniff")
        self.assertEqual(response["Referrer-Policy"], "same-origin")
        self.assertFalse(response.cookies)
        self.assertNotIn("Accept-Language", response.get("Vary", ""))


class RefusalTests(SimpleTestCase):
    def answer(self, method, path, error, came_from=""):
        request = RequestFactory().generic(method, path, headers={"Referer": came_from})
        request.session = {}
        request._messages = FallbackStorage(request)
        answer = RefusalMiddleware(html).process_exception(request, error)
        return answer, [str(message) for message in request._messages]

    def test_says_what_was_refused_where_the_editor_came_from(self):
        error = ValidationError({"media": ["No captions."]})
        listing = "http://testserver/admin/pages/3/"
        answer, said = self.answer("POST", "/admin/bulk/", error, listing)
        self.assertEqual(answer.url, listing)
        self.assertEqual(said, ["No captions."])

    def test_never_leads_to_another_site(self):
        for came_from in ("https://evil.example/", "//evil.example/", ""):
            with self.subTest(came_from):
                answer, _said = self.answer(
                    "POST", "/admin/bulk/", ValidationError("No."), came_from
                )
                self.assertEqual(answer.url, "/admin/")

    def test_other_errors_and_other_pages_break_as_before(self):
        for method, path, error in [
            ("POST", "/admin/bulk/", ValueError("a bug")),
            ("GET", "/admin/", ValidationError("No.")),
            ("POST", "/feedback/", ValidationError("No.")),
        ]:
            with self.subTest(path, error=error):
                self.assertEqual(self.answer(method, path, error), (None, []))
