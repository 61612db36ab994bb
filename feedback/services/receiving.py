"""Keeping what visitors send, and the mails about it."""

from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from safeguards.personal_details import find_details, without_details

from ..due import due_on
from ..models import FeedbackEvent, FeedbackItem
from ..notifications import alert_lead_of, confirm_to_sender, tell_team
from .states import log

State = FeedbackItem.State
Source = FeedbackItem.Source


@transaction.atomic
def receive_feedback(
    *,
    kind,
    message,
    name="",
    email="",
    page=None,
    user=None,
    is_caught=False,
    source=Source.FORM,
    language=settings.LANGUAGE_CODE,
    page_version=None,
    document=None,
    is_at_risk=False,
    picture=None,
):
    """Keep a visitor's message and the mails about it, all or nothing.

    `user` is the member who sent it, if one was signed in; `page_version` the revision of the page
    that they read; `picture` one that was made anew (safeguards/pictures.py). The same message
    sent again on the same day is the first one: nothing is kept or mailed twice. What the honeypot
    caught goes to spam, and nobody is told, unless somebody may be at risk.
    """
    findings = find_details(message)
    item, is_first = FeedbackItem.objects.get_or_create(
        fingerprint=_fingerprint(
            kind and kind.pk,
            message,
            name,
            email,
            page and page.pk,
            user and user.pk,
            is_caught,
            str(source),
            document and document.pk,
            is_at_risk,
            picture and sha256(picture.read()).hexdigest(),
        ),
        defaults={
            "kind": kind,
            "source": source,
            "message": message,
            "shown_message": without_details(message, findings),
            "details": sorted({finding.kind.value for finding in findings}),
            "is_at_risk": is_at_risk,
            "name": name,
            "email": email,
            "language": language,
            "page": page,
            "page_version": page_version,
            "document": document,
            "user": user,
            "due_on": due_on(kind, timezone.localdate()),
            "state": State.SPAM if is_caught else State.NEW,
        },
    )
    if is_first:
        log(item, FeedbackEvent.Action.RECEIVED)
        _tell(item)
        if picture:
            # Last of all: a file stays where it is when everything else is undone.
            item.picture.save(picture.name, picture, save=False)
            item.save(update_fields=["picture"])
    return item


def _tell(item):
    if item.is_at_risk:
        alert_lead_of(item)
    if item.state != State.SPAM:
        tell_team(item)
        confirm_to_sender(item)


def _fingerprint(*parts):
    # Keyed, so that nobody can find a name or an address by trying it out; repr, so that
    # no text can imitate the border between two parts.
    return salted_hmac(
        "feedback.fingerprint",
        repr((timezone.localdate().isoformat(), *parts)),
        algorithm="sha256",
    ).hexdigest()
