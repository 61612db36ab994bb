"""Saving pages, and taking saved tools to a workshop."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.people import MEMBER, sign_in
from tests.browser.visits import STORY, TOOLKIT

TOOL = f"{TOOLKIT}5s/"
SAVE = "Save to My toolkit"


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def reader(visitors, request):
    """A signed-in member, with and without JavaScript, who has saved nothing."""
    page = visitors.arrive(javascript=request.param)
    sign_in(page, MEMBER)
    empty_shelf(page)
    yield page
    empty_shelf(page)


def empty_shelf(page):
    page.goto("/account/toolkit/")
    while page.get_by_role("button", name="Remove").count():
        with page.expect_navigation():
            page.get_by_role("button", name="Remove").first.click()


def save(page, address):
    page.goto(address)
    page.get_by_role("button", name=SAVE).click()
    expect(page.get_by_role("link", name="In My toolkit")).to_be_visible()


def test_what_is_saved_stands_together_and_opens_as_a_pack(reader):
    for address in (TOOL, f"{TOOLKIT}five-whys/", STORY):
        save(reader, address)
    reader.goto("/account/toolkit/")
    expect(reader.get_by_role("heading", name="Stories")).to_be_visible()
    reader.get_by_label("5S into the pack").check()
    with reader.expect_navigation():
        reader.get_by_role("button", name="Open the ticked tools as a pack").click()
    expect(reader).to_have_url(re.compile(r"/packs/\?tool=\d+$"))
    expect(reader.locator("main")).to_contain_text("5S")


def test_the_address_of_a_pack_is_how_it_is_shared(reader, visitors):
    save(reader, TOOL)
    reader.goto("/account/toolkit/")
    address = reader.get_by_role("link", name="Or the one tool").get_attribute("href")
    colleague = visitors.arrive()
    colleague.goto(address)
    expect(colleague.locator("main")).to_contain_text("5S")


def test_the_button_lets_go_again(reader):
    save(reader, TOOL)
    reader.get_by_role("button", name="Remove").click()
    expect(reader.get_by_role("button", name=SAVE)).to_be_visible()
    reader.goto("/account/toolkit/")
    expect(reader.locator("main")).to_contain_text("You have not saved anything yet")


def test_with_a_script_the_reader_stays_and_is_told(visitors):
    page = visitors.arrive(size=PHONE)
    sign_in(page, MEMBER)
    empty_shelf(page)
    page.goto(TOOL)
    page.evaluate("window.stayed = true")
    page.get_by_role("button", name=SAVE).press("Enter")
    said = page.locator(".save").get_by_role("status")
    expect(said).to_have_text("Saved to My toolkit.")
    expect(page.get_by_role("button", name="Remove")).to_be_focused()
    assert page.evaluate("window.stayed")
    page.get_by_role("button", name="Remove").press("Enter")
    expect(page.get_by_role("button", name=SAVE)).to_be_focused()


def test_a_reader_who_is_signed_out_comes_back_to_what_they_wanted_to_save(visitors):
    page = visitors.arrive()
    page.goto(TOOL)
    page.get_by_role("link", name=SAVE).click()
    page.get_by_label("E-mail address").fill(MEMBER)
    page.get_by_label("Password", exact=True).fill("try-clic-today")
    page.locator("main").get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Save to My toolkit?")).to_be_visible()
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="In My toolkit")).to_be_visible()
    empty_shelf(page)
