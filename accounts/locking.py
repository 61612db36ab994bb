"""Too many wrong passwords for one account: its owner is told, at most once an hour."""

from allauth.account import app_settings
from allauth.core.internal.ratelimit import consume

from safeguards.limits import Limit, within_limit

from . import tasks
from .models import User

NOTICE = Limit("notice_of_lock", count=1, seconds=60 * 60)


def look_for_lock(email, *, counted_as):
    """After a wrong password: have the owner told if there may be no further try for now.

    An address that nobody has costs the same.
    """
    if _has_tries_left(counted_as) or not within_limit(NOTICE, email):
        return
    person = User.objects.filter(email=email).first()
    tasks.tell_of_lock.enqueue(person.pk if person else 0)


def _has_tries_left(counted_as):
    rates = app_settings.RATE_LIMITS["login_failed"].split(",")
    for_account = next(rate for rate in rates if rate.endswith("/key"))
    return consume(
        None,
        app="allauth.account",
        action="login_failed",
        config={"login_failed": for_account},
        key=counted_as,
        dry_run=True,
        limit_get=True,
    )
