"""Passkeys, authenticator apps and recovery codes, by choice and because they are required."""

import re

import html5lib
import pytest
from playwright.sync_api import expect

from clic_site.demo.content.conversations import PASSWORD
from tests.browser.conftest import DESKTOP, FAILED, PHONE, Visitors
from tests.browser.factors import (
    SAFETY,
    add_passkey,
    give_device,
    join,
    read_key,
    show_who_i_am,
    shown_by_app,
    type_app_code,
    type_password,
)
from tests.browser.people import (
    ADMINISTRATOR,
    MEMBER,
    MODERATOR,
    PUBLISHER,
    wait_for_mail,
)
from tests.browser.started_site import StartedSite
from tests.browser.test_every_page import AXE, RULES, RUN_AXE, SETTLED

STORIES = "/stories/"


def sign_out(page):
    with page.expect_navigation():
        page.get_by_role("button", name="Sign out").first.click()


def expect_signed_in(page):
    expect(page.get_by_role("button", name="Sign out").first).to_be_visible()


def press_and_wait(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def test_adds_a_passkey_and_signs_in_by_it_alone(visitors, site):
    page = visitors.arrive()
    look, device = give_device(page)
    email = join(page, site, "passkey")
    page.goto("/account/")
    page.get_by_role("link", name="Sign-in safety").first.click()
    expect(page.get_by_role("heading", name="Sign-in safety")).to_be_visible()
    add_passkey(page, "My phone")
    expect(page.get_by_role("heading", name="Save your recovery codes")).to_be_visible()
    expect(page.locator(".codes li")).to_have_count(10)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as a text file").click()
    saved = download.value.path().read_text()
    assert re.findall(r"^\d{8}$", saved, re.MULTILINE) == [
        code.inner_text() for code in page.locator(".codes code").all()
    ]
    press_and_wait(page, "I have saved them")
    expect(page.locator(".factor__name")).to_have_text("My phone")
    assert "passkey was added" in wait_for_mail(site, email, "passkey was added")

    [credential] = look.send("WebAuthn.getCredentials", {"authenticatorId": device})[
        "credentials"
    ]
    assert credential["isResidentCredential"]
    assert credential["rpId"] == "localhost"

    sign_out(page)
    page.goto(f"/accounts/login/?next={STORIES}")
    page.get_by_label("Keep me signed in").check()
    press_and_wait(page, "Sign in with a passkey")
    expect(page).to_have_url(STORIES)
    expect_signed_in(page)
    [cookie] = [one for one in page.context.cookies() if one["name"] == "sessionid"]
    assert cookie["expires"] > 0

    # The password alone is not enough any more; the passkey is the second step as well.
    sign_out(page)
    page.goto(f"/accounts/login/?next={STORIES}")
    type_password(page, email)
    expect(page.get_by_role("heading", name="Show that it is you")).to_be_visible()
    press_and_wait(page, "Use my passkey")
    expect(page).to_have_url(STORIES)

    page.goto(SAFETY)
    page.get_by_role("link", name="Remove My phone").click()
    show_who_i_am(page)
    press_and_wait(page, "Remove the passkey")
    expect(page.get_by_text("The passkey is removed.")).to_be_visible()
    expect(page.get_by_role("link", name="Add a passkey")).to_be_visible()
    sign_out(page)
    page.goto("/accounts/login/")
    press_and_wait(page, "Sign in with a passkey")
    expect(page.get_by_text("The passkey did not work. Try again.")).to_be_visible()


def test_a_passkey_that_is_not_given_says_so(visitors, site):
    page = visitors.arrive()
    look, device = give_device(page)
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    said = page.get_by_role("alert").filter(has_text="No passkey was used")
    expect(said).to_be_visible()
    join(page, site, "declined")
    add_passkey(page, "My phone")
    look.send(
        "WebAuthn.setUserVerified",
        {"authenticatorId": device, "isUserVerified": True},
    )
    page.goto(f"{SAFETY}webauthn/add/")
    page.get_by_role("button", name="Create the passkey").click()
    expect(page.get_by_text("This device has a passkey")).to_be_visible()


def test_by_keyboard_alone(visitors, site):
    page = visitors.arrive()
    give_device(page)
    join(page, site, "keyboard")
    page.goto(f"{SAFETY}webauthn/add/")
    page.get_by_label("Name of the passkey").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("Keyboard")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Create the passkey")).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Save your recovery codes")).to_be_visible()
    page.get_by_role("button", name="I have saved them").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".factor__name")).to_have_text("Keyboard")


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_adds_an_app_and_signs_in_with_its_code(visitors, site, javascript):
    page = visitors.arrive(javascript=javascript)
    email = join(page, site, f"app-{javascript}".lower())
    page.goto(SAFETY)
    page.get_by_role("link", name="Add an authenticator app").click()
    show_who_i_am(page)
    expect(page.get_by_alt_text("QR code with the key below")).to_be_visible()
    key = read_key(page)
    type_app_code(page, key)
    codes = [code.inner_text() for code in page.locator(".codes code").all()]
    assert len(codes) == 10
    press_and_wait(page, "I have saved them")
    assert "app was added" in wait_for_mail(site, email, "app was added")
    sign_out(page)

    page.goto(f"/accounts/login/?next={STORIES}")
    type_password(page, email)
    page.get_by_label("Code", exact=True).fill("000000")
    press_and_wait(page, "Continue")
    expect(page.get_by_role("alert").first).to_contain_text("This code is not right")
    # The one after the code that added the app: each works once.
    page.get_by_label("Code", exact=True).fill(shown_by_app(key, 1))
    press_and_wait(page, "Continue")
    expect(page).to_have_url(STORIES)
    expect_signed_in(page)
    sign_out(page)

    page.goto("/accounts/login/")
    type_password(page, email)
    page.get_by_label("Code", exact=True).fill(codes[0])
    press_and_wait(page, "Continue")
    expect(page.get_by_text("You have used a recovery code.")).to_be_visible()
    assert "9 are left" in wait_for_mail(site, email, "recovery code was used")


