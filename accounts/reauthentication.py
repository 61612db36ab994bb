"""Asking once more whether somebody is who they are, before something that matters.

allauth asks for the password or a second factor, and lets people who have neither through
unasked. They are asked for a code that we mail to them.
"""

import time
from functools import wraps

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.code_verification import (
    AbstractCodeVerificationProcess,
)
from allauth.account.internal.flows.login import (
    get_authentication_records,
    record_authentication,
)
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from django.contrib.auth.decorators import login_required

SESSION_KEY = "accounts_recheck"
MAILED_CODE = "code"


def recheck_required(view):
    """Ask whoever was not asked in the last 15 minutes for password, second factor or a mailed code.

    They come back to where they were. What they had sent is then done, if its address had no
    query; otherwise the page asks again.
    """
    return login_required(wraps(view)(reauthentication_required(view, app="accounts")))


def is_asked_by_mail(user):
    """Whether a code in their mail is all that this person can show."""
    return user.is_authenticated and not get_reauthentication_flows(user)


def has_lately_entered_code(request):
    """Whether this session typed in a mailed code a short time ago, to sign in or to show who it is."""
    since = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
    return any(
        record["method"] == MAILED_CODE and record["at"] > since
        for record in get_authentication_records(request, request.user)
    )


def note_entered_code(request, user):
    """Remember that a mailed code was right, as allauth does for passwords."""
    record_authentication(
        request, user, method=MAILED_CODE, email=user.email, reauthenticated=True
    )


class RecheckByMail(AbstractCodeVerificationProcess):
    """A code on its way to somebody who is signed in, and how often it was mistyped."""

    def __init__(self, request, state):
        self.request = request
        super().__init__(
            max_attempts=app_settings.LOGIN_BY_CODE_MAX_ATTEMPTS,
            timeout=app_settings.LOGIN_BY_CODE_TIMEOUT,
            state=state,
            user=request.user,
        )

    @classmethod
    def begin(cls, request):
        """Send a fresh code; one that was sent earlier is no longer valid."""
        process = cls(
            request, cls.initial_state(request.user, email=request.user.email)
        )
        process.state["code"] = get_adapter().generate_login_code()
        process.send()
        process.persist()
        return process

    @classmethod
    def resume(cls, request):
        """The code that this session waits for; None where there is none, or it is too old."""
        state = request.session.get(SESSION_KEY)
        return cls(request, state).abort_if_invalid() if state else None

    @property
    def seconds_old(self):
        return time.time() - self.state["at"]

    def is_valid(self):
        # Whoever signs in afterwards, or has another address by now, is sent a code of their own.
        is_theirs = self.state["email"] == self.request.user.email
        return is_theirs and super().is_valid()

    def send(self):
        context = {"code": self.code, "user": self.user}
        get_adapter().send_mail(
            "account/email/recheck_code", self.state["email"], context
        )

    def persist(self):
        self.request.session[SESSION_KEY] = self.state

    def abort(self):
        self.request.session.pop(SESSION_KEY, None)

    def finish(self):
        """The code was right: for the next minutes nothing more is asked."""
        self.abort()
        note_entered_code(self.request, self.user)
