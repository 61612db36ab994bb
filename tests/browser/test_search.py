"""Looking for something, with and without scripts: from the words to the very place."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE

COUNT = re.compile(r"^\d+ results? for")


def look_for(page, words):
    """Type words into the box of the search page and wait for its answer."""
    box = (
        page.get_by_role("main")
        .get_by_role("searchbox")
        .or_(page.get_by_role("main").get_by_role("combobox"))
    )
    box.fill(words)
    box.press("Enter")
    expect(page).to_have_title(re.compile(f"^Search: {re.escape(words)}"))


@pytest.mark.parametrize("javascript", [True, False])
def test_results_can_be_narrowed_down_and_lead_to_the_very_place(visitors, javascript):
    page = visitors.arrive(javascript=javascript)
    page.goto("/search/")
    look_for(page, "run chart")
    expect(page.get_by_role("heading", name=COUNT)).to_be_visible()
    kinds = page.get_by_role("navigation", name="Kinds of results")
    kinds.get_by_role("link", name=re.compile(r"^Tools")).click()
    page.wait_for_url("**/search/?q=run+chart&kind=tool")
    expect(page.locator(".kind").first).to_have_text("Tool")
    expect(page.locator(".results mark").first).to_have_text(re.compile("run", re.I))
    link = page.locator(".result__parts a").first
    place = link.get_attribute("href")
    link.click()
    page.wait_for_url(f"**{place}")
    assert "#" in place
    anchor = page.locator(f'[id="{place.partition("#")[2]}"]')
    expect(anchor).to_be_in_viewport()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_slip_of_the_pen_finds_what_was_meant(visitors, javascript):
    page = visitors.arrive(size=PHONE, javascript=javascript)
    page.goto("/search/")
    look_for(page, "prodction sytem")
    expect(page.get_by_text("Showing results for production system")).to_be_visible()
    narrowing = page.locator("details.narrowing")
    expect(narrowing.get_by_role("link").first).to_be_hidden()
    narrowing.locator("summary").first.click()
    expect(narrowing.get_by_role("link").first).to_be_visible()
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    page.get_by_role("link", name="Search instead for prodction sytem").click()
    page.wait_for_url("**exact=1")
    page.get_by_role("link", name="Ask the team").click()
    expect(page.get_by_label("Your message")).to_have_value(
        "I looked for “prodction sytem” and did not find it."
    )
