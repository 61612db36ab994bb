"""The e-mail address of an account: one, that its owner has proved to read."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from .. import notifications
from ..models import AccountEvent, User
from ..models.events import log
from .sessions import end_sessions


class AddressTaken(Exception):
    """The address belongs to somebody else who has an account."""


def has_account(email):
    """Whether somebody signs in with this address; a place of one who never finished joining is none."""
    person = User.objects.filter(email=email).first()
    return person is not None and not person.is_unfinished()


def change_address(user, email, *, keep_session):
    """Give somebody another address, now that they have shown that they read its mail.

    A place that somebody began to join with gives way. Whoever is signed in elsewhere is signed
    out, and the old mailbox is told.
    """
    try:
        return _change(user, email, keep_session)
    except IntegrityError:
        # Somebody began to join with it a moment ago, and their place stands now.
        try:
            return _change(user, email, keep_session)
        except IntegrityError as error:
            raise AddressTaken from error


@transaction.atomic
def _change(user, email, keep_session):
    person = User.objects.select_for_update().get(pk=user.pk)
    other = User.objects.select_for_update().filter(email=email).first()
    if other and not other.is_unfinished():
        raise AddressTaken
    if other:
        other.delete()
    old_email, person.email = person.email, email
    person.save(update_fields=["email"])
    EmailAddress.objects.filter(user=person).delete()
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    end_sessions(person, keep=keep_session)
    log(AccountEvent.Action.ADDRESS_CHANGED, person, actor=person)
    notifications.address_changed(person, old_email=old_email)
    return person
