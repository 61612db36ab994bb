"""Passwords that a team shares, for a page or a file: nobody tries them without end."""

from functools import wraps

from django.shortcuts import redirect
from django.urls import NoReverseMatch
from django.views.decorators.cache import never_cache

from .address import client_network
from .limits import Limit, too_many_requests, within_limit

# Right ones count too: a whole hospital may sit behind one address.
TRIES = Limit("shared_password", count=200, seconds=60 * 60)


def guarded(view):
    """Wagtail's form for such a password, with a limit on tries and an end that always exists."""

    @never_cache
    @wraps(view)
    def guarded_view(request, *args, **kwargs):
        if request.method == "POST" and not within_limit(
            TRIES, client_network(request)
        ):
            return too_many_requests(request, TRIES)
        try:
            return view(request, *args, **kwargs)
        except NoReverseMatch:
            # Where to go afterwards stands in the form, and may have been changed there.
            return redirect("/")

    return guarded_view
