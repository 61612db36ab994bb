"""What people say about themselves."""

from django.db import transaction

from ..purposes import SHOW_ORGANISATION
from . import consents
from .names import choose_name


@transaction.atomic
def save_profile(user, *, typed_name, shows_organisation):
    """Keep what somebody says about themselves and whether readers see where they work.

    `typed_name` is None where the name stays as it is.
    """
    user.save(update_fields=["organisation", "care_setting", "language"])
    consents.choose(user, SHOW_ORGANISATION, is_wanted=shows_organisation)
    if typed_name is not None:
        choose_name(user, typed_name)
