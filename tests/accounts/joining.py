"""What tests of accounts do again and again: type forms in, read the newest mail."""

import re
from contextlib import contextmanager
from unittest.mock import patch

from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from accounts import codes

PASSWORD = "three-random-words"


class JoiningMixin:
    """A visitor who joins, in the test's own browser or another."""

    def setUp(self):
        super().setUp()
        # What one test used up must not stop the next.
        cache.clear()

    def begin(self, client=None, *, next_page="", **changes):
        data = {
            "email": "priya@ward.example",
            "display_name": "Priya",
            "password1": PASSWORD,
            **changes,
        }
        if next_page:
            data["next"] = next_page
        return (client or self.client).post(reverse("account_signup"), data)

    def enter(self, code, client=None, **data):
        url = reverse("account_email_verification_sent")
        return (client or self.client).post(url, {"code": code, **data})

    def enter_wrong_codes_at_once(self, url, how_many):
        """What each is answered, when all of them read the session as the first one found it."""
        session = self.client.session
        as_found = dict(session.items())
        answers = []
        for _ in range(how_many):
            session.clear()
            session.update(as_found)
            session.save()
            answers.append(self.client.post(url, {"code": "x"}).status_code)
        return answers

    def wait_a_minute(self, client=None):
        """Make the last mail with a code as old as it has to be before another one goes."""
        session = (client or self.client).session
        for note in session[codes.SESSION_KEY].values():
            note["at"] -= codes.SECONDS_BETWEEN_MAILS + 1
        session.save()

    def ask_for_sign_in_code(self, email, client=None, **data):
        return (client or self.client).post(
            reverse("account_request_login_code"), {"email": email, **data}
        )

    def enter_sign_in_code(self, code, client=None, **data):
        return (client or self.client).post(
            reverse("account_confirm_login_code"), {"code": code, **data}
        )

    def sign_in(self, email, password=PASSWORD, client=None, **data):
        return (client or self.client).post(
            reverse("account_login"), {"login": email, "password": password, **data}
        )


def newest_code():
    return code_in(mail.outbox[-1])


def code_in(message):
    (code,) = re.findall(r"^\d{6}$", message.body, flags=re.MULTILINE)
    return code


def wrong(code):
    return f"{(int(code) + 1) % 1_000_000:06}"


@contextmanager
def counted_hashes():
    """How often a password is hashed meanwhile, as the length of the list it gives."""
    encode, counted = MD5PasswordHasher.encode, []

    def counting(hasher, password, salt, *args):
        counted.append(salt)
        return encode(hasher, password, salt, *args)

    with patch.object(MD5PasswordHasher, "encode", counting):
        yield counted
