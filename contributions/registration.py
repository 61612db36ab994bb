"""What contributions offer to a member's account: seeing, taking along and erasing them."""

from django.utils.translation import gettext_lazy as _

from accounts.registry import PersonalData, register

from .models import Contribution
from .services import forget_sender

SHOWN = 5


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
            "name_shown": told.name_shown,
            "shown_as": told.shown_as,
            "answer": told.answer,
        }
        for told in contributions.select_related("tool", "care_setting", "picture")
    ]


def erase(user, keep_words):
    """Take the member's name off what they told, or take it away; published stories stay."""
    forget_sender(user, keep_words=keep_words)


def register_personal_data():
    """Tell accounts what is held here of a person."""
    register(
        PersonalData(
            key="contributions",
            title=_("What you told us"),
            summary=summary,
            export=export,
            erase=erase,
        )
    )
