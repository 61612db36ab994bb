"""Joining, signing in and changing the address, with and without scripts, also by keyboard."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.people import (
    OWN_PASSWORD,
    enter_code,
    fill_in_joining,
    mails,
    newest_code,
    wait_for_mail,
)

STORIES = "/stories/"
WINDOWS = pytest.mark.parametrize(
    "window",
    [{}, {"javascript": False}, {"size": PHONE}],
    ids=["scripts", "no-scripts", "phone"],
)


def address(site, purpose, window):
    kind = "-".join(str(part) for part in window.items()) or "wide"
    return re.sub(r"[^a-z0-9]+", "-", f"{purpose} {kind} {site.port}".lower()).strip(
        "-"
    ) + ("@ward.example")


def join(page, site, email, password=OWN_PASSWORD):
    page.goto(f"/accounts/signup/?next={STORIES}")
    fill_in_joining(page, email, "Ola", password)
    enter_code(page, newest_code(site, email))
    expect(page).to_have_url(STORIES)


def sign_out(page):
    page.get_by_role("button", name="Sign out").first.click()
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()


@WINDOWS
def test_joins_without_a_password_and_signs_in_by_code(visitors, site, window):
    email = address(site, "code", window)
    page = visitors.arrive(**window)
    join(page, site, email, password="")
    page.context.clear_cookies()

    page.goto(f"/accounts/login/?next={STORIES}")
    page.get_by_role("link", name="Sign in with a code by e-mail").click()
    page.get_by_label("E-mail address").fill(email)
    expect(page.get_by_label("Keep me signed in")).not_to_be_checked()
    known = mails(site, email)
    page.get_by_role("button", name="Send the code").click()
    code = newest_code(site, email, known)
    # As it is copied from a mail.
    enter_code(page, f" Your code: {code[:3]}-{code[3:]} ")
    expect(page).to_have_url(STORIES)
    expect(page.get_by_role("button", name="Sign out").first).to_be_attached()


@WINDOWS
def test_forgets_the_password_and_chooses_another(visitors, site, window):
    email = address(site, "forgotten", window)
    page = visitors.arrive(**window)
    join(page, site, email)
    page.context.clear_cookies()

    page.goto(f"/accounts/login/?next={STORIES}")
    page.get_by_role("link", name="Forgotten your password?").click()
    page.get_by_label("E-mail address").fill(email)
    known = mails(site, email)
    page.get_by_role("button", name="Send the code").click()
    enter_code(page, newest_code(site, email, known))
    new = page.get_by_label("New password", exact=True)
    new.fill("password1234")
    page.get_by_role("button", name="Save and sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("easy to guess")
    new.fill("another three words")
    page.get_by_role("button", name="Save and sign in").click()
    expect(page).to_have_url(STORIES)
    assert "new password was chosen" in wait_for_mail(site, email, "new password was")


@WINDOWS
def test_changes_the_address(visitors, site, window):
    old = address(site, "old", window)
    new = address(site, "new", window)
    page = visitors.arrive(**window)
    join(page, site, old)

    page.goto("/accounts/email/")
    expect(page.get_by_text(old)).to_be_visible()
    page.get_by_label("New e-mail address").fill(new)
    page.get_by_role("button", name="Send the code").click()
    page.get_by_label("Six-digit code").wait_for()
    page.goto("/accounts/email/")
    expect(page.get_by_text(f"You asked for {new}")).to_be_visible()
    page.get_by_role("link", name="Enter the code").click()
    enter_code(page, newest_code(site, new))
    expect(page.get_by_text("Your e-mail address has been changed.")).to_be_visible()
    expect(page).to_have_url("/account/")
    assert "was changed" in wait_for_mail(site, old, "e-mail address of your CLIC")


def test_the_wait_for_another_code_counts_down(visitors, site):
    page = visitors.arrive()
    page.goto("/accounts/login/code/")
    page.get_by_label("E-mail address").fill(f"wait-{site.port}@ward.example")
    page.clock.install()
    page.get_by_role("button", name="Send the code").click()
    line = page.locator("[data-wait]")
    expect(line).to_have_text(re.compile(r"in (60|59) seconds"))
    again = page.get_by_role("button", name="Send another code")
    expect(again).to_be_hidden()
    page.clock.run_for(30_000)
    expect(line).to_have_text(re.compile(r"in (30|29) seconds"))
    page.clock.run_for(31_000)
    expect(line).to_be_hidden()
    again.click()
    # The clock of the server did not move.
    expect(page.get_by_text(re.compile(r"Wait \d+ seconds"))).to_be_visible()


def test_without_scripts_the_wait_is_told_and_kept(visitors, site):
    page = visitors.arrive(javascript=False)
    page.goto("/accounts/password/reset/")
    page.get_by_label("E-mail address").fill(f"quiet-{site.port}@ward.example")
    page.get_by_role("button", name="Send the code").click()
    expect(page.locator("[data-wait]")).to_have_text(re.compile(r"in \d+ seconds"))
    page.get_by_role("button", name="Send another code").click()
    expect(page.get_by_text(re.compile(r"Wait \d+ seconds"))).to_be_visible()
    expect(page.get_by_label("Six-digit code")).to_be_visible()


def test_passwords_can_be_shown_hidden_pasted_and_filled_in(visitors):
    page = visitors.arrive()
    page.goto("/accounts/signup/")
    field = page.get_by_label("Password (optional)")
    show = page.get_by_role("button", name="Show password")
    expect(field).to_have_attribute("autocomplete", "new-password")
    field.focus()
    page.keyboard.insert_text("pasted " * 12)
    expect(field).to_have_value("pasted " * 12)
    page.keyboard.press("Tab")
    expect(show).to_be_focused()
    page.keyboard.press("Enter")
    expect(field).to_have_attribute("type", "text")
    hide = page.get_by_role("button", name="Hide password")
    expect(hide).to_be_focused()
    page.keyboard.press("Space")
    expect(field).to_have_attribute("type", "password")
    page.goto("/accounts/login/")
    expect(page.get_by_label("E-mail address")).to_have_attribute(
        "autocomplete", "username"
    )
    expect(page.get_by_label("Password", exact=True)).to_have_attribute(
        "autocomplete", "current-password"
    )


def test_without_scripts_nothing_offers_to_show_a_password(visitors):
    page = visitors.arrive(javascript=False)
    page.goto("/accounts/signup/")
    expect(page.get_by_role("button", name="Show password")).to_have_count(0)


def test_the_keyboard_is_enough_to_join(visitors, site):
    email = f"keys-{site.port}@ward.example"
    page = visitors.arrive()
    page.goto(f"/accounts/signup/?next={STORIES}")
    page.get_by_label("E-mail address").focus()
    for typed in [email, "Ola", OWN_PASSWORD]:
        page.keyboard.insert_text(typed)
        page.keyboard.press("Tab")
    with page.expect_navigation():
        page.get_by_label("Password (optional)").press("Enter")
    page.get_by_label("Six-digit code").focus()
    page.keyboard.insert_text(newest_code(site, email))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page).to_have_url(STORIES)
