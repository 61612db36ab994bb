"""What feedback offers to a member's account: seeing, taking along and erasing what one sent."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.registry import PersonalData, columns, register, register_impersonal
from pages.access import pages_readable_by

from .models import FeedbackItem
from .permissions import can_read
from .services.forgetting import forget_sender, hand_over
from .standing import standing_of

SHOWN = 5


PERSONAL = (
    *columns(
        "feedback.FeedbackItem",
        "user message shown_message picture name email search waits_for assignee handled_by",
    ),
    *columns("feedback.FeedbackNote", "author body"),
    *columns("feedback.FeedbackMail", "author from_address body shown_body rest"),
    *columns("feedback.PageTask", "what made_by done_by"),
    *columns("feedback.DoneNote", "quote quoted_name published_by"),
    *columns("feedback.DigestRefusal", "user"),
)

IMPERSONAL = {
    "feedback.CountedAnswer": "a keyed hash, whose key is thrown away each day",
    "feedback.DailySalt": "made up by chance",
    "feedback.DigestSent": "a keyed hash, which leads back to nothing",
    "feedback.DoneNote.said": "what colleagues write for all readers",
    "feedback.DoneNote.did": "what colleagues write for all readers",
    "feedback.FeedbackEvent": "numbers and codes: docs/adr/0012",
    "feedback.FeedbackItem.details": "codes of kinds",
    "feedback.FeedbackItem.fingerprint": "a keyed hash, which leads back to nothing",
    "feedback.FeedbackItem.language": "a code",
    "feedback.FeedbackItem.reference": "a number made up by chance",
    "feedback.FeedbackKind": "a list that editors keep",
    "feedback.FeedbackMail.message_id": "a number made up by chance",
    "feedback.FeedbackSettings": "the site's own words, and a mailbox that several people share",
    "feedback.FeedbackTag": "a list that colleagues keep",
    "feedback.KeptAnswer": "a list that editors keep",
}


def summary(user):
    """The member's newest messages and whether somebody has dealt with them, for "my account"."""
    sent = FeedbackItem.objects.of(user)
    newest = list(sent.select_related("kind")[:SHOWN])
    for item in newest:
        item.standing = standing_of(item)
    return {
        "template": "feedback/account.html",
        "context": {"items": newest, "count": sent.count()},
    }


def export(user):
    """Everything the member sent, as JSON can hold it; a page they may not read has no title."""
    items = list(FeedbackItem.objects.of(user).select_related("kind", "page"))
    pages = [item.page for item in items if item.page]
    titles = {page.pk: page.title for page in pages_readable_by(user, pages)}
    return [
        {
            "reference": item.reference,
            "sent": item.created_at.isoformat(),
            "state": item.state,
            "about": item.kind and item.kind.name,
            "page": titles.get(item.page_id),
            "message": item.message,
            "name": item.name,
            "email": item.email,
        }
        for item in items
    ]


LABELS = {
    "reference": _("Reference"),
    "sent": _("Sent"),
    "state": _("State"),
    "about": _("About"),
    "page": _("Page"),
    "message": _("Message"),
    "name": _("Name"),
    "email": _("E-mail address"),
}


def erase(user, keep_words):
    """Take the member's name and address off what they sent, or take the messages away."""
    return forget_sender(user, keep_words=keep_words)


def written(user, viewer):
    """Where the viewer can read what the member sent."""
    if can_read(viewer):
        url = reverse("feedback_inbox:sender", args=[user.pk])
        return {"title": _("Feedback"), "url": url}


def register_personal_data():
    """Tell accounts what is held here of a person, and what is nobody's."""
    register(
        PersonalData(
            key="feedback",
            title=_("Feedback"),
            summary=summary,
            export=export,
            erase=erase,
            hand_over=hand_over,
            written=written,
            fields=PERSONAL,
            labels=LABELS,
            choices={"state": dict(FeedbackItem.State.choices)},
        )
    )
    register_impersonal(IMPERSONAL)
