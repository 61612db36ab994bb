"""What saved pages offer to a reader's account: seeing, taking along and erasing them."""

from django.utils.translation import gettext_lazy as _

from accounts.registry import PersonalData, register
from pages.models.querysets import pages_of_any_type

from .models import SavedPage
from .services import forget, hand_over

PERSONAL = ("saved.SavedPage.user",)


def summary(user):
    """How many pages this reader keeps, for "my account"."""
    return {
        "template": "saved/account.html",
        "context": {"count": SavedPage.objects.of(user).count()},
    }


def export(user):
    """What this reader keeps, as JSON can hold it; what not everyone may read has no title."""
    rows = list(SavedPage.objects.of(user))
    ids = [row.page_id for row in rows]
    pages = pages_of_any_type().live().public().in_bulk(ids)
    return [
        {
            "page": pages[row.page_id].title if row.page_id in pages else None,
            "saved": row.saved_at.isoformat(),
            "last_looked_at": row.looked_at.isoformat(),
        }
        for row in rows
    ]


LABELS = {
    "page": _("Page"),
    "saved": _("Saved"),
    "last_looked_at": _("Last looked at"),
}


def erase(user, keep_words):
    """Let go of everything: nobody else has any use for it."""
    return forget(user)


def register_personal_data():
    """Tell accounts what is held here of a person."""
    register(
        PersonalData(
            key="saved",
            title=_("My toolkit"),
            summary=summary,
            export=export,
            erase=erase,
            hand_over=hand_over,
            fields=PERSONAL,
            labels=LABELS,
        )
    )
