"""Terms of the glossary: opened where they stand, or looked up."""

import pytest
from playwright.sync_api import expect

from tests.browser.visits import GLOSSARY, TOOLKIT

USES_TERMS = f"{TOOLKIT}what-a-production-system-is/"


@pytest.fixture
def reader(page):
    page.goto(USES_TERMS)
    return page


def first_term(page):
    return page.locator("main a.term").first


def box_of(page, term):
    return page.locator(f"#{term.get_attribute('aria-details')}")


def test_opens_and_closes_by_keyboard_and_the_focus_stays(reader):
    term = first_term(reader)
    box = box_of(reader, term)
    expect(term).to_have_role("button")
    expect(term).to_have_attribute("aria-expanded", "false")
    expect(box).to_be_hidden()
    term.focus()
    for key in ("Enter", "Space"):
        reader.keyboard.press(key)
        expect(box).to_be_visible()
        expect(term).to_have_attribute("aria-expanded", "true")
        expect(term).to_be_focused()
        reader.keyboard.press("Escape")
        expect(box).to_be_hidden()
        expect(term).to_have_attribute("aria-expanded", "false")
        expect(term).to_be_focused()


def test_tells_what_the_term_means_and_leads_on_to_the_glossary(reader):
    term = first_term(reader)
    meaning, slug = term.get_attribute("data-definition"), term.get_attribute("href")
    term.click()
    box = box_of(reader, term)
    expect(box).to_contain_text(meaning)
    term.focus()
    reader.keyboard.press("Tab")
    expect(box.get_by_role("link")).to_be_focused()
    reader.keyboard.press("Enter")
    reader.wait_for_url(f"**{slug}")
    expect(reader.locator(f"#{slug.partition('#')[2]}")).to_be_in_viewport()


def test_pressed_again_or_elsewhere_it_closes(reader):
    term = first_term(reader)
    box = box_of(reader, term)
    term.click()
    expect(box).to_be_visible()
    term.click()
    expect(box).to_be_hidden()
    term.click()
    reader.mouse.click(5, 5)
    expect(box).to_be_hidden()


def test_leaving_it_by_keyboard_closes_it(reader):
    term = first_term(reader)
    term.focus()
    for key in ("Enter", "Tab", "Tab"):
        reader.keyboard.press(key)
    expect(box_of(reader, term)).to_be_hidden()


def test_stays_inside_the_window_of_a_phone(phone_page):
    phone_page.goto(USES_TERMS)
    for term in phone_page.locator("main a.term").all():
        term.scroll_into_view_if_needed()
        term.focus()
        phone_page.keyboard.press("Enter")
        box = box_of(phone_page, term).bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= phone_page.viewport_size["width"]
        phone_page.keyboard.press("Escape")


def test_without_scripts_it_leads_to_the_glossary(visitors):
    page = visitors.arrive(javascript=False)
    page.goto(USES_TERMS)
    term = first_term(page)
    place = term.get_attribute("href").partition("#")[2]
    term.click()
    page.wait_for_url(f"**{GLOSSARY}#{place}")
    expect(page.locator(f"#{place}")).to_be_in_viewport()


def test_an_acronym_leads_to_its_term(page):
    page.goto(GLOSSARY)
    page.get_by_role("navigation", name="Letters").get_by_role(
        "link", name="A", exact=True
    ).click()
    expect(page.get_by_role("heading", name="A", exact=True)).to_be_in_viewport()
    entry = page.locator(".term-entry--see", has_text="AAR")
    entry.get_by_role("link", name="After Action Review").click()
    expect(page.locator(".term-entry:target")).to_contain_text("also: AAR")
