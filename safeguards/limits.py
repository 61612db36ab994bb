"""How often something may be done, counted in the cache that all servers share."""

from dataclasses import dataclass

# allauth's limiter works on any shared cache, the database's included, and is the one that
# counts sign-ins already: docs/adr/0008.
from allauth.core.internal.ratelimit import clear, consume
from django.shortcuts import render
from django.utils.crypto import salted_hmac


@dataclass(frozen=True)
class Limit:
    """At most `count` times in any `seconds`, for each key."""

    name: str
    count: int
    seconds: int


def within_limit(limit, key):
    """Count one more use by this key (an address, an account) and say whether it is allowed."""
    return _consume(limit, key)


def has_room(limit, key):
    """Whether one more use by this key would be allowed; counts nothing."""
    return _consume(limit, key, dry_run=True)


def count_anew(limit, key):
    """Forget the uses by this key, as after a right code."""
    clear(None, **_counted(limit, key))


def _consume(limit, key, dry_run=False):
    allowed = consume(None, **_counted(limit, key), limit_get=True, dry_run=dry_run)
    return allowed is not None


def _counted(limit, key):
    # Neither an address nor an e-mail can be read or guessed back from the cache.
    hidden = salted_hmac("safeguards.limits", str(key), algorithm="sha256").hexdigest()
    return {
        "app": "safeguards",
        "action": limit.name,
        "config": {limit.name: f"{limit.count}/{limit.seconds}s/key"},
        "key": hidden,
    }


def too_many_requests(request, limit):
    """A kind page that says to try again later."""
    response = render(request, "429.html", status=429)
    response["Retry-After"] = str(min(limit.seconds, 3600))
    return response
