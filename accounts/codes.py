"""Codes by mail: how many go to one mailbox, how soon after another, how often one is tried."""

import time

from safeguards.limits import Limit, has_room, within_limit

HOUR = 60 * 60
# Each for one mailbox, whoever asks and from wherever. Separate, so that nobody keeps
# somebody from signing in by joining in their name.
JOINING = Limit("mails_for_joining", count=3, seconds=HOUR)
SIGNING_IN = Limit("mails_for_signing_in", count=3, seconds=HOUR)
CHOOSING_A_PASSWORD = Limit("mails_for_a_new_password", count=3, seconds=HOUR)
CHANGING_ADDRESS = Limit("mails_for_another_address", count=3, seconds=HOUR)

SECONDS_BETWEEN_MAILS = 60

# As many as allauth allows. It counts in the session, where tries that are sent at the same
# instant all read the same number.
TRIES = Limit("code_tries", count=5, seconds=HOUR)

SESSION_KEY = "accounts_mailed_codes"


def count_mail(request, purpose, email):
    """Whether one more mail for this purpose goes to this mailbox; the session keeps what came of it."""
    goes = within_limit(purpose, email)
    _note(request, purpose, email=email, at=time.time(), went=goes, enough=not goes)
    return goes


def note_enough(request, purpose):
    """Remember for the page that follows that as many mails have gone as may."""
    request.session[SESSION_KEY][purpose.name]["enough"] = True
    request.session.modified = True


def may_send_another(request, purpose, email):
    """Whether another mail goes now: neither too soon after the last nor one too many."""
    return not seconds_to_wait(request, purpose) and has_room(purpose, email)


def seconds_to_wait(request, purpose):
    """How long until somebody may ask for another mail."""
    since = time.time() - _noted(request, purpose).get("at", 0)
    return max(0, round(SECONDS_BETWEEN_MAILS - since))


def were_enough(request, purpose):
    """Whether as many mails have gone to the mailbox as may for now."""
    return _noted(request, purpose).get("enough", False)


def was_sent(request, purpose):
    """Whether a mail went out in this session; a code that nobody was sent opens nothing."""
    return _noted(request, purpose).get("went", False)


def may_try(state):
    """Whether a code may be tried once more: none more often than it says, however fast."""
    return within_limit(TRIES, (state["email"], state.get("began", state["at"])))


def renew(state):
    """Start the time of a code again, now that there is another; the tries stay counted."""
    state.setdefault("began", state["at"])
    state["at"] = time.time()


def _noted(request, purpose):
    return request.session.get(SESSION_KEY, {}).get(purpose.name, {})


def _note(request, purpose, **noted):
    notes = request.session.get(SESSION_KEY, {})
    request.session[SESSION_KEY] = {**notes, purpose.name: noted}
