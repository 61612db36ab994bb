"""How long what visitors send is kept, in their words."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

YEAR = 365


def kept_line():
    """What becomes of a message, and of who sent it, as time goes by: services/retention.py."""
    return _(
        "We keep the message for %(kept)s. If you gave a name or an address, we keep them for %(named)s, or longer while we are still dealing with the message."
    ) % {
        "named": _in_words(settings.FEEDBACK_NAMED_DAYS),
        "kept": _in_words(settings.FEEDBACK_KEPT_DAYS),
    }


def _in_words(days):
    years, rest = divmod(days, YEAR)
    if rest:
        return ngettext("%d day", "%d days", days) % days
    return ngettext("%d year", "%d years", years) % years
