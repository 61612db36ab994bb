"""The search box suggests while somebody types: by keyboard, by touch, and not at all without scripts."""

import re
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import AXE, RULES, RUN_AXE
from tests.browser.visits import TOOL

ABOUT = "/about/"
SUGGESTS = re.compile(r"/search/suggest/\?q=")


@pytest.fixture
def reader(page):
    page.goto(ABOUT)
    return page


def box_of(page):
    return page.get_by_role("combobox", name="Search this site")


def type_words(page, words):
    """Type quickly, and wait for what is suggested."""
    with page.expect_response(SUGGESTS):
        box_of(page).press_sequentially(words, delay=20)
    expect(page.get_by_role("listbox", name="Suggestions")).to_be_visible()


def chosen(page):
    return page.locator("[role=option][aria-selected=true]")


def expect_nothing_chosen(page):
    expect(chosen(page)).to_have_count(0)
    assert box_of(page).get_attribute("aria-activedescendant") is None


def test_a_suggestion_is_chosen_and_opened_by_keyboard(reader):
    box, options = box_of(reader), reader.get_by_role("option")
    expect(box).to_have_attribute("aria-expanded", "false")
    type_words(reader, "action rev")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(options.first).to_contain_text("After Action Review (AAR)")
    expect_nothing_chosen(reader)

    reader.keyboard.press("ArrowDown")
    expect(chosen(reader)).to_have_count(1)
    expect(box).to_be_focused()
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute(
        "id"
    )
    reader.keyboard.press("ArrowUp")
    expect_nothing_chosen(reader)
    reader.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    reader.keyboard.press("Home")
    expect_nothing_chosen(reader)
    reader.keyboard.press("ArrowDown")

    name = options.first.locator("bdi").inner_text()
    address = options.first.get_attribute("href")
    reader.keyboard.press("Enter")
    reader.wait_for_url(f"**{address}")
    expect(reader.get_by_role("heading", level=1)).to_have_text(name)


def test_enter_searches_for_what_was_typed_where_nothing_is_chosen(reader):
    type_words(reader, "stakeholder")
    reader.keyboard.press("Enter")
    reader.wait_for_url("**/search/?q=stakeholder")


def test_escape_closes_the_list_and_keeps_the_words(reader):
    box, listed = box_of(reader), reader.get_by_role("listbox")
    type_words(reader, "process")
    reader.keyboard.press("ArrowDown")
    reader.keyboard.press("Escape")
    expect(listed).to_be_hidden()
    expect(box).to_have_value("process")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect_nothing_chosen(reader)
    reader.keyboard.press("ArrowDown")
    expect(listed).to_be_visible()
    reader.keyboard.press("Tab")
    expect(listed).to_be_hidden()


def test_the_number_is_said_and_the_page_usable(reader):
    type_words(reader, "process")
    said = reader.locator("header [role=status]")
    number = reader.get_by_role("option").count()
    expect(said).to_contain_text(f"{number} suggestion")
    reader.keyboard.press("ArrowDown")
    reader.evaluate(AXE)
    assert reader.evaluate(RUN_AXE, RULES) == []


def test_asks_when_typing_rests_and_nothing_twice(visitors):
    page, asked = visitors.arrive(), []
    page.on("request", lambda request: asked.append(request.url))
    page.clock.install(time=datetime(2026, 1, 1, 8))
    page.goto(ABOUT)
    page.clock.pause_at(datetime(2026, 1, 1, 9))
    box, listed = box_of(page), page.get_by_role("listbox")

    def words_asked_for():
        addresses = [urlsplit(url) for url in asked if SUGGESTS.search(url)]
        return [parse_qs(address.query)["q"][0] for address in addresses]

    box.press("p")
    page.clock.run_for(1000)
    for letter in "rocess":
        box.press(letter)
        page.clock.run_for(140)
    assert words_asked_for() == []
    page.clock.run_for(20)
    expect(listed).to_be_visible()
    box.press("Backspace")
    with page.expect_response(SUGGESTS):
        page.clock.run_for(200)
    box.press("s")
    page.clock.run_for(200)
    expect(page.get_by_role("option").first.locator("b")).to_have_text(
        re.compile("process", re.IGNORECASE)
    )
    assert words_asked_for() == ["process", "proces"]


def test_a_suggestion_is_opened_by_touch_and_fits(phone_page):
    phone_page.goto(TOOL)
    box_of(phone_page).tap()
    type_words(phone_page, "help me choose")
    option = phone_page.get_by_role("option").first
    place = option.bounding_box()
    assert place["height"] >= 44
    assert place["x"] >= 0
    assert place["x"] + place["width"] <= phone_page.viewport_size["width"]
    option.tap()
    phone_page.wait_for_url("**/help-me-choose/")


def test_reads_from_right_to_left(visitors):
    page = visitors.arrive()
    page.goto("/ar/search/")
    box = page.locator("main").get_by_role("combobox")
    with page.expect_response(SUGGESTS):
        box.press_sequentially("review", delay=20)
    option = page.get_by_role("option").first
    expect(option).to_be_visible()
    title, kind = option.locator("bdi"), option.locator("small")
    expect(title).to_have_attribute("lang", "en")
    assert title.bounding_box()["x"] > kind.bounding_box()["x"]


def test_without_scripts_it_is_a_plain_search_box(visitors):
    page = visitors.arrive(javascript=False)
    page.goto(ABOUT)
    page.get_by_role("searchbox", name="Search this site").fill("process mapping")
    page.locator("header").get_by_role("button", name="Search").click()
    page.wait_for_url("**/search/?q=process+mapping")
