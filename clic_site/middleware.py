"""What every answer carries: language, caching rules and the content security policy."""

from csp.constants import SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.middleware.gzip import GZipMiddleware as DjangoGZipMiddleware
from django.middleware.locale import LocaleMiddleware as DjangoLocaleMiddleware
from django.shortcuts import redirect
from django.utils.cache import has_vary_header, patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme

ADMIN_PREFIX = "/admin/"
ADMIN_PREFIXES = (ADMIN_PREFIX, "/django-admin/")
ACCOUNT_PREFIXES = ("/account/", "/accounts/")


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """The strict policy of the settings everywhere but in Wagtail's admin."""

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        in_admin = request.path_info.startswith(ADMIN_PREFIX)
        if in_admin and not report_only and parts.config is None:
            parts.config = _admin_policy()
        return parts


def _admin_policy():
    """What Wagtail 8 needs beyond the strict policy.

    Its admin writes scripts and styles into its pages (date choosers, inline panels), shows
    pictures before they are uploaded (blob:) and frames its own previews.
    """
    strict = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    return {
        **strict,
        "script-src": [SELF, UNSAFE_INLINE],
        "style-src": [SELF, UNSAFE_INLINE],
        "img-src": [*strict["img-src"], "blob:"],
        "media-src": [SELF, "blob:"],
        "frame-src": [SELF, *strict["frame-src"]],
    }


class LocaleMiddleware(DjangoLocaleMiddleware):
    """The language of the address, never that of the browser.

    Every address has one language, so an answer may be stored without regard to what the
    browser would prefer; Django marks English ones, which have no prefix, as if not.
    """

    def process_response(self, request, response):
        was_marked = has_vary_header(response, "Accept-Language")
        response = super().process_response(request, response)
        if not was_marked:
            _remove_from_vary(response, "Accept-Language")
        return response


class GZipMiddleware(DjangoGZipMiddleware):
    """Compresses pages; files, which stream, go out as they are.

    Films and pictures are compressed already, and part of a file must stay the part that the
    reader asked for.
    """

    def process_response(self, request, response):
        if response.streaming:
            return response
        return super().process_response(request, response)


class NoStoreMiddleware:
    """Nothing that was made for one reader is kept by a browser or a cache on the way.

    It stands outside of all that may answer in place of a view, and sees every cookie that is set.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        path = _without_language(request.path_info)
        if _is_of_an_account(path) or (
            _is_personal(request, response, path) and _is_text(response)
        ):
            patch_cache_control(response, private=True, no_store=True)
        elif _is_personal(request, response, path) and "Cache-Control" not in response:
            # A film or a document may be kept while it is watched or read.
            patch_cache_control(response, private=True)
        return response


class RefusalMiddleware:
    """Says in the admin what keeps a page from being published, where Wagtail would break.

    Its editor shows such errors beside the fields; approving from the dashboard and publishing
    many pages at once don't.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, ValidationError) or request.method != "POST":
            return None
        if not request.path_info.startswith(ADMIN_PREFIX):
            return None
        for message in exception.messages:
            messages.error(request, message)
        came_from = request.headers.get("Referer", "")
        is_ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()})
        return redirect(came_from if is_ours else "wagtailadmin_home")


def _is_of_an_account(path):
    return path.startswith(ACCOUNT_PREFIXES)


def _is_text(response):
    return response.get("Content-Type", "").startswith(("text/", "application/json"))


def _is_personal(request, response, path):
    # The cookie alone tells: looking into the session would mark every public page as
    # depending on it.
    return (
        settings.SESSION_COOKIE_NAME in request.COOKIES
        or settings.SESSION_COOKIE_NAME in response.cookies
        or path.startswith(ADMIN_PREFIXES)
    )


def _without_language(path):
    first, _slash, rest = path.removeprefix("/").partition("/")
    return f"/{rest}" if first in dict(settings.LANGUAGES) else path


def _remove_from_vary(response, name):
    kept = [
        header
        for header in (part.strip() for part in response.get("Vary", "").split(","))
        if header and header.lower() != name.lower()
    ]
    if kept:
        response["Vary"] = ", ".join(kept)
    elif "Vary" in response:
        del response["Vary"]
