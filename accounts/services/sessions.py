"""Where people are signed in."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from .. import notifications
from ..models import AccountEvent
from ..models.events import log


@transaction.atomic
def end_sessions(user, keep=None):
    """Sign somebody out at once, everywhere but where the session's key is `keep`; say how often."""
    sessions = UserSession.objects.filter(user=user).exclude(session_key=keep or "")
    ended = 0
    for session in sessions:
        session.end()
        ended += 1
    return ended


@transaction.atomic
def sign_out_others(user, keep):
    """What somebody asks for who doubts the other places where they are signed in."""
    ended = end_sessions(user, keep=keep)
    if ended:
        log(AccountEvent.Action.SIGNED_OUT_EVERYWHERE, user, actor=user)
        notifications.signed_out_elsewhere(user)
    return ended


def forget_session(session_key):
    """Keep no note of a session that its owner has ended."""
    UserSession.objects.filter(session_key=session_key).delete()


def forget_ended_sessions():
    """Keep no note of sessions that ran out; say how many there were."""
    alive = Session.objects.filter(
        session_key=OuterRef("session_key"), expire_date__gt=timezone.now()
    )
    return UserSession.objects.exclude(Exists(alive)).delete()[0]
