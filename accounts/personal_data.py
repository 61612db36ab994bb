"""What accounts themselves hold of a person, for the registry."""

from django.utils.translation import gettext_lazy as _

from . import held, registry
from .own_columns import IMPERSONAL, PERSONAL
from .services.forgetting import forget_account


def register():
    """Put the account first among what the site holds of its owner."""
    registry.register(
        registry.PersonalData(
            key="account",
            title=_("Signing in"),
            summary=summarise,
            export=held.export_account,
            labels=held.LABELS,
            choices=held.CHOICES,
            files=held.account_files,
            erase=forget_account,
            fields=PERSONAL,
        )
    )
    registry.register_impersonal(IMPERSONAL)


def summarise(user):
    """How this person signs in, for "my account"."""
    return {"template": "accounts/summary.html", "context": {"person": user}}
