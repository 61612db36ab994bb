"""What feedback offers to a member's account: seeing, taking along and erasing what one sent."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.registry import PersonalData, columns, register, register_impersonal
from pages.access import pages_readable_by

from .models import (
    DigestRefusal,
    DoneNote,
    FeedbackItem,
    FeedbackMail,
    FeedbackNote,
    PageTask,
)
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
    """Everything the member sent and what came of it, and what a colleague did, as JSON can hold it.

    A page that they may not read has no title.
    """
    return {
        "messages": _messages(user),
        "mails_from_your_address": [
            {"written": mail.created_at.isoformat(), "text": mail.body}
            for mail in FeedbackMail.objects.coming_from(user.email)
        ],
        "as_a_colleague": _as_a_colleague(user),
    }


def _messages(user):
    items = list(
        FeedbackItem.objects.of(user)
        .select_related("kind", "page", "done_note")
        .prefetch_related("mails")
    )
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
            "mails": [
                {
                    "written": mail.created_at.isoformat(),
                    "by": "you" if mail.is_incoming else "team",
                    "text": mail.body,
                    "below": mail.rest,
                }
                for mail in item.mails.all()
                # Nobody knows whether it was they who wrote what came from elsewhere.
                if mail.state != FeedbackMail.State.DOUBTFUL
            ],
            "published": _published(item),
        }
        for item in items
    ]


def _published(item):
    """What readers were told because of a message, with what its sender agreed to."""
    note = getattr(item, "done_note", None)
    return note and {
        "said": note.said,
        "did": note.did,
        "quote": note.quote,
        "quoted_name": note.quoted_name,
        "consent": note.consent,
        "agreed_on": note.consent_on and note.consent_on.isoformat(),
    }


def _as_a_colleague(user):
    """What somebody did about the messages of others, without the words of these."""
    notes = FeedbackNote.objects.filter(author=user).select_related("item")
    answers = FeedbackMail.objects.filter(author=user).select_related("item")
    return {
        "notes": [
            {
                "reference": note.item.reference,
                "written": note.created_at.isoformat(),
                "text": note.body,
            }
            for note in notes
        ],
        "answers": [
            {
                "reference": mail.item.reference,
                "written": mail.created_at.isoformat(),
            }
            for mail in answers
        ],
        "tasks": [
            {"text": task.what, "written": task.created_at.isoformat()}
            for task in PageTask.objects.filter(made_by=user)
        ],
        "told_readers": [
            {
                "said": note.said,
                "did": note.did,
                "written": note.published_at.isoformat(),
            }
            for note in DoneNote.objects.filter(published_by=user)
        ],
        "assigned": [
            item.reference
            for item in FeedbackItem.objects.assigned_to(user).newest_first()
        ],
        "daily_mail_switched_off": DigestRefusal.objects.filter(user=user).exists(),
    }


def files(user):
    """The pictures that the member sent along."""
    for item in FeedbackItem.objects.of(user).exclude(picture=""):
        yield item.reference, item.picture


LABELS = {
    "messages": _("What you sent"),
    "mails_from_your_address": _("Mails from your address about messages of others"),
    "as_a_colleague": _("What you did as a colleague"),
    "reference": _("Reference"),
    "sent": _("Sent"),
    "state": _("State"),
    "about": _("About"),
    "page": _("Page"),
    "message": _("Message"),
    "name": _("Name"),
    "email": _("E-mail address"),
    "mails": _("Mails about it"),
    "written": _("Written"),
    "by": _("By"),
    "text": _("Text"),
    "below": _("Signature and repeated text"),
    "published": _("Told to all readers"),
    "said": _("You said"),
    "did": _("We did"),
    "quote": _("Your own words"),
    "quoted_name": _("Name shown"),
    "consent": _("Did you agree to be quoted?"),
    "agreed_on": _("Agreed on"),
    "notes": _("Notes for colleagues"),
    "answers": _("Answers you sent"),
    "tasks": _("Tasks on pages"),
    "told_readers": _("“You said, we did”"),
    "assigned": _("Assigned to you"),
    "daily_mail_switched_off": _("Daily mail switched off"),
}
CHOICES = {
    "state": dict(FeedbackItem.State.choices),
    "by": {"you": _("You"), "team": _("The team")},
    "consent": dict(DoneNote.Consent.choices),
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
            choices=CHOICES,
            files=files,
        )
    )
    register_impersonal(IMPERSONAL)