def test_without_scripts_passkeys_are_explained(visitors, site):
    page = visitors.arrive(javascript=False)
    page.goto("/accounts/login/")
    expect(page.get_by_role("button", name="passkey")).to_have_count(0)
    expect(page.get_by_text("Passkeys don't work in this browser")).to_be_visible()
    join(page, site, "no-scripts")
    page.goto(SAFETY)
    page.get_by_role("link", name="Add a passkey").click()
    show_who_i_am(page)
    expect(page.get_by_role("button", name="passkey")).to_have_count(0)
    expect(page.get_by_text("Passkeys don't work in this browser")).to_be_visible()
    page.get_by_role("link", name="Use an authenticator app instead").click()
    expect(page.get_by_label("Six-digit code")).to_be_visible()


# Required ------------------------------------------------------------------


@pytest.fixture(scope="module")
def guarded_site():
    """A site that asks those with powers for a second factor."""
    started = StartedSite(CLIC_REQUIRE_MFA="1")
    try:
        yield started.start()
    finally:
        started.stop()
        started.remove()


@pytest.fixture
def staff(browser, guarded_site, request):
    staff = Visitors(browser, guarded_site)
    yield staff
    if request.node.stash.get(FAILED, False):
        staff.picture(re.sub(r"\W+", "-", request.node.nodeid))
    staff.leave()
    assert not staff.problems


def test_an_administrator_sets_up_a_passkey_before_anything_else(staff):
    page = staff.arrive()
    give_device(page)
    page.goto("/admin/pages/")
    type_password(page, ADMINISTRATOR, PASSWORD)
    expect(page.get_by_role("heading", name="Set up a second factor")).to_be_visible()
    for address in ["/", "/account/", "/admin/", "/django-admin/", "/pl/account/"]:
        page.goto(address)
        expect(
            page.get_by_role("heading", name="Set up a second factor")
        ).to_be_visible()
    page.goto("/admin/pages/")
    page.get_by_role("link", name="Add a passkey").click()
    show_who_i_am(page, PASSWORD)
    press_and_wait(page, "Create the passkey")
    expect(page.get_by_role("heading", name="Save your recovery codes")).to_be_visible()
    press_and_wait(page, "I have saved them")
    expect(page).to_have_url(re.compile("/admin/pages/"))
    expect(page.locator("#wagtail-sidebar")).to_be_attached()
    expect(page.get_by_text("Second factors are switched off")).to_have_count(0)

    page.goto(SAFETY)
    page.get_by_role("link", name="Remove Passkey").click()
    expect(page.get_by_role("heading", name="has to stay for now")).to_be_visible()


def test_a_publisher_sets_up_an_app_without_scripts(staff):
    page = staff.arrive(javascript=False, size=PHONE)
    page.goto(f"/accounts/login/?next={STORIES}")
    type_password(page, PUBLISHER, PASSWORD)
    expect(page.get_by_role("heading", name="Set up a second factor")).to_be_visible()
    page.get_by_role("link", name="Add an authenticator app").click()
    show_who_i_am(page, PASSWORD)
    type_app_code(page, read_key(page))
    press_and_wait(page, "I have saved them")
    expect(page).to_have_url(STORIES)


def test_a_member_is_asked_for_nothing(staff):
    page = staff.arrive()
    page.goto(f"/accounts/login/?next={STORIES}")
    type_password(page, MEMBER, PASSWORD)
    expect(page).to_have_url(STORIES)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_anyone_can_use_the_set_up(staff, size, dark):
    page = staff.arrive(size=size, dark=dark)
    page.goto("/accounts/login/")
    type_password(page, MODERATOR, PASSWORD)
    expect(page.get_by_role("heading", name="Set up a second factor")).to_be_visible()
    html5lib.HTMLParser(strict=True).parse(page.content())
    page.evaluate(AXE)
    page.evaluate(SETTLED)
    assert page.evaluate(RUN_AXE, RULES) == []
    sign_out(page)
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()


def test_the_demo_says_in_both_admins_that_it_asks_for_none(visitors):
    page = visitors.arrive()
    page.goto("/accounts/login/?next=/admin/")
    type_password(page, ADMINISTRATOR, PASSWORD)
    for address in ["/admin/", "/admin/pages/", "/django-admin/"]:
        page.goto(address)
        expect(page.get_by_text("Second factors are switched off")).to_be_visible()
