"""Signing in with an organisation's account, on a site that has one switched on."""

import re

import html5lib
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, FAILED, PHONE, Visitors
from tests.browser.people import MEMBER, enter_code, mails, newest_code, sign_in
from tests.browser.started_site import StartedSite
from tests.browser.test_every_page import (
    AXE,
    RULES,
    RUN_AXE,
    SETTLED,
    SMALLEST_PHONE,
    TOO_WIDE,
)
from tests.openid_provider import CLIENT_ID, CLIENT_SECRET, PRIYA, OpenIDProvider

STORIES = "/stories/"
FELLS = "Fells Trust"


@pytest.fixture(scope="module")
def organisation():
    """The organisation's own server."""
    server = OpenIDProvider().start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def trusting_site(organisation):
    """A site where people of that organisation sign in with its account."""
    started = StartedSite(
        OIDC_NAME=FELLS,
        OIDC_SERVER_URL=organisation.url,
        OIDC_CLIENT_ID=CLIENT_ID,
        OIDC_CLIENT_SECRET=CLIENT_SECRET,
    )
    try:
        yield started.start()
    finally:
        started.stop()
        started.remove()


@pytest.fixture
def guests(browser, trusting_site, organisation, request):
    organisation.forget()
    guests = Visitors(browser, trusting_site)
    yield guests
    if request.node.stash.get(FAILED, False):
        guests.picture(re.sub(r"\W+", "-", request.node.nodeid))
    guests.leave()
    assert not guests.problems


def arrive(guests, **options):
    return guests.arrive(other_hosts=True, **options)


def sign_in_there(page, name=FELLS):
    page.get_by_role("button", name=f"Continue with {name}").click()
    page.get_by_role("link", name="I am Priya").click()


def check(page):
    """Anyone can use this page, at every size, in light and in dark."""
    answer = page.reload()
    html5lib.HTMLParser(strict=True).parse(answer.text())
    page.evaluate(AXE)
    for size in [PHONE, DESKTOP]:
        for scheme in ["light", "dark"]:
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            page.evaluate(SETTLED)
            assert page.evaluate(RUN_AXE, RULES) == []
    for size in [SMALLEST_PHONE, PHONE]:
        page.set_viewport_size(size)
        assert page.evaluate(TOO_WIDE) == []
    page.set_viewport_size(DESKTOP)
    page.emulate_media(color_scheme="light")


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_somebody_new_joins_and_comes_back(
    guests, trusting_site, organisation, javascript
):
    address = f"priya-{javascript}@ward.example".lower()
    organisation.claims = {**PRIYA, "sub": address, "email": address}
    page = arrive(guests, javascript=javascript)
    page.goto(f"/accounts/login/?next={STORIES}")
    sign_in_there(page)

    expect(page.get_by_role("heading", name="Check your details")).to_be_visible()
    expect(page.get_by_label("Name shown")).to_have_value("Priya Raman")
    page.get_by_label("Name shown").fill("Priya R")
    page.get_by_role("button", name="Continue").click()
    enter_code(page, newest_code(trusting_site, address))
    expect(page).to_have_url(re.compile(STORIES))
    expect(page.get_by_role("button", name="Sign out").first).to_be_visible()
    sent = len(mails(trusting_site, address))

    page.get_by_role("button", name="Sign out").first.click()
    page.goto(f"/accounts/signup/?next={STORIES}")
    sign_in_there(page)
    expect(page).to_have_url(re.compile(STORIES))
    expect(page.get_by_role("button", name="Sign out").first).to_be_visible()
    assert len(mails(trusting_site, address)) <= sent + 1


def test_a_server_that_leads_straight_back_signs_in_too(guests, organisation):
    """Chromium applies the rules for forms to every redirect that follows one."""
    organisation.claims = {**PRIYA, "sub": MEMBER, "email": MEMBER}
    organisation.config = {"authorization_endpoint": f"{organisation.url}/allow"}
    page = arrive(guests)
    page.goto("/accounts/login/")
    page.get_by_role("button", name=f"Continue with {FELLS}").click()
    expect(page).to_have_url(re.compile("/account/$"))
    expect(page.get_by_role("button", name="Sign out").first).to_be_visible()


def test_forms_lead_nowhere_else(guests, organisation):
    page = guests.browser.new_context(base_url=guests.site.url).new_page()
    answer = page.goto("/accounts/login/")
    policy = answer.headers["content-security-policy"]
    assert f"form-action 'self' {organisation.url};" in f"{policy};"
    page.context.close()


def test_turning_back_and_trouble_end_in_kind_pages(guests, organisation):
    page = arrive(guests)
    page.goto("/accounts/login/")
    page.get_by_role("button", name=f"Continue with {FELLS}").click()
    page.get_by_role("link", name="No, go back").click()
    expect(page.get_by_role("heading", name="You are not signed in")).to_be_visible()
    check(page)
    page.goto("/accounts/organisation/oidc/callback/?code=x&state=y")
    expect(page.get_by_role("heading", name="That did not work")).to_be_visible()
    check(page)
    page.goto("/accounts/organisation/error/")
    expect(page.get_by_role("heading", name="That did not work")).to_be_visible()
    check(page)


def test_anyone_can_use_the_ways_in(guests, organisation):
    organisation.claims = {**PRIYA, "sub": "new", "email": "new@ward.example"}
    page = arrive(guests)
    for address in ["/accounts/signup/", "/accounts/login/"]:
        page.goto(address)
        expect(
            page.get_by_role("button", name=f"Continue with {FELLS}")
        ).to_be_visible()
        check(page)
    page.goto("/accounts/organisation/oidc/")
    expect(page.get_by_role("heading", name=f"Continue with {FELLS}")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("link", name="I am Priya").click()
    expect(page.get_by_role("heading", name="Check your details")).to_be_visible()
    check(page)
    page.get_by_label("Name shown").fill("")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter the name")


def test_a_member_connects_and_disconnects(guests, trusting_site, organisation):
    organisation.claims = {**PRIYA, "sub": "connecting", "email_verified": False}
    page = arrive(guests)
    sign_in(page, "new.member@demo.example")
    page.goto("/account/")
    page.get_by_role("link", name="Your organisation’s account").click()
    page.get_by_label("Password", exact=True).fill("try-clic-today")
    page.locator("main").get_by_role("button", name="Continue").click()
    expect(
        page.get_by_text("No account of an organisation is connected")
    ).to_be_visible()
    check(page)
    page.get_by_role("button", name=f"Connect {FELLS}").click()
    page.get_by_role("link", name="I am Priya").click()
    expect(
        page.get_by_text("You can sign in with Fells Trust from now on")
    ).to_be_visible()
    expect(page.get_by_text(PRIYA["email"]).first).to_be_visible()
    check(page)
    page.get_by_role("button", name="Disconnect").click()
    expect(page.get_by_text("The account has been disconnected")).to_be_visible()
    expect(page.get_by_role("button", name="Disconnect")).to_have_count(0)
