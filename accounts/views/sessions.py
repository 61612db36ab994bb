"""Where I am signed in."""

from operator import attrgetter

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..devices import device_in_words
from ..services.sessions import sign_out_others


@login_required
def sessions(request):
    """Every device that is signed in with my account, this one first; the others can be signed out."""
    here = request.session.session_key
    if request.method == "POST":
        ended = sign_out_others(request.user, keep=here)
        if ended:
            messages.success(
                request,
                ngettext(
                    "You are signed out on the other device.",
                    "You are signed out on %(count)s other devices.",
                    ended,
                )
                % {"count": ended},
            )
        else:
            messages.info(request, _("You were signed in nowhere else."))
        return redirect("usersessions_list")
    signed_in = UserSession.objects.purge_and_list(request.user)
    context = {
        "current": [
            _row(session) for session in signed_in if session.session_key == here
        ],
        "others": [
            _row(session)
            for session in sorted(signed_in, key=attrgetter("created_at"), reverse=True)
            if session.session_key != here
        ],
    }
    return render(request, "accounts/sessions.html", context)


def _row(session):
    return {
        "device": device_in_words(session.user_agent),
        "since": session.created_at,
    }
