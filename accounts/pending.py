"""What somebody who joins has typed, kept in their session until they enter the code."""

SESSION_KEY = "accounts_pending_signup"


def keep(request, *, email, display_name, password_hash):
    """Remember one attempt to join, in place of any earlier one in this session."""
    request.session[SESSION_KEY] = {
        "email": email,
        "display_name": display_name,
        "password_hash": password_hash,
    }


def take(request, email):
    """This session's attempt to join with `email`, without the address; None where there is none."""
    details = request.session.get(SESSION_KEY)
    if details is None or details["email"] != email:
        return None
    del request.session[SESSION_KEY]
    return {
        "display_name": details["display_name"],
        "password_hash": details["password_hash"],
    }
