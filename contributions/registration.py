"""What contributions offer to a member's account: seeing, taking along and erasing them."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.registry import PersonalData, columns, register, register_impersonal

from .models import Contribution, State
from .permissions import can_read
from .services import forget_sender, hand_over

SHOWN = 5


PERSONAL = (
    *columns(
        "contributions.Contribution",
        "sender title text organisation place measure unit shown_as answer",
    ),
    # What is made of it: a draft story with its numbers and picture, its versions, its place in
    # search, and what logs call it.
    *columns("wagtailcore.Page", "title draft_title slug url_path"),
    *columns("pages.StoryPage", "summary place author_name body"),
    *columns("pages.StoryOutcome", "measure unit"),
    *columns("library.CLICImage", "title description file consent_record"),
    "library.CLICRendition.file",
    *columns("wagtailcore.Revision", "content object_str"),
    "wagtailcore.PageLogEntry.label",
    *columns(
        "wagtailsearch.IndexEntry", "autocomplete title body title_text body_text"
    ),
)

IMPERSONAL = {
    "contributions.Contribution.language": "a language of the site",
    "contributions.Contribution.reference": "a number made up by chance",
    "pages.StoryOutcome.period": "what editors add",
}


def summary(user):
    """The member's newest contributions with their states, for "my account"."""
    contributions = Contribution.objects.of(user)
    return {
        "template": "contributions/account.html",
        "context": {
            "contributions": contributions[:SHOWN],
            "count": contributions.count(),
        },
    }


def export(user):
    """Everything the member told, as JSON can hold it."""
    contributions = Contribution.objects.of(user)
    return [
        {
            "reference": told.reference,
            "sent": told.created_at.isoformat(),
            "state": told.state,
            "tool": told.tool and told.tool.title,
            "title": told.title,
            "text": told.text,
            "setting": told.care_setting and told.care_setting.name,
            "organisation": told.organisation,
            "place": told.place,
            "measure": told.measure,
            "before": told.before and str(told.before),
            "after": told.after and str(told.after),
            "unit": told.unit,
            "picture": told.picture and told.picture.description,
            "people_in_the_picture": told.picture and told.picture.shows_people,
            "how_they_agreed": told.picture and told.picture.consent_record,
            "name_shown": told.name_shown,
            "shown_as": told.shown_as,
            "answer": told.answer,
        }
        for told in contributions.select_related("tool", "care_setting", "picture")
    ]


def files(user):
    """The pictures that the member sent along."""
    for told in Contribution.objects.of(user).select_related("picture"):
        if told.picture:
            yield told.picture.description or told.reference, told.picture.file


LABELS = {
    "reference": _("Reference"),
    "sent": _("Sent"),
    "state": _("State"),
    "tool": _("Tool"),
    "title": _("In one line"),
    "text": _("What happened"),
    "setting": _("Setting"),
    "organisation": _("Organisation"),
    "place": _("Place"),
    "measure": _("What was measured"),
    "before": _("Before"),
    "after": _("After"),
    "unit": _("Unit"),
    "picture": _("Picture"),
    "people_in_the_picture": _("People can be recognised"),
    "how_they_agreed": _("How they agreed"),
    "name_shown": _("Name shown"),
    "shown_as": _("Shown as"),
    "answer": _("Answer of the editors"),
}
CHOICES = {
    "state": dict(State.choices),
    "name_shown": dict(Contribution.NameShown.choices),
}


def erase(user, keep_words):
    """Take the member's name off what they told, or take it away; published stories stay."""
    return forget_sender(user, keep_words=keep_words)


def written(user, viewer):
    """Where the viewer can read what the member told."""
    if can_read(viewer):
        url = reverse("contributions_inbox:sender", args=[user.pk])
        return {"title": _("From readers"), "url": url}


def register_personal_data():
    """Tell accounts what is held here of a person, and what is nobody's."""
    register(
        PersonalData(
            key="contributions",
            title=_("What you told us"),
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
