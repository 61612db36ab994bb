"""What follows from signing in with an organisation's account, beyond what allauth does."""

from allauth.account.signals import user_logged_in
from django.contrib import messages
from django.utils.translation import gettext as _

from .services import organisations


def connect():
    """Follow allauth's announcement."""
    user_logged_in.connect(_connect, dispatch_uid="accounts_connect_organisation")


def _connect(sender, request, user, sociallogin=None, **_details):
    # Only now: every step is done, a second factor and a look at suspensions among them.
    if sociallogin is None or sociallogin.account.pk is not None:
        return
    try:
        organisations.connect(user, sociallogin.account)
    except organisations.ConnectedElsewhere:
        messages.error(
            request,
            _("This account at %(name)s is connected to another account here.")
            % {"name": organisations.name_of(sociallogin.account.provider)},
        )
