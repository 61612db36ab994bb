"""Pages that belong to the whole site: what robots and researchers ask for, and errors."""

from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpResponse, UnreadablePostError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

# Nothing to find there, or a page that differs for everyone.
NOT_FOR_ROBOTS = [
    "search/",
    "accounts/",
    "account/",
    "feedback/thanks/",
    "share/",
    "contributions/",
]

CHUNK = 64 * 1024
UNREAD_BYTES_TAKEN = 50 * 1024 * 1024


@require_safe
@cache_control(max_age=24 * 60 * 60, public=True)
def robots_txt(request):
    other_languages = [code for code, _name in settings.LANGUAGES[1:]]
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /django-admin/"]
    for path in NOT_FOR_ROBOTS:
        lines.append(f"Disallow: /{path}")
        lines += [f"Disallow: /{code}/{path}" for code in other_languages]
    lines += ["", f"Sitemap: {settings.PUBLIC_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain")


@require_safe
@cache_control(max_age=24 * 60 * 60, public=True)
def security_txt(request):
    """Where to report a weakness (RFC 9116)."""
    expires = timezone.now() + timedelta(days=180)
    lines = [
        f"Contact: {settings.PUBLIC_URL}/feedback/",
        f"Expires: {expires:%Y-%m-%dT00:00:00Z}",
        "Preferred-Languages: en",
        f"Canonical: {settings.PUBLIC_URL}/.well-known/security.txt",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def page_not_found(request, exception=None):
    return render(request, "404.html", status=404)


def permission_denied(request, exception=None):
    return render(request, "403.html", status=403)


def csrf_failure(request, reason=""):
    """A form that lay open until the sign-in it belonged to had ended."""
    return render(request, "403_csrf.html", status=403)


def bad_request(request, exception=None):
    """A request that we cannot read, or that is far too large."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        _read_to_the_end(request)
        return render(request, "413.html", status=413)
    # Without the request: what is wrong with it may be the host that a page would ask for.
    return HttpResponse(render_to_string("400.html"), status=400)


def _read_to_the_end(request):
    """Take what is still being sent, within bounds: a browser shows no answer before it has sent all."""
    taken = 0
    with suppress(UnreadablePostError):
        while taken < UNREAD_BYTES_TAKEN and (chunk := request.read(CHUNK)):
            taken += len(chunk)


def too_many_requests(request, exception=None):
    """What allauth shows when it refuses another try."""
    return render(request, "429.html", status=429)


def server_error(request):
    """Something broke, perhaps the database: a page that needs nothing."""
    return HttpResponse(render_to_string("500.html"), status=500)
