"""What follows when an account was shut for a while after too many wrong passwords."""

from .. import notifications
from ..models import AccountEvent, User
from ..models.events import log


def tell_owner(pk):
    """Write down that an account was shut, and tell its owner; nothing where there is none."""
    person = User.objects.filter(pk=pk).first()
    if person is None or person.is_unfinished():
        return
    log(AccountEvent.Action.LOCKED, person)
    notifications.locked(person)
