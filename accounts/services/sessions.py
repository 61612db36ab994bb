"""Where people are signed in."""

from allauth.usersessions.models import UserSession


def end_sessions(user):
    """Sign somebody out everywhere, at once."""
    for session in UserSession.objects.filter(user=user):
        session.end()
