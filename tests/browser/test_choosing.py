"""From many tools to the few that fit: by filters, by questions, and ticked for a workshop."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.visits import CHOOSER, TOOLKIT

WAYS = [
    pytest.param({"size": DESKTOP}, id="desktop"),
    pytest.param({"size": PHONE, "has_touch": True, "is_mobile": True}, id="phone"),
    pytest.param({"javascript": False}, id="without-scripts"),
]
IS_OPEN = "(box) => box.open"
IN_VIEW = """(box) => {
  const place = box.getBoundingClientRect();
  return place.top >= 0 && place.bottom <= innerHeight;
}"""


def choose(page, name):
    """Follow a link of the main part and wait for the page behind it."""
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("link", name=name).click()


def narrow_down(page, name):
    """Choose a filter, which a phone keeps folded."""
    fold = page.get_by_text("Find tools that fit you")
    if fold.is_visible() and not page.locator("[data-filters]").evaluate(IS_OPEN):
        fold.click()
    choose(page, name)


def cards(page):
    return page.locator(".tool-card")


@pytest.mark.parametrize("way", WAYS)
def test_narrows_the_tools_down_and_goes_back(visitors, way):
    page = visitors.arrive(**way)
    page.goto(TOOLKIT)
    everything = cards(page).count()
    narrow_down(page, "1 hour")
    expect(page).to_have_url(f"{TOOLKIT}time/60/#tools")
    narrow_down(page, "6 to 12")
    expect(page).to_have_url(f"{TOOLKIT}time/60/people/6/#tools")
    left = cards(page).count()
    assert 0 < left < everything
    expect(page.locator("#tools-title")).to_have_text(f"{left} of {everything} tools")
    narrow_down(page, "Remove: 1 hour")
    expect(page).to_have_url(f"{TOOLKIT}people/6/#tools")
    choose(page, "Show all tools")
    assert cards(page).count() == everything


@pytest.mark.parametrize("way", WAYS)
def test_answers_questions_until_tools_are_left(visitors, way):
    page = visitors.arrive(**way)
    title = page.get_by_role("heading", level=1)
    page.goto(TOOLKIT)
    choose(page, "Help me choose")
    expect(title).to_have_text("Help me choose a tool")
    choose(page, "People wait too long")
    expect(title).to_have_text("Do you know where they wait?")
    choose(page, "No, it goes through several teams")
    expect(page).to_have_url(f"{CHOOSER}waiting/several-teams/")
    expect(title).to_have_text("These tools fit")
    expect(cards(page)).to_have_count(2)
    expect(page.locator(".given")).to_contain_text("No, it goes through several teams")
    choose(page, re.compile(r"Change.*Do you know where they wait?"))
    expect(page).to_have_url(f"{CHOOSER}waiting/")
    choose(page, "No, it goes through several teams")
    choose(page, "Get these as a pack")
    expect(page.get_by_role("main")).to_contain_text("Process mapping")


def test_the_whole_chooser_can_be_read_at_once(page):
    page.goto(CHOOSER)
    table = page.get_by_role("table")
    expect(table).to_be_hidden()
    page.get_by_text("All answers and tools at once").click()
    expect(table).to_be_visible()
    expect(table).to_contain_text("Demand analysis")


@pytest.mark.parametrize("way", WAYS)
def test_ticked_tools_become_a_pack(visitors, way):
    page = visitors.arrive(**way)
    page.goto(TOOLKIT)
    for tool in ("5S", "PDSA cycle"):
        name = re.compile(rf"For my pack.*{tool}")
        page.get_by_role("checkbox", name=name).check()
    if way.get("javascript", True):
        expect(page.get_by_text("2 tools ticked")).to_be_visible()
    # What is ticked can be taken along from anywhere in the list.
    button = page.get_by_role("button", name="Make a pack")
    assert button.evaluate(IN_VIEW)
    with page.expect_navigation():
        button.click()
    expect(page.get_by_role("main")).to_contain_text("5S")
    expect(page.get_by_role("main")).to_contain_text("PDSA cycle")
