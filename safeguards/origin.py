"""Whether a form was sent from our own pages, told without a token or a cookie."""

from functools import wraps
from urllib.parse import urlsplit

from django.conf import settings
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

SAFE_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}
USUAL_PORTS = {"http": 80, "https": 443}


def same_origin_required(view):
    """Refuse what another site had a browser send here; for forms on pages without a token."""

    @csrf_exempt
    @wraps(view)
    def checked(request, *args, **kwargs):
        if request.method in SAFE_METHODS or is_same_origin(request):
            return view(request, *args, **kwargs)
        return render(request, "safeguards/refused.html", status=403)

    return checked


def is_same_origin(request):
    """Whether the browser says that one of our own pages sent this request.

    Only the strongest sign it gives counts: a request that fails on that one cannot make
    up for it with a weaker one.
    """
    fetch_site = request.headers.get("Sec-Fetch-Site")
    if fetch_site is not None:
        return fetch_site == "same-origin"
    sender = request.headers.get("Origin")
    if sender is None:
        sender = request.headers.get("Referer", "")
    origin = _origin(sender)
    return origin is not None and origin in _own_origins(request)


def _own_origins(request):
    # get_host() answers with hosts of ALLOWED_HOSTS only.
    here = f"{request.scheme}://{request.get_host()}"
    return {_origin(here), _origin(settings.PUBLIC_URL)}


def _origin(address):
    """Scheme, host and port of an address; None for `null` and what is no web address."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in USUAL_PORTS or not parts.hostname:
        return None
    return parts.scheme, parts.hostname, port or USUAL_PORTS[parts.scheme]
