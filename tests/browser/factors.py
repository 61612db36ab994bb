"""Second factors as people have them: a device that keeps passkeys, an app that shows codes."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.browser.people import (
    OWN_PASSWORD,
    enter_code,
    fill_in_joining,
    newest_code,
)

SAFETY = "/accounts/2fa/"
PERIOD = 30


def give_device(page):
    """A device that keeps passkeys and knows its owner's finger; answers how to look into it."""
    look = page.context.new_cdp_session(page)
    look.send("WebAuthn.enable")
    made = look.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return look, made["authenticatorId"]


def shown_by_app(key, ahead=0):
    """The code that an app with this key shows now, or some steps from now."""
    step = int(time.time()) // PERIOD + ahead
    return format_hotp_value(hotp_value(key, step))


def join(page, site, name):
    """Somebody who has just joined; answers their address."""
    email = f"{name}-{site.port}@ward.example"
    page.goto("/accounts/signup/")
    fill_in_joining(page, email, "Priya")
    enter_code(page, newest_code(site, email))
    return email


def type_password(page, email, password=OWN_PASSWORD):
    """Send the form for signing in; the second step may follow."""
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name="Sign in", exact=True).click()


def show_who_i_am(page, password=OWN_PASSWORD):
    """Answer "Is it you?", where it is asked."""
    if page.get_by_role("heading", name="Is it you?").is_visible():
        page.get_by_label("Password", exact=True).fill(password)
        with page.expect_navigation():
            page.get_by_role("button", name="Continue").click()


def add_passkey(page, name, password=OWN_PASSWORD):
    """Add a passkey on the page of sign-in safety."""
    page.goto(f"{SAFETY}webauthn/add/")
    show_who_i_am(page, password)
    page.get_by_label("Name of the passkey").fill(name)
    with page.expect_navigation():
        page.get_by_role("button", name="Create the passkey").click()


def read_key(page):
    """The key on the page that adds an app, as somebody reads it who can't scan."""
    page.get_by_text("I can't scan it").click()
    return page.locator(".factor-key code").inner_text().replace(" ", "")


def type_app_code(page, key, ahead=0):
    """Add the app with the code it shows."""
    page.get_by_label("Six-digit code").fill(shown_by_app(key, ahead))
    with page.expect_navigation():
        page.get_by_role("button", name="Add the app").click()


def add_app(page, password=OWN_PASSWORD):
    """Add an authenticator app; answers its key."""
    page.goto(f"{SAFETY}totp/activate/")
    show_who_i_am(page, password)
    key = read_key(page)
    type_app_code(page, key)
    return key


def guarded(page, walker):
    """Let the window be that of somebody with a passkey, an app and recovery codes that nobody saved."""
    known = walker.kept.get("guarded")
    if known is None:
        give_device(page)
        email = join(page, walker.site, "guarded")
        add_passkey(page, "My phone")
        add_app(page)
        known = {"email": email, "state": page.context.storage_state()}
        walker.kept["guarded"] = known
    page.context.add_cookies(known["state"]["cookies"])
    return known["email"]


def open_guarded(address):
    """One of the pages of second factors, as somebody sees it who has all of them."""

    def act(page, walker):
        guarded(page, walker)
        page.goto(address)
        show_who_i_am(page)

    return act


def open_recheck(address):
    """One of the pages that ask such a person once more who they are."""

    def act(page, walker):
        guarded(page, walker)
        page.goto(address)

    return act


def follow_guarded(name):
    """A page that a link on the page of sign-in safety leads to."""

    def act(page, walker):
        open_guarded(SAFETY)(page, walker)
        page.locator("main").get_by_role("link", name=name).first.click()
        show_who_i_am(page)

    return act


def save_recovery_codes(page, walker):
    open_guarded(f"{SAFETY}recovery-codes/")(page, walker)
    page.get_by_role("button", name="I have saved them").click()
    page.goto(f"{SAFETY}recovery-codes/")


def come_to_second_step(page, walker):
    email = guarded(page, walker)
    page.context.clear_cookies()
    page.goto("/accounts/login/")
    type_password(page, email)


def type_wrong_second_step(page, walker):
    come_to_second_step(page, walker)
    page.get_by_label("Code", exact=True).fill("12")
    with page.expect_navigation():
        page.get_by_role("button", name="Continue").click()


def type_wrong_first_code(page, walker):
    page.get_by_label("Six-digit code").fill("12")
    with page.expect_navigation():
        page.get_by_role("button", name="Add the app").click()
