"""How long writers wait for a moderator, said before they have to ask."""

from datetime import timedelta

from django.core.cache import caches
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models import CommentDecision, CommentSettings

# Nine of ten writers waited no longer than this.
SHARE = 0.9
LOOKED_BACK = timedelta(days=30)
# With fewer decisions the setting speaks.
ENOUGH = 10
# In each process on its own: a page with something that waits asks the database for nothing.
KEPT = 10 * 60
KEY = "comments.time_promised"

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# Nobody reads “within 11 hours” as anything but 12.
HOURS = (1, 2, 3, 4, 6, 8, 12)


def promise():
    """One sentence on how soon most comments are decided about."""
    return _("Most are answered within %(time)s.") % {
        "time": _in_words(time_promised())
    }


def time_promised():
    """How long most writers have to wait; kept for ten minutes."""
    return caches["process"].get_or_set(KEY, _time_promised, KEPT)


def forget_promise():
    """Let the next reader see what was decided a moment ago."""
    caches["process"].delete(KEY)


def _time_promised():
    decisions = CommentDecision.objects.since(timezone.now() - LOOKED_BACK)
    number, time = decisions.waits(SHARE)
    if number < ENOUGH:
        return HOUR * CommentSettings.current().promised_hours
    return time


def _in_words(time):
    """A time rounded up to what people say."""
    if time <= HOUR:
        return _("an hour")
    if time <= HOUR * HOURS[-1]:
        hours = next(hours for hours in HOURS if time <= HOUR * hours)
        return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
    if time <= DAY:
        return _("a day")
    days = -(-time // DAY)
    if days <= 14:
        return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
    weeks = -(-days // 7)
    return ngettext("%(count)d week", "%(count)d weeks", weeks) % {"count": weeks}
