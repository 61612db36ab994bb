"""What administrators do to people's accounts."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ..models import User


class LastAdministrator(Exception):
    """It would leave the site without anybody who may do everything."""

    message = _(
        "This is the only administrator who can sign in. "
        "Make somebody else an administrator first."
    )

    def __str__(self):
        return str(self.message)


def refuse_last_superuser(*people):
    """Raise LastAdministrator if nobody who may do everything were left without these people.

    Call it in the transaction that takes the power, the account or the way in from them:
    administrators who do so to each other at the same moment take turns here.
    """
    administrators = set(
        User.objects.administrators()
        .select_for_update(no_key=True)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    leaving = {person.pk for person in people}
    if administrators & leaving and not administrators - leaving:
        raise LastAdministrator


@transaction.atomic
def save_person(user):
    """Save somebody whom an administrator has entered; they can sign in without a code by mail."""
    user.email = user.email.lower()
    user.save()
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    return user
