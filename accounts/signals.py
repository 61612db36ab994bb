"""What follows from people signing in and out, beyond what allauth does."""

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db.models.signals import pre_save

from .devices import device_in_brief
from .services import sessions
from .services.retention import forget_warnings

# The column takes nothing else.
NO_ADDRESS = "::"


def connect():
    """Follow allauth's and Django's announcements."""
    for signal in [password_changed, password_set, password_reset]:
        signal.connect(_end_other_sessions, dispatch_uid="accounts_end_other_sessions")
    user_logged_in.connect(_take_back_warnings, dispatch_uid="accounts_back")
    user_logged_out.connect(_forget_session, dispatch_uid="accounts_forget_session")
    pre_save.connect(
        _keep_little, sender=UserSession, dispatch_uid="accounts_keep_little"
    )


def _end_other_sessions(sender, request, user, **_details):
    # After a reset this session is not signed in yet.
    keep = request.session.session_key if request.user == user else None
    sessions.end_sessions(user, keep=keep)


def _forget_session(sender, request, **_details):
    sessions.forget_session(request.session.session_key)


def _take_back_warnings(sender, user, **_details):
    forget_warnings(user)


def _keep_little(sender, instance, **_details):
    # To tell one's own devices apart, neither the address nor all that a browser tells is needed.
    instance.ip = NO_ADDRESS
    instance.user_agent = device_in_brief(instance.user_agent)
