"""How often something may be done, counted in the cache that all servers share."""

import time
from dataclasses import dataclass

# allauth's limiter works on any shared cache, the database's included, and is the one that
# counts sign-ins already: docs/adr/0008.
from allauth.core.internal.ratelimit import clear, consume, get_cache_key, parse_rate
from django.core.cache import cache, caches
from django.shortcuts import render
from django.utils.crypto import salted_hmac

# Many at the same instant wait for each other; the limiter gives one up after a second, and
# that is no reason to send people of a whole hospital away.
TURNS = 10


@dataclass(frozen=True)
class Limit:
    """At most `count` times in any `seconds`, for each key."""

    name: str
    count: int
    seconds: int


def within_limit(limit, key):
    """Count one more use by this key (an address, an account) and say whether it is allowed."""
    return _consume(limit, key)


def within_limit_here(limit, key):
    """The same, counted by this process alone: for what happens often and is not worth a query."""
    counts, name = caches["process"], f"limits.{limit.name}.{_hidden(key)}"
    counts.add(name, 0, limit.seconds)
    try:
        return counts.incr(name) <= limit.count
    except ValueError:
        # Its time was over just now.
        return True


def has_room(limit, key):
    """Whether one more use by this key would be allowed; counts nothing."""
    return _consume(limit, key, dry_run=True)


def count_anew(limit, key):
    """Forget the uses by this key, as after a right code."""
    clear(None, **_counted(limit, key))


def _consume(limit, key, dry_run=False):
    counted = _counted(limit, key)
    for _turn in range(TURNS):
        if consume(None, **counted, limit_get=True, dry_run=dry_run) is not None:
            return True
        if _is_used_up(limit, counted):
            return False
    return False


def _is_used_up(limit, counted):
    """Whether as much was used as is allowed, and not only that others are being counted just now."""
    rate = parse_rate(counted["config"][limit.name])
    names = {name: counted[name] for name in ("app", "action", "key")}
    uses = cache.get(get_cache_key(None, rate=rate, **names), [])
    since = time.time() - limit.seconds
    return sum(use > since for use in uses) >= limit.count


def _counted(limit, key):
    return {
        "app": "safeguards",
        "action": limit.name,
        "config": {limit.name: f"{limit.count}/{limit.seconds}s/key"},
        "key": _hidden(key),
    }


def _hidden(key):
    # Neither an address nor an e-mail can be read or guessed back from the cache.
    return salted_hmac("safeguards.limits", str(key), algorithm="sha256").hexdigest()


def too_many_requests(request, limit):
    """A kind page that says to try again later."""
    response = render(request, "429.html", status=429)
    response["Retry-After"] = str(min(limit.seconds, 3600))
    return response
