"""Writing a comment first and signing in afterwards: the text is in the form, ready to post."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import (
    MEMBER,
    enter_code,
    fill_in_joining,
    newest_code,
    sign_in,
)

TOOL = "/toolkits/production-system/standard-work/"


def begin_to_write(page, words):
    page.goto(TOOL)
    page.get_by_label("Your comment").fill(words)
    page.get_by_role("button", name="Post").click()
    expect(page.get_by_text("We keep your text")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_the_text_comes_along_through_joining(visitors, site, javascript):
    email = f"writing-{javascript}-{site.port}@ward.example".lower()
    words = f"We walked twice round the laundry ({javascript})."
    page = visitors.arrive(javascript=javascript)

    begin_to_write(page, words)
    page.locator("main").get_by_role("link", name=re.compile("Join")).click()
    fill_in_joining(page, email, "Ola from the laundry")
    enter_code(page, newest_code(site, email))

    expect(page).to_have_url(f"{TOOL}#join-in")
    expect(page.get_by_label("Your comment")).to_have_value(words)
    page.get_by_role("button", name="Post").click()
    expect(page.get_by_text("Your comment is waiting for a moderator.")).to_be_visible()
    expect(page.locator("#comments").get_by_text(words)).to_be_visible()
    expect(page.get_by_label("Your comment")).to_have_value("")


def test_the_text_comes_along_through_signing_in_and_goes_at_sign_out(visitors, site):
    words = "We take the same walk each Friday, and bring biscuits."
    page = visitors.arrive()

    begin_to_write(page, words)
    sign_in(page, MEMBER)
    expect(page.get_by_label("Your comment")).to_have_value(words)

    page.get_by_role("button", name="Sign out").first.click()
    page.goto(TOOL)
    expect(page.get_by_label("Your comment")).to_have_value("")
    sign_in(page, MEMBER)
    page.goto(TOOL)
    expect(page.get_by_label("Your comment")).to_have_value("")


def test_a_reply_comes_along_too(visitors, site):
    words = "Ours is on a Tuesday."
    page = visitors.arrive(javascript=False)
    page.goto(TOOL)
    page.locator("#comments").get_by_role("link", name="Reply").first.click()
    page.get_by_label("Your reply").fill(words)
    page.get_by_role("button", name="Post").click()
    sign_in(page, MEMBER)
    expect(page.get_by_label("Your reply")).to_have_value(words)
