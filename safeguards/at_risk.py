"""Telling the safeguarding lead that somebody may be at risk."""

from urllib.parse import urljoin

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.translation import override

from .letters import send_letter
from .models import SafeguardingSettings


def alert_lead(*, what, address, on_page=""):
    """Tell the lead and the deputy at once, or all administrators where there is no lead.

    `what` says what kind of thing was marked, such as _("a comment"), `address` where in the admin
    it can be seen. Nothing of the thing itself, nor who wrote it, is in the mail. Returns how many
    mails were written.
    """
    mailboxes = SafeguardingSettings.current().mailboxes
    has_lead = bool(mailboxes)
    if not has_lead:
        mailboxes = _administrators()
    with override(settings.LANGUAGE_CODE):
        context = {
            "what": str(what),
            "admin_address": urljoin(settings.PUBLIC_URL, address),
            "on_page": on_page,
            "has_lead": has_lead,
        }
        for mailbox in mailboxes:
            send_letter("safeguards/at_risk", context, to=mailbox)
    return len(mailboxes)


def _administrators():
    people = get_user_model().objects.administrators().order_by("pk")
    return list(people.values_list("email", flat=True))
