"""Somebody is suspended: what they meet, and how a moderator does it and takes it back."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.people import MODERATOR, PASSWORD, sign_in, wait_for_mail
from tests.browser.test_every_page import AXE, RULES, RUN_AXE

SUSPENDED = "supplier@demo.example"
# Nobody else's journey leads past them.
WRITER = "porter@demo.example"
REASON = "Two of your comments named a colleague. Please rest for a week."


def try_to_sign_in(page, email, password=PASSWORD):
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name="Sign in", exact=True).click()


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_who_is_suspended_reads_why_and_can_answer(visitors, javascript):
    page = visitors.arrive(javascript=javascript)
    try_to_sign_in(page, SUSPENDED, "not my password")
    expect(page.get_by_text("is not right")).to_be_visible()
    expect(page.get_by_text("suspended")).to_have_count(0)

    try_to_sign_in(page, SUSPENDED)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Your account is suspended"
    )
    expect(page.get_by_text("advertised your courses")).to_be_visible()
    expect(page.get_by_text(re.compile(r"until \d+ \w+ \d{4}"))).to_be_visible()
    page.goto("/account/")
    expect(page).to_have_url(re.compile("/accounts/login/"))

    try_to_sign_in(page, SUSPENDED)
    page.get_by_role("link", name="Tell us", exact=True).click()
    expect(page.get_by_label("Your message")).to_be_visible()


def test_a_moderator_suspends_and_lifts(visitors, site):
    member, moderator = visitors.arrive(size=PHONE), visitors.arrive()
    sign_in(member, WRITER)
    sign_in(moderator, MODERATOR)

    moderator.goto("/admin/users/")
    moderator.get_by_role("textbox", name="Search").fill("porter@")
    moderator.get_by_role("textbox", name="Search").press("Enter")
    moderator.locator("main table tbody").get_by_role("link", name="Porter").click()
    moderator.get_by_role("link", name="Suspend", exact=True).click()
    moderator.get_by_label("Reason").fill(REASON)
    moderator.get_by_role("button", name="Suspend").click()
    expect(moderator.get_by_text("Choose how long it lasts")).to_be_visible()
    moderator.get_by_label("One week").check()
    moderator.get_by_role("button", name="Suspend").click()
    expect(moderator.get_by_text("is suspended and was told why")).to_be_visible()
    expect(moderator.get_by_text(REASON)).to_be_visible()

    member.goto("/account/")
    expect(member).to_have_url(re.compile("/accounts/login/"))
    assert REASON in wait_for_mail(site, WRITER, "You can’t sign in")
    try_to_sign_in(member, WRITER)
    expect(member.get_by_text(REASON)).to_be_visible()

    moderator.get_by_role("link", name="Lift the suspension").click()
    moderator.get_by_role("button", name="Lift the suspension").click()
    expect(moderator.get_by_text("can sign in again")).to_be_visible()
    try_to_sign_in(member, WRITER)
    expect(member).to_have_url(re.compile("/account/$"))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_anyone_can_read_why(visitors, dark):
    page = visitors.arrive(size=PHONE, dark=dark)
    try_to_sign_in(page, SUSPENDED)
    page.evaluate(AXE)
    assert page.evaluate(RUN_AXE, RULES) == []
