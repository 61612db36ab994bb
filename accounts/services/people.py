"""What administrators do to people's accounts."""

from allauth.account.models import EmailAddress
from django.db import transaction


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
