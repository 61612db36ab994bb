"""What people do on many pages: sign in, join, read their mail."""

import re
import time
from email import message_from_bytes, policy
from urllib.parse import urlsplit

from clic_site.demo.content.conversations import PASSWORD

ADMINISTRATOR = "admin@demo.example"
EDITOR = "editor@demo.example"
KEEPER = "practice@demo.example"
MEMBER = "member@demo.example"
MODERATOR = "moderator@demo.example"
NEW_MEMBER = "new.member@demo.example"
PUBLISHER = "publisher@demo.example"
# Some of theirs were not published, others wait.
REFUSED = "passer.by@demo.example"
# Shows an organisation; did so for a while.
SHOWING = "pharmacist@hospitals.demo.example"
WITHDRAWN = "carer@demo.example"

OWN_PASSWORD = "three-random-words"
MAIL_WITHIN_SECONDS = 30
SIX_DIGITS = re.compile(r"^\d{6}$", re.MULTILINE)


def sign_in(page, email, password=PASSWORD):
    """Sign in with the form on the sign-in page, wherever it leads from there."""
    if urlsplit(page.url).path != "/accounts/login/":
        page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.locator("main").get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name="Sign out").first.wait_for()


def choose_action(page, name, **how):
    """Press one of the buttons that open beside the first at the foot of the admin's page editor."""
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name=name, **how).click()


def fill_in_joining(page, email, name, password=OWN_PASSWORD):
    """Fill in and send the form for joining, with or without a password; the code page follows."""
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Name shown").fill(name)
    page.get_by_label("Password (optional)").fill(password)
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Six-digit code").wait_for()


def enter_code(page, code):
    """Type the code from the mail, send it and wait for what follows."""
    page.get_by_label("Six-digit code").fill(code)
    with page.expect_navigation():
        page.get_by_role("button", name="Continue").click()


def newest_code(site, email, known=()):
    """The six digits in the mail that reaches this address; `known` are the mails from before."""
    return SIX_DIGITS.search(wait_for_mail(site, email, SIX_DIGITS, known)).group()


def wait_for_mail(site, email, pattern, known=()):
    """The newest mail to this address whose text matches, once it has come."""
    deadline = time.monotonic() + MAIL_WITHIN_SECONDS
    while time.monotonic() < deadline:
        new = mails(site, email)[len(known) :]
        found = [text for text in new if re.search(pattern, text)]
        if found:
            return found[-1]
        time.sleep(0.2)
    raise AssertionError(f"No mail to {email} says {pattern}: {site.mail_dir}")


def mails(site, email):
    """The texts of all mail to this address, the newest last."""
    # While it is written, a mail's name begins with a dot.
    read = (
        message_from_bytes(path.read_bytes(), policy=policy.default)
        for path in sorted(site.mail_dir.glob("[!.]*.eml"))
    )
    return [
        mail.get_body(preferencelist=("plain",)).get_content()
        for mail in read
        if mail["to"] == email
    ]
