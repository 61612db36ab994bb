"""The mail by which a message is answered, and the mails to colleagues about what came of it."""

from email.utils import make_msgid
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from pages.access import pages_readable_by
from safeguards.letters import letter, send_letter
from safeguards.limits import Limit, within_limit

from .incoming.addresses import reply_address, reply_headers
from .models import FeedbackMail
from .notifications import mailbox_for
from .permissions import can_decide
from .placeholders import filled

# Whoever writes to us a hundred times in an hour fills one mailbox of ours, not two.
TOLD = Limit("feedback_came_back", count=5, seconds=60 * 60)
# Programs that answer mail by themselves leave such mail alone.
BY_ITSELF = {"Auto-Submitted": "auto-generated"}
# As many of our former mails as any program needs to put an answer where it belongs.
MOST_REFERENCES = 10


def can_be_mailed(item):
    """Whether there is an address to which an answer can go."""
    try:
        validate_email(item.email)
    except ValidationError:
        return False
    return True


def values_for(item):
    """What the placeholders say in an answer to this message; nothing for what it has not."""
    page = _named_page(item)
    path = (page.get_url() or "") if page else ""
    return {
        "name": " ".join(item.name.split()),
        "reference": item.reference,
        "page": " ".join(page.title.split()) if page else "",
        "page_address": urljoin(f"{settings.PUBLIC_URL}/", path) if path else "",
    }


def new_message_id():
    """By which what comes back is known: nobody can guess it."""
    return make_msgid(domain=urlsplit(settings.PUBLIC_URL).hostname)


def answer_letter(item, text, *, message_id):
    """The answer as its sender gets it: in their language, with greeting, reference and signature."""
    comes_back = reply_address(item)
    context = {
        "name": " ".join(item.name.split()),
        "reference": item.reference,
        "text": filled(text, values_for(item)),
        "comes_back": bool(comes_back),
        "form_address": urljoin(f"{settings.PUBLIC_URL}/", _form_path(item)),
    }
    headers = {
        "Message-ID": message_id,
        **reply_headers(item),
        **_thread_headers(item),
    }
    with override(item.language):
        mail = letter("feedback/answer", context, to=item.email, headers=headers)
    if comes_back:
        # What can't be delivered returns to the same mailbox, and names the message.
        mail.extra_headers["From"] = settings.DEFAULT_FROM_EMAIL
        mail.from_email = comes_back
    return mail


def tell_colleague(item, what):
    """Tell whoever has the message in hand, or the team, what came of an answer: never the words.

    `what` is "wrote", "doubted" or "undelivered".
    """
    to = _who_hears(item)
    if not to or not within_limit(TOLD, item.pk):
        return
    path = reverse("feedback_inbox:message", args=[item.pk])
    context = {
        "item": item,
        "what": what,
        "address": urljoin(f"{settings.PUBLIC_URL}/", path),
    }
    with override(settings.LANGUAGE_CODE):
        send_letter("feedback/came_back", context, to=to, headers=BY_ITSELF)


def _named_page(item):
    """The page of a message, if its sender may see it: others are never named."""
    if item.page is None:
        return None
    if item.user is not None:
        return next(iter(pages_readable_by(item.user, [item.page])), None)
    return Page.objects.live().public().in_bulk([item.page_id]).get(item.page_id)


def _form_path(item):
    with override(item.language):
        return reverse("feedback")


def _thread_headers(item):
    """So that their mail program shows the answer under what it answers."""
    mails = FeedbackMail.objects
    last = mails.arrived().of([item]).first()
    ours = mails.outgoing().of([item])[:MOST_REFERENCES]
    known = [mail.message_id for mail in reversed(ours)]
    if last:
        known.append(last.message_id)
        return {"In-Reply-To": last.message_id, "References": " ".join(known)}
    return {"References": " ".join(known)} if known else {}


def _who_hears(item):
    colleague = item.assignee
    if colleague and can_decide(colleague):
        return colleague.email
    return mailbox_for(item)
